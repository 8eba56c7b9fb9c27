/** A question from its first word to its retirement: who may, in which order, and what each refusal says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play, type Scenario } from '../helpers/scenario.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import { makeUser } from '../helpers/make.ts';

let world: BankWorld & AsyncDisposable;
let at: string;
beforeAll(async () => {
  world = await openBank();
  at = `/api/staff/banks/${world.bankId}`;
});
afterAll(() => world[Symbol.asyncDispose]());

const refusedWith = async (reply: Promise<{ statusCode: number; json<T>(): T }>) => {
  const { statusCode, json } = await reply;
  const { error } = json<{ error: { code: string; params: Record<string, unknown> } }>();
  return { status: statusCode, ...error.params, code: error.code };
};

describe('the life of a question', () => {
  it('told again with its key, because the reply was lost, it is the same question; of another person it is another', async () => {
    const { author, second } = world;
    const tell = async (stem: string, key: string, by = author) => {
      const reply = await world.post(`${at}/questions`, { content: aQuestion({ stem }), key }, { cookie: by.cookie });
      return { status: reply.statusCode, ...reply.json<{ code: string; content: { stem: string } }>() };
    };
    const first = await tell('Cầu Rạch Miễu nối hai tỉnh nào?', 'new:1');
    expect(first.status).toBe(200);
    const again = await tell('Cầu Rạch Miễu nối những tỉnh nào?', 'new:1');
    expect([again.code, again.content.stem]).toEqual([first.code, 'Cầu Rạch Miễu nối hai tỉnh nào?']);
    const others = [await tell('Cầu nào?', 'new:2'), await tell('Cầu nào?', 'new:1', second)];
    expect(new Set([first, ...others].map(({ code }) => code)).size).toBe(3);
  });

  it('is written, sent, returned with a reason, mended, approved by another, retired and restored', async () => {
    const { author, reviewer, second } = world;
    const code = await world.write();
    expect(await world.view(code)).toMatchObject({ state: 'draft', isDrawn: false, may: ['save', 'send', 'retire'] });
    await world.step(code, 'send', author);
    await world.step(code, 'return', reviewer, 'Thiếu năm');
    await world.save(code, aQuestion({ stem: 'Ngày Chuyển đổi số quốc gia hằng năm là ngày nào?' }));
    await world.step(code, 'send', author);
    const approved = await world.step(code, 'approve', reviewer);
    expect(approved).toMatchObject({ state: 'approved', isDrawn: true, drawnDifference: null });
    expect(
      approved.versions.map(({ version, authorName, approvedByName, isDrawn }) => [
        version,
        authorName,
        approvedByName,
        isDrawn,
      ]),
    ).toEqual([
      [2, 'Phạm Văn Soạn', 'Đỗ Thị Duyệt', true],
      [1, 'Phạm Văn Soạn', '', false],
    ]);
    expect(approved.versions[0]?.difference).toEqual([
      {
        field: 'stem',
        of: '',
        parts: [
          { kind: 'same', text: 'Ngày Chuyển đổi số quốc gia' },
          { kind: 'new', text: ' hằng năm' },
          { kind: 'same', text: ' là ngày nào?' },
        ],
      },
    ]);
    await world.step(code, 'retire', second, 'Không dùng nữa');
    const restored = await world.step(code, 'restore', second);
    expect(restored).toMatchObject({ state: 'approved', isDrawn: true });
    expect(restored.events.map(({ deed, actorName, note }) => [deed, actorName, note])).toEqual([
      ['restored', 'Hồ Văn Hai', ''],
      ['retired', 'Hồ Văn Hai', 'Không dùng nữa'],
      ['approved', 'Đỗ Thị Duyệt', ''],
      ['sent', 'Phạm Văn Soạn', ''],
      ['changed', 'Phạm Văn Soạn', ''],
      ['returned', 'Đỗ Thị Duyệt', 'Thiếu năm'],
      ['sent', 'Phạm Văn Soạn', ''],
      ['made', 'Phạm Văn Soạn', ''],
    ]);
  });

  it('an approved question that is edited goes on being drawn as it was, until the edit is approved', async () => {
    const code = await world.approved();
    const saved = await world.save(code, aQuestion({ stem: 'Ngày Chuyển đổi số là ngày nào trong năm?' }));
    expect(saved).toMatchObject({ state: 'draft', version: 2 });
    const view = await world.view(code);
    expect(view).toMatchObject({ state: 'draft', isDrawn: true });
    expect(view.drawnDifference?.map(({ field }) => field)).toEqual(['stem']);
    expect((await world.table('?state=draft&q=trong%20nam')).rows.map((row) => [row.code, row.isDrawn])).toEqual([
      [code, true],
    ]);
  });

  it('autosaving writes over the own draft, and what was sent is never written over', async () => {
    const code = await world.write();
    for (const stem of ['Một?', 'Một hai?', 'Một hai ba?']) await world.save(code, aQuestion({ stem }));
    expect((await world.view(code)).versions).toHaveLength(1);
    await world.step(code, 'send', world.author);
    expect(await world.save(code, aQuestion({ stem: 'Bốn?' }))).toMatchObject({ version: 2, state: 'draft' });
    const again = await world.view(code);
    expect(await world.save(code, again.content)).toMatchObject({ version: 2, revision: again.revision });
  });
});

describe('two people', () => {
  it('nobody approves what they wrote, whatever their role, nor what they wrote a part of', async () => {
    const { reviewer, second, organiser, author } = world;
    for (const writer of [reviewer, organiser]) {
      const code = await world.write({}, writer);
      await world.step(code, 'send', writer);
      const { revision, may, isOwnWork } = await world.view(code, writer);
      expect([may.includes('approve'), isOwnWork]).toEqual([false, true]);
      const reply = world.post(`${at}/questions/${code}/approve`, { revision, note: '' }, { cookie: writer.cookie });
      expect(await refusedWith(reply)).toMatchObject({ status: 403, code: 'own-question' });
    }
    const shared = await world.write({}, reviewer);
    await world.save(shared, aQuestion({ stem: 'Viết tiếp?' }), author);
    await world.step(shared, 'send', author);
    const { revision } = await world.view(shared);
    const reply = world.post(`${at}/questions/${shared}/approve`, { revision, note: '' }, { cookie: reviewer.cookie });
    expect(await refusedWith(reply)).toMatchObject({ code: 'own-question' });
    expect(await world.step(shared, 'approve', second)).toMatchObject({ state: 'approved' });
  });

  it('an author does not approve, return or retire others’ questions', async () => {
    const code = await world.write();
    await world.step(code, 'send', world.author);
    const { revision } = await world.view(code);
    for (const deed of ['approve', 'return', 'retire']) {
      const reply = world.post(
        `${at}/questions/${code}/${deed}`,
        { revision, note: 'x' },
        { cookie: world.other.cookie },
      );
      expect(await refusedWith(reply)).toMatchObject({ status: 403, code: 'not-allowed' });
    }
  });
});

describe('two editors', () => {
  it('the second to save is told who was first and when, and nothing of theirs is lost in silence', async () => {
    const { author, other } = world;
    const code = await world.write();
    const { revision } = await world.view(code);
    const save = (who: typeof author, stem: string) =>
      world.ask('PUT', `${at}/questions/${code}/draft`, {
        cookie: who.cookie,
        body: { revision, content: aQuestion({ stem }) },
      });
    const replies = await Promise.all([save(author, 'Của tôi?'), save(other, 'Của tôi nữa?')]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const lost = replies.find(({ statusCode }) => statusCode === 409);
    const winner = replies[0]?.statusCode === 200 ? author : other;
    expect(lost?.json()).toMatchObject({ error: { code: 'changed-meanwhile', params: { byName: winner.fullName } } });
    expect((await world.view(code)).content.stem).toBe(winner === author ? 'Của tôi?' : 'Của tôi nữa?');
  });

  it('nothing is approved that changed after it was looked at', async () => {
    const code = await world.write();
    await world.step(code, 'send', world.author);
    const { revision } = await world.view(code, world.reviewer);
    await world.save(code, aQuestion({ stem: 'Đổi phút chót?' }));
    await world.step(code, 'send', world.author);
    const reply = world.post(
      `${at}/questions/${code}/approve`,
      { revision, note: '' },
      { cookie: world.reviewer.cookie },
    );
    expect(await refusedWith(reply)).toMatchObject({ status: 409, code: 'changed-meanwhile' });
  });
});

describe('refusals', () => {
  it('each has its status and its name', async () => {
    const { author, reviewer } = world;
    const empty = await world.write({ stem: '', key: [] });
    const draft = await world.write();
    const lapsed = await world.write({
      legal: [
        { instrument: 'Nghị định 1', article: '', clause: '', inForceFrom: '2020-01-01', inForceTo: '2026-01-01' },
      ],
    });
    await world.step(lapsed, 'send', author);
    const step = async (code: string, deed: string, note = ''): Promise<Partial<Scenario>> => ({
      method: 'POST',
      url: `${at}/questions/${code}/${deed}`,
      body: { revision: (await world.view(code)).revision, note },
    });
    const table: (Partial<Scenario> & { name: string; status: number })[] = [
      { name: 'unfinished', ...(await step(empty, 'send')), status: 422, contains: ['question-not-ready'] },
      { name: 'not in review', ...(await step(draft, 'approve')), status: 409, contains: ['question-state'] },
      { name: 'no reason', ...(await step(lapsed, 'return')), status: 422, contains: ['reason-needed'] },
      { name: 'lapsed', ...(await step(lapsed, 'approve')), status: 409, contains: ['question-lapsed', '2026-01-01'] },
      { name: 'no question', url: `${at}/questions/khong-co`, status: 404 },
      { name: 'no bank', url: '/api/staff/banks/khong-co/questions', status: 404 },
      {
        name: 'no topic',
        method: 'POST',
        url: `${at}/questions`,
        body: { content: aQuestion({ topic: 'la' }) },
        status: 422,
        contains: ['topic-unknown'],
      },
      {
        name: 'too long',
        method: 'POST',
        url: `${at}/questions`,
        body: { content: aQuestion({ stem: 'x'.repeat(4_001) }) },
        status: 400,
      },
      {
        name: 'unknown member',
        method: 'POST',
        url: `${at}/questions`,
        body: { content: { ...aQuestion(), score: 1 } },
        status: 400,
      },
      { name: 'no filter', url: `${at}/questions?kind=essay`, status: 400 },
      {
        name: 'silent comment',
        method: 'POST',
        url: `${at}/questions/${draft}/comments`,
        body: { text: '  ' },
        status: 422,
        contains: ['reason-needed'],
      },
    ];
    for (const scenario of table) await play(world, { url: '', as: reviewer.cookie, ...scenario });
  });

  it('nobody and no citizen sees a bank; a viewer sees and changes nothing', async () => {
    const code = await world.approved({ stem: 'Câu bí mật?' });
    const citizen = (await makeUser(world.ctx)).cookie;
    const { revision } = await world.view(code);
    const reads = ['/api/staff/banks', at, `${at}/questions`, `${at}/questions/${code}`, `${at}/imports`];
    const acts: Pick<Scenario, 'method' | 'url' | 'body'>[] = [
      { method: 'POST', url: '/api/staff/banks', body: { name: 'x' } },
      { method: 'PUT', url: `${at}/topics`, body: { revision: 0, name: 'x', topics: [] } },
      { method: 'POST', url: `${at}/questions`, body: { content: aQuestion() } },
      { method: 'POST', url: `${at}/look`, body: { content: aQuestion() } },
      { method: 'PUT', url: `${at}/questions/${code}/draft`, body: { revision, content: aQuestion() } },
      ...['send', 'approve', 'return', 'retire', 'restore'].map((deed) => ({
        method: 'POST' as const,
        url: `${at}/questions/${code}/${deed}`,
        body: { revision, note: 'x' },
      })),
      { method: 'POST', url: `${at}/bulk`, body: { deed: 'retire', codes: [code], note: 'x' } },
      { method: 'POST', url: `${at}/undo`, body: { undo: 'x', without: [] } },
      { method: 'POST', url: `${at}/questions/${code}/comments`, body: { text: 'x' } },
      { method: 'GET', url: `${at}/export?format=sheet` },
      { method: 'DELETE', url: '/api/staff/imports/khong-co' },
    ];
    for (const as of [undefined, citizen])
      for (const each of [...reads.map((url) => ({ url })), ...acts])
        await play(world, { name: each.url, ...(as !== undefined && { as }), ...each, status: 401, lacks: ['bí mật'] });
    for (const url of reads) await play(world, { name: url, url, as: world.viewer.cookie, status: 200 });
    for (const act of acts)
      await play(world, { name: act.url, as: world.viewer.cookie, ...act, status: 403, contains: ['not-allowed'] });
    expect(await world.view(code)).toMatchObject({ state: 'approved', revision });
  });
});
