/** Blueprints, sample papers and drafts over HTTP: who may, what is refused, and that the public sees nothing of a draft. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadedContest } from '../../server/services/load-contest.ts';
import type { ErrorBody } from '../../server/wire/http/common.ts';
import type { BlueprintView, DraftView, SamplePapers } from '../../server/wire/http/blueprints.ts';
import { testApp, type TestApp } from '../helpers/build-app.ts';
import { draftOf, draftSlug, must } from '../helpers/drafts.ts';
import { makeStaff, makeUser, roundIdOf, sampleContest, type MadeStaff } from '../helpers/make.ts';

let hoithi: TestApp;
let draft: LoadedContest;
let source: LoadedContest;
const people = new Map<string, MadeStaff>();
const roles = ['owner', 'organiser', 'reviewer', 'author', 'viewer'] as const;
const cookieOf = (role: string): string => must(people.get(role)).cookie;

beforeAll(async () => {
  hoithi = await testApp();
  for (const role of roles) people.set(role, await makeStaff(hoithi.ctx, { role, fullName: `Người ${role}` }));
  source = await sampleContest(hoithi.ctx);
  draft = await draftOf(hoithi.ctx, source, must(people.get('organiser')));
});
afterAll(() => hoithi.close());

const roundOf = () => must(draft.rounds[0]).id;
const blueprint = async () =>
  (await hoithi.get(`/api/staff/rounds/${roundOf()}/blueprint`, { cookie: cookieOf('owner') })).json<BlueprintView>();

describe('who may', () => {
  const seed = '5e'.repeat(16);
  const print = `sample-papers.docx?count=1&part=keys&seed=${seed}`;
  it.each([
    ['GET', () => `/api/staff/rounds/${roundOf()}/blueprint`, ['owner', 'organiser', 'reviewer', 'author', 'viewer']],
    ['GET', () => `/api/staff/contests/${draft.id}/draft`, ['owner', 'organiser', 'reviewer', 'author', 'viewer']],
    ['GET', () => `/api/staff/rounds/${roundOf()}/sample-papers`, ['owner', 'organiser', 'reviewer']],
    ['GET', () => `/api/staff/rounds/${roundOf()}/${print}`, ['owner', 'organiser', 'reviewer']],
  ] as const)('%s %s', async (method, url, allowed) => {
    const statuses = await Promise.all(
      roles.map(async (role) => (await hoithi.ask(method, url(), { cookie: cookieOf(role) })).statusCode),
    );
    expect(statuses).toEqual(roles.map((role) => ((allowed as readonly string[]).includes(role) ? 200 : 403)));
    const citizen = await makeUser(hoithi.ctx);
    expect((await hoithi.ask(method, url(), { cookie: citizen.cookie })).statusCode).toBe(401);
    expect((await hoithi.ask(method, url())).statusCode).toBe(401);
  });

  it('only owner and organiser change, copy, edit and publish', async () => {
    const { revision, blueprint: old } = await blueprint();
    const body = { revision: 1, slug: 'x', title: { vi: 'x', en: 'x' }, rounds: [] };
    for (const role of ['reviewer', 'author', 'viewer']) {
      const cookie = cookieOf(role);
      const asked = [
        await hoithi.ask('PUT', `/api/staff/rounds/${roundOf()}/blueprint`, {
          cookie,
          body: { revision, blueprint: old },
        }),
        await hoithi.post(`/api/staff/contests/${draft.id}/copy`, { slug: 'x', title: body.title }, { cookie }),
        await hoithi.ask('PUT', `/api/staff/contests/${draft.id}/draft`, { cookie, body }),
        await hoithi.post(`/api/staff/contests/${draft.id}/publish`, { revision: 1, confirmation: '' }, { cookie }),
      ];
      expect([role, ...asked.map(({ statusCode }) => statusCode)]).toEqual([role, 403, 403, 403, 403]);
    }
  });
});

describe('a blueprint', () => {
  it('tells counts and topics, and nothing of a question', async () => {
    const reply = await hoithi.get(`/api/staff/rounds/${roundOf()}/blueprint`, { cookie: cookieOf('viewer') });
    const view = reply.json<BlueprintView>();
    expect(view).toMatchObject({ isDraft: true, canChange: true, bankId: 'chuyen-doi-so' });
    expect(view.supply.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(100);
    expect(reply.body).not.toMatch(/stem|optionIds|versionId|"key"/);
  });

  it.each([
    [
      'a count of nothing',
      { cells: [{ topic: 'a', difficulty: null, kind: null, count: 0 }], pointsPerQuestion: 5 },
      400,
    ],
    [
      'half a question',
      { cells: [{ topic: 'a', difficulty: null, kind: null, count: 1.5 }], pointsPerQuestion: 5 },
      400,
    ],
    [
      'a million questions',
      { cells: [{ topic: 'a', difficulty: null, kind: null, count: 1e6 }], pointsPerQuestion: 5 },
      400,
    ],
    [
      'a kind that is not',
      { cells: [{ topic: 'a', difficulty: null, kind: 'essay', count: 1 }], pointsPerQuestion: 5 },
      400,
    ],
    ['a score', { cells: [], pointsPerQuestion: 5, score: 1 }, 400],
    ['no points', { cells: [], pointsPerQuestion: 0 }, 400],
    [
      'a topic that is not',
      { cells: [{ topic: 'a', difficulty: null, kind: null, count: 1 }], pointsPerQuestion: 5 },
      422,
    ],
  ])('is refused: %s', async (_name, given, status) => {
    const { revision } = await blueprint();
    const body = { revision, blueprint: given };
    const reply = await hoithi.ask('PUT', `/api/staff/rounds/${roundOf()}/blueprint`, {
      cookie: cookieOf('owner'),
      body,
    });
    expect(reply.statusCode).toBe(status);
  });

  it('of a published contest on a small pool is taken with a confirmation alone, which the journal keeps', async () => {
    const cookie = cookieOf('organiser');
    const at = `/api/staff/rounds/${roundIdOf(source, 'to-come')}/blueprint`;
    const { revision, blueprint: old } = (await hoithi.get(at, { cookie })).json<BlueprintView>();
    const [first, ...rest] = old.cells;
    const body = { revision, blueprint: { ...old, cells: [{ ...must(first), count: 2 }, ...rest] } };
    const put = (more: object) => hoithi.ask('PUT', at, { cookie, body: { ...body, ...more } });
    for (const more of [{}, { confirmation: '' }, { confirmation: 'Có' }]) {
      const reply = await put(more);
      expect([reply.statusCode, reply.json()]).toMatchObject([409, { error: { code: 'pool-small' } }]);
    }
    expect((await put({ confirmation: 'x'.repeat(501) })).statusCode).toBe(400);
    const words = 'Ban Tổ chức đồng ý để câu trùng nhau.';
    const pool = await put({ confirmation: words, confirmed: ['pool-small'] });
    expect([pool.statusCode, pool.json()]).toMatchObject([409, { error: { code: 'key-may-leak' } }]);
    const saved = await put({ confirmation: words, confirmed: ['pool-small', 'key-may-leak'] });
    expect([saved.statusCode, saved.json<BlueprintView>().blueprint.cells[0]]).toMatchObject([200, { count: 2 }]);
    const journal = await hoithi.get(`/api/staff/contests/${source.id}/journal`, { cookie });
    expect(journal.body).toContain(words);
  });

  it('of a round that is not there is not found', async () => {
    expect((await hoithi.get('/api/staff/rounds/none/blueprint', { cookie: cookieOf('owner') })).statusCode).toBe(404);
  });
});

describe('sample papers', () => {
  it('are drawn for the screen, and the same ones printed with a name of their own and an entry in the journal', async () => {
    const cookie = cookieOf('reviewer');
    const at = `/api/staff/rounds/${roundOf()}/sample-papers`;
    const { seed, papers } = (await hoithi.get(`${at}?count=2`, { cookie })).json<SamplePapers>();
    expect(papers.map(({ questions }) => questions.length)).toEqual([20, 20]);
    for (const form of ['docx', 'pdf']) {
      const file = await hoithi.get(`${at}.${form}?count=2&seed=${seed}&part=papers`, { cookie });
      expect(file.statusCode).toBe(200);
      expect(file.headers['content-disposition']).toContain(`.${form}`);
      expect(file.headers['cache-control']).toBe('no-store');
    }
    const journal = await hoithi.get(`/api/staff/contests/${draft.id}/journal`, { cookie });
    expect(journal.body.match(/print-sample-papers/g)?.length).toBeGreaterThanOrEqual(2);
    expect(journal.body).toContain('Người reviewer');
  });

  it.each(['?count=11', '?count=0', '?seed=zz', '.pdf', '.pdf?count=1&part=all&seed=00', '.odt?count=1'])(
    'refuse %s',
    async (rest) => {
      const reply = await hoithi.get(`/api/staff/rounds/${roundOf()}/sample-papers${rest}`, {
        cookie: cookieOf('owner'),
      });
      expect([400, 404]).toContain(reply.statusCode);
    },
  );
});

describe('a draft', () => {
  /** Every address under a contest's slug that the API has, as its own list of routes names them. */
  function publicAddresses(): { method: string; path: string }[] {
    const { paths } = JSON.parse(JSON.stringify(hoithi.app.swagger())) as {
      paths: Record<string, Record<string, unknown>>;
    };
    return Object.entries(paths).flatMap(([path, methods]) =>
      path.includes('/contests/{slug}')
        ? Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path }))
        : [],
    );
  }
  /** What each address needs to be asked whole. */
  const queries = (contest: LoadedContest): Record<string, string> => ({
    board: `?board=o:${contest.id}`,
    'units-board': `?board=o:${contest.id}`,
    'own-place': `?board=o:${contest.id}&participant=x`,
  });
  const bodies = (contest: LoadedContest): Record<string, unknown> => ({
    practice: { questionId: 'cds-0001', choice: [0] },
    'age-check': { birth: { day: 1, month: 1, year: 1990 } },
    entries: {
      ...{
        fullName: 'Nguyễn Văn An',
        birth: { day: 1, month: 1, year: 1990 },
        categoryId: contest.definition.categories[0]?.id,
      },
    },
  });

  it('is at no public address, under its slug or its id, for anybody', async () => {
    const addresses = publicAddresses();
    expect(addresses.length).toBeGreaterThanOrEqual(12);
    const citizen = await makeUser(hoithi.ctx);
    for (const name of [draftSlug, draft.id])
      for (const cookie of [citizen.cookie, cookieOf('owner')])
        for (const { method, path } of addresses) {
          const last = path.split('/').at(-1) ?? '';
          const url = path.replace('{slug}', name) + (method === 'GET' ? (queries(draft)[last] ?? '') : '');
          const body = method === 'GET' ? {} : { body: bodies(draft)[last] ?? {} };
          const reply = await hoithi.ask(method as 'GET' | 'POST', url, { cookie, ...body });
          const isTextForAll = last === 'consents' && reply.statusCode === 200;
          expect({
            url,
            method,
            hidden: isTextForAll || reply.statusCode >= 400,
            told: reply.body.includes('Bản nháp riêng'),
          }).toEqual({
            ...{ url, method, hidden: true, told: false },
          });
        }
  });

  it('is answered word for word as what is not there', async () => {
    for (const path of ['', '/practice', '/units', '/qr.svg', '/share.png', '/notices', `/board?board=o:${draft.id}`]) {
      const [hidden, missing] = [
        await hoithi.get(`/api/contests/${draftSlug}${path}`),
        await hoithi.get(`/api/contests/khong-co${path}`),
      ];
      expect([path, hidden.statusCode, hidden.body]).toEqual([path, 404, missing.body]);
    }
  });

  it('is in no list but the staff’s', async () => {
    expect((await hoithi.get('/api/contests')).body).not.toMatch(/ban-nhap|Bản nháp riêng/);
    const page = await hoithi.get(`/c/${draftSlug}`, { headers: { accept: 'text/html' } });
    expect(page.body).not.toContain('Bản nháp riêng');
    const staff = (await hoithi.get('/api/staff/contests', { cookie: cookieOf('viewer') })).json<{
      contests: { slug: string; isDraft: boolean }[];
    }>();
    const drafts = staff.contests.filter(({ isDraft }) => isDraft).map(({ slug }) => slug);
    expect([staff.contests.length, drafts]).toEqual([3, [draftSlug]]);
  });

  it('is edited, copied and published by its organiser, and then stands in the public list', async () => {
    const cookie = cookieOf('organiser');
    const title = { vi: 'Bản sao thứ hai', en: 'The second copy' };
    const { id } = (
      await hoithi.post(`/api/staff/contests/${source.id}/copy`, { slug: 'ban-sao-hai', title }, { cookie })
    ).json<{ id: string }>();
    const at = `/api/staff/contests/${id}`;
    const read = (await hoithi.get(`${at}/draft`, { cookie })).json<DraftView>();
    const rounds = read.rounds.map(({ key, opensAt, closesAt }) => ({ key, opensAt, closesAt }));
    const body = { revision: read.revision, slug: 'ban-sao-ba', title, rounds };
    const edited = await hoithi.ask('PUT', `${at}/draft`, { cookie, body });
    expect(edited.json()).toMatchObject({ slug: 'ban-sao-ba', title });
    const { revision } = edited.json<DraftView>();
    const publish = (more: object) => hoithi.post(`${at}/publish`, { revision, confirmation: '', ...more }, { cookie });
    const first = await publish({});
    expect([first.statusCode, first.json()]).toMatchObject([409, { error: { code: 'pool-small' } }]);
    const confirmation = 'Ban Tổ chức đã họp và đồng ý.';
    const second = await publish({ confirmation, confirmed: ['pool-small'] });
    expect([second.statusCode, second.json()]).toMatchObject([
      409,
      { error: { code: 'key-may-leak', params: { round: 'Tuần 1', attempts: 2, again: 3 } } },
    ]);
    expect(second.json<ErrorBody>().error.message).toContain('có thể thử từng đáp án để dò ra đáp án đúng');
    expect((await publish({ confirmation, confirmed: ['cell-unmet'] })).statusCode).toBe(400);
    expect((await hoithi.get('/api/contests')).body).not.toContain('Bản sao thứ hai');
    const published = await publish({ confirmation, confirmed: ['pool-small', 'key-may-leak'] });
    expect([published.statusCode, published.json()]).toEqual([200, { publishedAt: hoithi.clock.now() }]);
    expect((await hoithi.get('/api/contests')).body).toContain('Bản sao thứ hai');
    expect((await hoithi.get('/api/contests/ban-sao-ba')).statusCode).toBe(200);
    expect((await hoithi.get('/api/contests/ban-sao-hai')).statusCode).toBe(404);
  });
});
