/** The table of questions and many of them at once: found without diacritics, changed together or not at all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BankView, BulkOutcome, QuestionLook } from '../../server/wire/http/banks.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';

let world: BankWorld & AsyncDisposable;
let at: string;
const codes: Record<'percent' | 'data' | 'approved' | 'lapsing', string> = {
  percent: '',
  data: '',
  approved: '',
  lapsing: '',
};

beforeAll(async () => {
  world = await openBank();
  at = `/api/staff/banks/${world.bankId}`;
  codes.percent = await world.write({ stem: 'Tỉ lệ 100% dịch vụ_công là gì?', tags: ['a"b\\c'], explanation: '' });
  codes.data = await world.write({
    stem: 'Dữ liệu mở là gì?',
    topic: 'du-lieu-so',
    difficulty: 'apply',
    tags: ['dữ liệu'],
  });
  codes.approved = await world.approved({ stem: 'Đề án 06 phát triển gì?' });
  codes.lapsing = await world.approved({
    stem: 'Nghị định nào quy định?',
    legal: [
      { instrument: 'Nghị định 13', article: '2', clause: '', inForceFrom: '2023-07-01', inForceTo: '2026-11-24' },
    ],
  });
});
afterAll(() => world[Symbol.asyncDispose]());

const found = async (query: string, who = world.author) =>
  (await world.table(query, who)).rows.map(({ code }) => code).sort();
const bulk = async (body: unknown, who = world.reviewer) => {
  const reply = await world.post(`${at}/bulk`, body, { cookie: who.cookie });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json<BulkOutcome>();
};

describe('the table', () => {
  it.each<[string, (keyof typeof codes)[]]>([
    ['?q=de%20an%2006', ['approved']],
    ['?q=%C4%90%E1%BB%80%20%C3%81N', ['approved']],
    ['?q=100%25', ['percent']],
    ['?q=%25', ['percent']],
    ['?q=vu_cong', ['percent']],
    ['?q=vu.cong', []],
    ['?q=nghi%20dinh%2013', ['lapsing']],
    ['?q=mo%20gi%20lieu', ['data']],
    ['?topic=du-lieu-so', ['data']],
    ['?topic=chuyen-doi-so', ['approved', 'data', 'lapsing', 'percent']],
    ['?difficulty=apply', ['data']],
    ['?kind=grid', []],
    ['?state=approved', ['approved', 'lapsing']],
    [`?tag=${encodeURIComponent('a"b\\c')}`, ['percent']],
    ['?tag=d%E1%BB%AF%20li%E1%BB%87u', ['data']],
    ['?tag=d', []],
    ['?flag=explanation-missing', ['percent']],
    ['?flag=lapsed', []],
    ['?practice=true', []],
    ['?reserved=', ['approved', 'data', 'lapsing', 'percent']],
    ['?who=mine', ['approved', 'data', 'lapsing', 'percent']],
    ['?page=7', []],
  ])('%s finds %j', async (query, expected) => {
    expect(await found(query)).toEqual(expected.map((name) => codes[name]).sort());
  });

  it('counts all pages, and sorts every way without losing a row', async () => {
    for (const sort of ['updated', 'code', 'stem', 'topic', 'difficulty', 'kind', 'state']) {
      const up = (await world.table(`?sort=${sort}&descending=false`)).rows.map(({ code }) => code);
      const down = (await world.table(`?sort=${sort}&descending=true`)).rows.map(({ code }) => code);
      expect([up.length, down]).toEqual([4, up.toReversed()]);
    }
    expect(await world.table('?page=7')).toMatchObject({ total: 4, rows: [] });
  });

  it('a question whose sources have lapsed is flagged from that day on', async () => {
    const now = world.clock.now();
    world.clock.set(Date.UTC(2026, 10, 23, 17));
    expect(await found('?flag=lapsed')).toEqual([codes.lapsing]);
    expect((await world.view(codes.lapsing)).hints.map(({ name }) => name)).toContain('instrument-lapsed');
    world.clock.set(now);
  });

  it('a question one of whose instruments has lapsed is told from that day on, until somebody says that it does not matter', async () => {
    const [before, past] = [world.clock.now(), Date.UTC(2026, 10, 23, 17)];
    const lapsing = { article: '', clause: '', inForceFrom: '2023-07-01', inForceTo: '2026-11-23' };
    const legal = [
      { ...lapsing, instrument: 'Nghị định 13/2023/NĐ-CP' },
      { ...lapsing, instrument: 'Luật An ninh mạng', inForceTo: '' },
    ];
    const code = await world.approved({ stem: 'Theo nghị định và luật?', legal });
    const told = async () => [await found('?flag=instrument-lapsed'), await found('?flag=lapsed')];
    const flagsOf = async () => (await world.table()).rows.find((row) => row.code === code)?.flags;
    expect(await told()).toEqual([[], []]);
    expect(await flagsOf()).not.toContain('instrument-lapsed');
    world.clock.set(past);
    expect(await told()).toEqual([[code, codes.lapsing].sort(), [codes.lapsing]]);
    expect(await flagsOf()).toContain('instrument-lapsed');
    const dismissal = { hint: 'instrument-lapsed', reason: 'Luật vẫn còn' };
    const url = `/api/staff/banks/${world.bankId}/questions/${code}/dismissals`;
    expect((await world.post(url, dismissal, { cookie: world.author.cookie })).statusCode).toBe(200);
    expect(await found('?flag=instrument-lapsed')).toEqual([codes.lapsing]);
    expect(await flagsOf()).not.toContain('instrument-lapsed');
    await world.step(code, 'retire', world.reviewer, 'Thôi');
    world.clock.set(before);
  });
});

describe('many at once', () => {
  it('all are done, or none and each refusal is told', async () => {
    const [mine, theirs] = [
      await world.write({ stem: 'Của người duyệt?' }, world.reviewer),
      await world.write({ stem: 'Khác?' }),
    ];
    expect(await bulk({ deed: 'send', codes: [mine, theirs], note: '' })).toMatchObject({ changed: 2, refusals: [] });
    const refused = await bulk({ deed: 'approve', codes: [theirs, mine, 'khong-co'], note: '' });
    expect(refused.changed).toBe(0);
    expect(refused.refusals.map(({ code, name }) => [code, name])).toEqual([
      [mine, 'own-question'],
      ['khong-co', 'not-found'],
    ]);
    expect(await world.view(theirs)).toMatchObject({ state: 'in-review' });
    expect(await bulk({ deed: 'approve', codes: [theirs, mine], note: '' }, world.second)).toMatchObject({
      changed: 2,
      refusals: [],
    });
    expect(await bulk({ deed: 'retire', codes: [theirs, mine], note: 'Thôi' })).toMatchObject({
      changed: 2,
      refusals: [],
    });
    const journal = await world.ctx.store.read((tx) => tx.db.select().from(tx.tables.journal));
    expect(journal.slice(-2).map(({ action, actorName }) => [action, actorName])).toEqual([
      ['approve-questions', 'Hồ Văn Hai'],
      ['retire-questions', 'Đỗ Thị Duyệt'],
    ]);
  });

  it('an approved question moves in the draw at once and stays approved; what papers hold is as it was', async () => {
    const before = await world.view(codes.approved);
    expect(await bulk({ deed: 'move', codes: [codes.approved], topic: 'du-lieu-so' })).toMatchObject({ changed: 1 });
    const after = await world.view(codes.approved);
    expect(after).toMatchObject({ state: 'approved', isDrawn: true, content: { topic: 'du-lieu-so' } });
    expect(after.versions.map(({ version, approvedByName }) => [version, approvedByName])).toEqual([
      [2, 'Đỗ Thị Duyệt'],
      [1, 'Đỗ Thị Duyệt'],
    ]);
    expect(before.versions).toHaveLength(1);
    expect(await bulk({ deed: 'move', codes: [codes.approved], topic: 'chuyen-doi-so' }, world.author)).toMatchObject({
      changed: 0,
      refusals: [{ name: 'not-allowed' }],
    });
  });

  it('tags come and go without a new version', async () => {
    await bulk(
      { deed: 'tag', codes: [codes.data, codes.approved], add: ['ôn tập', 'ôn tập'], remove: ['dữ liệu'] },
      world.author,
    );
    expect(await found('?tag=%C3%B4n%20t%E1%BA%ADp')).toEqual([codes.approved, codes.data].sort());
    expect((await world.view(codes.approved)).state).toBe('approved');
    expect((await world.view(codes.data)).content.tags).toEqual(['ôn tập']);
  });
});

describe('topics', () => {
  const put = (bank: BankView, topics: unknown[]) =>
    world.ask('PUT', `${at}/topics`, {
      cookie: world.organiser.cookie,
      body: { revision: bank.revision, name: bank.name, topics },
    });
  const bankNow = async () => (await world.get(at, { cookie: world.author.cookie })).json<BankView>();

  it('are a tree; none with questions is lost, none lies in itself, and a stale tree is refused', async () => {
    const bank = await bankNow();
    const [top, data] = [
      { id: 'chuyen-doi-so', name: 'Chuyển đổi số', parentId: null },
      { id: 'du-lieu-so', name: 'Dữ liệu số', parentId: 'chuyen-doi-so' },
    ];
    const refusals = [
      [[top], 'topic-in-use'],
      [[{ ...top, parentId: 'du-lieu-so' }, data], 'topic-circle'],
      [
        [
          top,
          data,
          { id: '', name: 'dữ liệu số', parentId: 'chuyen-doi-so' },
          { id: '', name: 'dữ liệu số', parentId: 'chuyen-doi-so' },
        ],
        'topic-repeated',
      ],
      [[top, data, { id: 'la', name: 'Lạ', parentId: null }], 'topic-unknown'],
      [[top, { ...data, parentId: 'la' }], 'topic-unknown'],
    ] as const;
    for (const [topics, code] of refusals)
      expect((await put(bank, [...topics])).json()).toMatchObject({ error: { code } });
    const grown = await put(bank, [top, data, { id: '', name: 'An toàn số', parentId: 'du-lieu-so' }]);
    expect(grown.json<BankView>().topics.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['chuyen-doi-so', null],
      ['du-lieu-so', 'chuyen-doi-so'],
      ['an-toan-so', 'du-lieu-so'],
    ]);
    expect((await put(bank, [top, data])).json()).toMatchObject({ error: { code: 'changed-meanwhile' } });
    expect((await bankNow()).topics).toHaveLength(3);
  });
});

describe('while writing', () => {
  it('hints, faults and the phone’s picture come back without anything being saved', async () => {
    const before = (await world.table()).total;
    const content = aQuestion({
      stem: 'Dữ liệu mở là gì ?',
      explanation: '',
      key: [],
      options: [
        { id: 'a', text: '**Một**' },
        { id: 'b', text: '<img src=x onerror=alert(1)>' },
        { id: 'c', text: 'Tất cả đáp án trên' },
      ],
    });
    const reply = await world.post(`${at}/look`, { content }, { cookie: world.author.cookie });
    const look = reply.json<QuestionLook>();
    expect(look.hints.map(({ name }) => name)).toEqual(['all-of-the-above', 'explanation-missing', 'similar']);
    expect(look.hints[2]?.params).toMatchObject({ other: codes.data });
    expect(look.faults.map(({ name }) => name)).toContain('wrong-key-count');
    expect(look.shown.options[0]).toBe('<strong>Một</strong>');
    expect(look.shown.options[1]).not.toContain('<img');
    expect((await world.table()).total).toBe(before);
  });

  it('a hint is dismissed with a word, and comes back when the word is taken back', async () => {
    const dismiss = (reason: string) =>
      world.post(
        `${at}/questions/${codes.percent}/dismissals`,
        { hint: 'explanation-missing', reason },
        { cookie: world.author.cookie },
      );
    await dismiss('Câu quá dễ');
    expect(await found('?flag=explanation-missing')).toEqual([]);
    expect((await world.view(codes.percent)).hints.find(({ name }) => name === 'explanation-missing')).toMatchObject({
      dismissedBecause: 'Câu quá dễ',
    });
    await dismiss('');
    expect(await found('?flag=explanation-missing')).toEqual([codes.percent]);
    // Who and when stay in the history, also of what was taken back.
    const { events } = await world.view(codes.percent);
    expect(events.slice(0, 2)).toEqual([
      expect.objectContaining({ deed: 'hint-restored', actorName: 'Phạm Văn Soạn', note: 'explanation-missing' }),
      expect.objectContaining({ deed: 'hint-dismissed', note: 'explanation-missing: Câu quá dễ' }),
    ]);
    expect(events[0]?.at).toBeGreaterThanOrEqual(events[1]?.at ?? Infinity);
  });
});
