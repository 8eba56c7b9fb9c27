/** People who may not take part: the organisers' list over HTTP, and what it does at the door of the contest. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContestId } from '../../server/rules/ids.ts';
import { disqualify } from '../../server/services/disqualify.ts';
import type { ExclusionsView, ImportedExclusions } from '../../server/wire/http/exclusions.ts';
import type { Entry } from '../../server/wire/http/entering.ts';
import type { UnitHits } from '../../server/wire/http/contests.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { actorOf } from '../helpers/drafts.ts';
import { adultEntry } from '../helpers/entry.ts';
import { makeStaff, makeUser, sampleContest, type MadeStaff } from '../helpers/make.ts';
import { uploadFile, uploadFiles } from '../helpers/upload.ts';

let hoithi: TestApp & AsyncDisposable;
let organiser: MadeStaff;
let contestId: ContestId;
let base: Pick<Entry, 'unitId' | 'categoryId'>;
beforeEach(async () => {
  hoithi = await openApp();
  organiser = await makeStaff(hoithi.ctx, { role: 'organiser', fullName: 'Lê Thị Tổ Chức' });
  const contest = await sampleContest(hoithi.ctx);
  contestId = contest.id;
  const { units } = (await hoithi.get('/api/contests/tien-giang/units?q=cho%20gao')).json<UnitHits>();
  base = { unitId: units[0]?.id ?? '', categoryId: contest.definition.categories[0]?.id ?? '' };
});
afterEach(() => hoithi[Symbol.asyncDispose]());

const at = () => `/api/staff/contests/${contestId}/exclusions`;
const head = 'Họ và tên;Số điện thoại;Số căn cước;Nhiệm vụ';
const fileOf = (...rows: string[]) => ({
  name: 'to-thu-ky.csv',
  bytes: Buffer.from(`\ufeff${[head, ...rows].join('\r\n')}\r\n`),
});
const send = (cookie: string, ...rows: string[]) => uploadFile(hoithi, at(), cookie, fileOf(...rows));
const imported = async (...rows: string[]) => (await send(organiser.cookie, ...rows)).json<ImportedExclusions>();
const listed = async () => (await hoithi.get(at(), { cookie: organiser.cookie })).json<ExclusionsView>().people;

const password = 'mot-cau-du-dai';
const adult = (phone: string, more: Partial<Entry> = {}) =>
  adultEntry({ ...base, account: { phone, password }, ...more });
const child = (phone: string, more: Partial<Entry> = {}) =>
  adult(phone, {
    birth: { day: 20, month: 3, year: 2014 },
    fullName: 'Trần Bảo Nhi',
    guardian: { fullName: 'Trần Thị Mai', relation: 'mother', statement: true, childAssent: true },
    ...more,
  });
const enter = (entry: Entry, asking: { cookie?: string; headers?: Record<string, string> } = {}) =>
  hoithi.post('/api/contests/tien-giang/entries', entry, asking);
const cookieOf = (reply: { headers: Record<string, unknown> }): string =>
  String(reply.headers['set-cookie']).split(';')[0] ?? '';
const codeOf = (reply: { statusCode: number; json(): unknown }): unknown =>
  reply.statusCode === 200 ? 'entered' : (reply.json() as { error: { code: string } }).error.code;

describe('the list', () => {
  it('is the organisers’ alone: nobody else reads it, writes it or empties it', async () => {
    await imported('Thư ký;0911222333;;Tổ Thư ký');
    const [one] = await listed();
    const asks = [
      (cookie: string) => hoithi.get(at(), { cookie }),
      (cookie: string) => send(cookie, 'X;0911222444;;'),
      (cookie: string) => hoithi.ask('DELETE', `${at()}/${one?.id}`, { cookie }),
      (cookie: string) => hoithi.ask('DELETE', at(), { cookie }),
    ];
    for (const role of ['author', 'reviewer', 'viewer'] as const) {
      const { cookie } = await makeStaff(hoithi.ctx, { role });
      const replies = await Promise.all(asks.map((ask) => ask(cookie)));
      expect([role, ...replies.map(({ statusCode }) => statusCode)]).toEqual([role, 403, 403, 403, 403]);
    }
    const strangers = await Promise.all(asks.map((ask) => ask('')));
    const { cookie } = await makeUser(hoithi.ctx);
    const citizens = await Promise.all(asks.map((ask) => ask(cookie)));
    expect([...strangers, ...citizens].map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(401));
    expect(await listed()).toEqual([one]);
    const owner = await makeStaff(hoithi.ctx, { role: 'owner' });
    expect((await hoithi.get(at(), { cookie: owner.cookie })).statusCode).toBe(200);
  });

  it('shows names and what they are known by, in the order of lists, never a number', async () => {
    expect(await imported('Lê Văn Út;0911222333;;Tổ Thư ký', 'Đỗ Thị An;;082090001234;Soạn câu hỏi')).toEqual({
      ...{ added: 2, changed: 0, listed: 2, entered: 0, problemCount: 0, problems: [] },
    });
    expect(await listed()).toMatchObject([
      { fullName: 'Đỗ Thị An', reason: 'Soạn câu hỏi', hasPhone: false, hasCccd: true, hasEntered: false },
      { fullName: 'Lê Văn Út', reason: 'Tổ Thư ký', hasPhone: true, hasCccd: false, hasEntered: false },
    ]);
    const rows = await hoithi.ctx.store.read(async ({ db, tables }) => db.select().from(tables.excludedPerson));
    const journal = await hoithi.get(`/api/staff/contests/${contestId}/journal`, { cookie: organiser.cookie });
    expect(JSON.stringify(rows) + hoithi.logged.join()).not.toMatch(/911222333|082090001234/);
    expect(journal.body).toContain('import-exclusions');
    expect(journal.body).not.toMatch(/Lê Văn Út|Đỗ Thị An|911222333|082090001234/);
  });

  it('takes a file twice without doubling anybody, keeps who is not in it, and lets one or all off again', async () => {
    await imported('Lê Văn Út;0911222333;;Tổ Thư ký', 'Đỗ Thị An;;082090001234;');
    const before = await listed();
    expect(await imported('Lê Văn Út;0911 222 333;082090001235;Thư ký')).toMatchObject({
      added: 0,
      changed: 1,
      listed: 2,
    });
    const after = await listed();
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[1]).toMatchObject({ fullName: 'Lê Văn Út', reason: 'Thư ký', hasPhone: true, hasCccd: true });
    const remove = (more: string) => hoithi.ask('DELETE', `${at()}${more}`, { cookie: organiser.cookie });
    expect((await remove(`/${after[1]?.id}`)).json()).toEqual({ removed: 1 });
    expect((await remove(`/${after[1]?.id}`)).statusCode).toBe(404);
    expect(codeOf(await enter(adult('0911222333')))).toBe('entered');
    expect((await remove('')).json()).toEqual({ removed: 1 });
    expect((await remove('')).statusCode).toBe(404);
    expect(await listed()).toEqual([]);
  });

  it('of one contest is nothing to another', async () => {
    await imported('Lê Văn Út;0911222333;;');
    const other = await sampleContest(hoithi.ctx, 'kien-giang');
    const theirs = `/api/staff/contests/${other.id}/exclusions`;
    expect((await hoithi.get(theirs, { cookie: organiser.cookie })).json()).toMatchObject({ people: [] });
    const [one] = await listed();
    expect((await hoithi.ask('DELETE', `${theirs}/${one?.id}`, { cookie: organiser.cookie })).statusCode).toBe(404);
    expect(await listed()).toHaveLength(1);
  });
});

describe('a file that is not right', () => {
  it('changes nothing and tells each row, in the reader’s language', async () => {
    await imported('Lê Văn Út;0911222333;;');
    const rows = ['Đúng;0911222444;;', ';0911222555;;', 'Trùng;0911222444;;', 'Sai;12;;'];
    const vi = await imported(...rows);
    expect(vi).toMatchObject({ added: 0, changed: 0, listed: 1, problemCount: 3 });
    expect(vi.problems.map(({ text }) => text)).toEqual([
      'Dòng 3: thiếu họ và tên',
      'Dòng 4: số điện thoại hoặc số căn cước này đã có ở dòng 2',
      'Dòng 5: số điện thoại chưa đúng; cần số di động Việt Nam 10 chữ số, ví dụ 0912 345 678',
    ]);
    const reply = await uploadFiles(hoithi, at(), organiser.cookie, [fileOf(...rows)]);
    expect(reply.body).not.toContain('0911222444');
    expect(await listed()).toHaveLength(1);
    const journal = await hoithi.get(`/api/staff/contests/${contestId}/journal`, { cookie: organiser.cookie });
    expect(journal.body.match(/import-exclusions/g)).toHaveLength(1);
  });

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0xff, 0xfe, 0x81]), 'not-text'],
    ['another table', Buffer.from('a,b\n1,2\n'), 'column-missing'],
    ['headings alone', Buffer.from(head), 'no-rows'],
  ])('%s', async (_name, bytes, problem) => {
    const reply = await uploadFile(hoithi, at(), organiser.cookie, { name: 'x.csv', bytes });
    expect([reply.statusCode, reply.json<ImportedExclusions>().problems.map((one) => one.problem)]).toEqual([
      ...[200, [problem]],
    ]);
    expect(await listed()).toEqual([]);
  });

  it('of two megabytes is not read, and a list does not grow past its end', async () => {
    const large = { name: 'x.csv', bytes: Buffer.alloc(2_000_000, 'a') };
    expect((await uploadFile(hoithi, at(), organiser.cookie, large)).statusCode).toBe(413);
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `Người;09${String(10_000_000 + from + index)};;`);
    expect(await imported(...rows(0, 1_500))).toMatchObject({ added: 1_500 });
    const full = await imported(...rows(1_400, 700));
    expect(full).toMatchObject({ added: 0, listed: 1_500, problems: [{ problem: 'list-full', about: '2000' }] });
    expect(await imported(...rows(1_400, 600))).toMatchObject({ added: 500, changed: 100, listed: 2_000 });
  });

  it('for a contest that is not there is not found', async () => {
    const file = fileOf('Lê Văn Út;0911222333;;');
    const reply = await uploadFile(hoithi, '/api/staff/contests/none/exclusions', organiser.cookie, file);
    expect(reply.statusCode).toBe(404);
  });
});

describe('at the door', () => {
  it('whoever is on the list by phone is refused with a reason and what to do, and nothing is kept', async () => {
    await imported('Lê Văn Út;0911222333;;Tổ Thư ký');
    const reply = await enter(adult('+84 911 222 333'));
    expect([reply.statusCode, reply.json()]).toEqual([
      422,
      {
        error: {
          code: 'excluded-person',
          message:
            'Theo thể lệ, thành viên Ban Tổ chức và người soạn đề không dự thi. Nếu có nhầm lẫn, hãy gọi Ban Tổ chức.',
          params: {},
        },
      },
    ]);
    const english = await enter(adult('0911222333'), { headers: { 'accept-language': 'en' } });
    expect(english.body).toContain('If this is a mistake, call the organisers.');
    for (const table of ['user', 'person', 'participant', 'consent'] as const) {
      const rows = await hoithi.ctx.store.read(async ({ db, tables }) => db.select().from(tables[table]));
      const made = rows.filter((row) => !('role' in row && row.role !== null));
      expect([table, made]).toEqual([table, []]);
    }
  });

  it('and by identity number, with any phone', async () => {
    await imported('Lê Văn Út;;082090001234;');
    expect(codeOf(await enter(adult('0911222444', { cccd: '082 090 001 234' })))).toBe('excluded-person');
    expect(codeOf(await enter(adult('0911222444')))).toBe('entered');
  });

  it('also by the number they gave when they entered another contest', async () => {
    const elsewhere = await sampleContest(hoithi.ctx, 'kien-giang');
    const { units } = (await hoithi.get('/api/contests/kien-giang/units?q=doan')).json<UnitHits>();
    const there = { unitId: units[0]?.id ?? '', categoryId: elsewhere.definition.categories[0]?.id ?? '' };
    const birth = { day: 5, month: 1, year: 2000 };
    const before = adult('0911222444', { ...there, birth, cccd: '082200001234' });
    const first = await hoithi.post('/api/contests/kien-giang/entries', before);
    expect(first.statusCode, first.body).toBe(200);
    await imported('Lê Văn Út;;082200001234;');
    const again = await enter(adult('', { account: null, birth }), { cookie: cookieOf(first) });
    expect(codeOf(again)).toBe('excluded-person');
  });

  it('a child whose guardian is on the list takes part; the guardian does not, nor a child who is on it', async () => {
    await imported('Trần Thị Mai;0911222333;;Soạn câu hỏi', 'Bé có tên;;082214001234;');
    const first = await enter(child('0911222333'));
    expect(first.statusCode, first.body).toBe(200);
    const cookie = cookieOf(first);
    const self = adult('', { account: null, fullName: 'Trần Thị Mai' });
    expect(codeOf(await enter(self, { cookie }))).toBe('excluded-person');
    const listedChild = child('', { account: null, fullName: 'Bé có tên', cccd: '082214001234' });
    expect(codeOf(await enter(listedChild, { cookie }))).toBe('excluded-person');
    expect((await listed()).map(({ hasEntered }) => hasEntered)).toEqual([false, false]);
  });

  it('who had entered before is told to the organisers and stays where they are', async () => {
    await enter(adult('0911222333', { fullName: 'Lê Văn Út' }));
    await enter(adult('0911222444', { fullName: 'Đỗ Thị An', cccd: '082090001234' }));
    await enter(child('0911222555'));
    const rows = ['Lê Văn Út;0911222333;;', 'Đỗ Thị An;0911222444;082090001234;', 'Trần Thị Mai;0911222555;;'];
    expect(await imported(...rows)).toMatchObject({ added: 3, listed: 3, entered: 2 });
    expect((await listed()).map(({ fullName, hasEntered }) => [fullName, hasEntered])).toEqual([
      ['Đỗ Thị An', true],
      ['Trần Thị Mai', false],
      ['Lê Văn Út', true],
    ]);
    const participants = await hoithi.ctx.store.read(async ({ db, tables }) => db.select().from(tables.participant));
    expect(participants.map(({ disqualifiedAt }) => disqualifiedAt)).toEqual([0, 0, 0]);
    const one = participants.find(({ fullName }) => fullName === 'Lê Văn Út');
    if (!one) throw new Error('not there');
    await disqualify(hoithi.ctx, { participantId: one.id, reason: 'Tổ Thư ký', actor: actorOf(organiser) });
    expect(await imported(...rows)).toMatchObject({ added: 0, changed: 3, entered: 1 });
  });
});
