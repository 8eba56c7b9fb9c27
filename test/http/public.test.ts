/** What everybody may read, by tables: as nobody, what is asked, what comes and what must not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPool } from '../../server/services/question-pool.ts';
import type {
  ContestList,
  ContestView,
  PracticeQuestion,
  PracticeReply,
  UnitHits,
} from '../../server/wire/http/contests.ts';
import { testApp, type TestApp } from '../helpers/build-app.ts';
import { sampleContest } from '../helpers/make.ts';
import { play, type Scenario } from '../helpers/scenario.ts';

let hoithi: TestApp;
beforeAll(async () => {
  hoithi = await testApp();
});
afterAll(() => hoithi.close());

const scenarios: readonly Scenario[] = [
  {
    name: 'the list',
    url: '/api/contests',
    status: 200,
    contains: ['"tien-giang"', '"kien-giang"'],
    lacks: ['bankId'],
  },
  {
    name: 'a contest',
    url: '/api/contests/kien-giang',
    status: 200,
    contains: ['can-bo-doan'],
    lacks: ['bankId', 'blueprint'],
  },
  { name: 'no such contest', url: '/api/contests/none', status: 404, contains: ['not-found'] },
  { name: 'practice of no contest', url: '/api/contests/none/practice', status: 404, contains: ['not-found'] },
  { name: 'units of no contest', url: '/api/contests/none/units', status: 404, contains: ['not-found'] },
  {
    name: 'a foreign unit as parent',
    url: '/api/contests/kien-giang/units?parent=x',
    status: 422,
    contains: ['unit-unknown'],
  },
  { name: 'who I am as nobody', url: '/api/session', status: 200, contains: ['"user":null'] },
  { name: 'no QR of no contest', url: '/api/contests/none/qr.svg', status: 404, contains: ['not-found'] },
  { name: 'no picture of no contest', url: '/api/contests/none/share.png', status: 404, contains: ['not-found'] },
  { name: 'nothing there', url: '/api/none', status: 404, contains: ['not-found'] },
  {
    name: 'a method that is not taken',
    method: 'PUT',
    url: '/api/contests',
    body: {},
    status: 404,
    contains: ['not-found'],
  },
];
describe('by nobody', () => {
  it.each(scenarios)('$name', (scenario) => play(hoithi, scenario));
});

describe('the contests', () => {
  it('stand in the order of their making, each with its open and its next round', async () => {
    const { contests, serverNow } = (await hoithi.get('/api/contests')).json<ContestList>();
    expect(serverNow).toBe(hoithi.clock.now());
    expect(contests.map(({ slug, openRound, nextRound }) => [slug, openRound?.key, nextRound?.key])).toEqual([
      ['tien-giang', 'tuan-2', 'tuan-3'],
      ['kien-giang', 'dot-2', 'dot-3'],
    ]);
  });

  it('one has its rules, its rounds and no secret of an open round', async () => {
    const reply = await hoithi.get('/api/contests/tien-giang');
    const contest = reply.json<ContestView>();
    expect(contest.rounds.map(({ phase, isClosed, questionCount }) => [phase, isClosed, questionCount])).toEqual([
      ['after', false, 20],
      ['open', false, 20],
      ['before', false, 20],
    ]);
    expect(contest.rules.map((chapter) => chapter.articles.length)).toEqual([3, 4, 3, 4]);
    expect(contest.topics).toHaveLength(8);
    expect(contest.eligibility).toMatchObject({
      minAge: 11,
      residenceWays: ['lives', 'works', 'studies'],
      residenceNeeds: 'any',
    });
    const { rounds } = await sampleContest(hoithi.ctx);
    for (const round of rounds) {
      expect(contest.rounds.find(({ id }) => id === round.id)?.secret).toBeNull();
      expect(reply.body).not.toContain(round.secret);
      expect(reply.body).toContain(round.secretDigest);
    }
  });
});

describe('practice', () => {
  it('asks a practice question without its key and tells it as the reply to a try', async () => {
    const asked = await hoithi.get('/api/contests/tien-giang/practice');
    const question = asked.json<PracticeQuestion>();
    const contest = await sampleContest(hoithi.ctx);
    const pool = await loadPool(hoithi.ctx, contest);
    const known = pool.practiceIn(contest.id, hoithi.clock.now()).find((candidate) => candidate.id === question.id);
    expect(question.stem).toBe(`<p>${known?.stem}</p>`);
    expect(Object.keys(question).sort()).toEqual(['id', 'kind', 'options', 'prompts', 'stem', 'topicName']);
    expect(asked.body).not.toContain(known?.explanation);

    const right = (known?.options ?? []).flatMap((option, index) => (known?.key.includes(option.id) ? [index] : []));
    const tried = await hoithi.post('/api/contests/tien-giang/practice', { questionId: question.id, choice: right });
    expect(tried.json<PracticeReply>()).toEqual({
      isRight: true,
      earned: 1,
      of: 1,
      right: { choice: right, text: '' },
      explanation: `<p>${known?.explanation}</p>`,
      source: known?.source,
    });
    const empty = await hoithi.post('/api/contests/tien-giang/practice', { questionId: question.id, choice: [] });
    expect(empty.json()).toMatchObject({ isRight: false });
  });

  it('tells no key of a question that papers draw, whoever asks for it by its id', async () => {
    const { pool } = await loadPool(hoithi.ctx, await sampleContest(hoithi.ctx));
    for (const { questionId } of pool.slice(0, 40)) {
      const reply = await hoithi.post('/api/contests/tien-giang/practice', { questionId, choice: [0] });
      expect(reply.statusCode).toBe(404);
    }
  });

  it('keeps to the topics of the contest', async () => {
    const names = new Set<string>();
    for (let asked = 0; asked < 30; asked += 1)
      names.add((await hoithi.get('/api/contests/kien-giang/practice')).json<PracticeQuestion>().topicName);
    const { topics } = await sampleContest(hoithi.ctx, 'kien-giang');
    expect(topics.map((topic) => topic.name)).toEqual(expect.arrayContaining([...names]));
  });

  it('refuses an option that is not there', async () => {
    const { id } = (await hoithi.get('/api/contests/tien-giang/practice')).json<PracticeQuestion>();
    const reply = await hoithi.post('/api/contests/tien-giang/practice', { questionId: id, choice: [9] });
    expect(reply.json()).toMatchObject({ error: { code: 'choice-invalid' } });
  });
});

describe('units', () => {
  const find = async (slug: string, query: string): Promise<UnitHits['units']> =>
    (await hoithi.get(`/api/contests/${slug}/units?${query}`)).json<UnitHits>().units;

  it.each([
    ['cho gao', 'Xã Chợ Gạo'],
    ['xa cho gao', 'Xã Chợ Gạo'],
    ['CHỢ GẠO', 'Xã Chợ Gạo'],
    ['thpt chuyen', 'Trường THPT Chuyên Tiền Giang'],
    ['so khoa hoc', 'Sở Khoa học và Công nghệ'],
    ['dai hoc', 'Trường Đại học Tiền Giang'],
  ])('"%s" finds %s first', async (typed, expected) => {
    const [first] = await find('tien-giang', `q=${encodeURIComponent(typed)}`);
    expect(first?.name).toBe(expected);
  });

  it('are gone down step by step', async () => {
    const first = await find('tien-giang', '');
    expect(first.map((unit) => unit.name)).toContain('Xã Chợ Gạo');
    expect(first.map((unit) => unit.name)).not.toContain('Phường Sa Đéc');
    const commune = first.find((unit) => unit.name === 'Xã Chợ Gạo');
    expect(commune?.hasChildren).toBe(true);
    const schools = await find('tien-giang', `parent=${commune?.id}`);
    expect(schools.map((unit) => unit.fullName)).toContain('Trường THPT Chợ Gạo, xã Chợ Gạo, tỉnh Đồng Tháp');
  });

  it('say which are only headings over others', async () => {
    const first = await find('tien-giang', '');
    expect(first.filter(({ isGroup }) => isGroup).map(({ name }) => name)).toEqual(['Cơ quan, đơn vị cấp tỉnh']);
  });

  it('of one root begin with what is below it', async () => {
    const names = (await find('kien-giang', '')).map((unit) => unit.name);
    expect(names).toContain('Đoàn phường Rạch Giá');
    expect(names).not.toContain('Tỉnh Đoàn An Giang');
  });

  it('of other contests are not found', async () => {
    expect(await find('kien-giang', 'q=cho gao')).toEqual([]);
    expect(await find('tien-giang', 'q=doan phuong rach gia')).toEqual([]);
  });

  it('are at most twenty, and say that there are more', async () => {
    const all = (await hoithi.get('/api/contests/tien-giang/units?q=t')).json<UnitHits>();
    expect(all.units).toHaveLength(20);
    expect(all.more).toBe(true);
  });
});

describe('the documentation', () => {
  it('describes every address of the API', async () => {
    const { openapi, paths } = (await hoithi.get('/api/docs/json')).json<{
      openapi: string;
      paths: Record<string, object>;
    }>();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/contests/{slug}', '/api/session', '/api/setup', '/api/contests/{slug}/units']),
    );
  });

  it('is a page of our own files', async () => {
    const page = await hoithi.get('/api/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
  });
});

describe('health', () => {
  it('is ready while it serves, and not once it stops', async () => {
    const own = await testApp({ samples: false });
    expect((await own.get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await own.get('/readyz')).json()).toEqual({ status: 'ready' });
    await own.ctx.store.close();
    expect((await own.get('/readyz')).statusCode).toBe(503);
    await own.close();
  });
});
