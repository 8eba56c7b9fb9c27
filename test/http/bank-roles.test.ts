/**
 * Who may what, at every address of the staff about banks, questions, files, blueprints, figures and rulings: each role
 * and each stranger at each of them. An address that is not in the table fails the test, so none is forgotten. Ids are
 * of nothing: whoever may go on is told that, and whoever may not is told that first.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import { makeStaff, makeUser, roundIdOf, sampleContest } from '../helpers/make.ts';
import type { BulkOutcome, QuestionView } from '../../server/wire/http/banks.ts';

const roles = ['owner', 'organiser', 'reviewer', 'author', 'viewer'] as const;
type Role = (typeof roles)[number];
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const all: readonly Role[] = roles;
const writers: readonly Role[] = ['owner', 'organiser', 'reviewer', 'author'];
const approvers: readonly Role[] = ['owner', 'organiser', 'reviewer'];
const organisers: readonly Role[] = ['owner', 'organiser'];

const bank = '/api/staff/banks/{bank}';
const one = `${bank}/questions/{code}`;
const batch = '/api/staff/imports/{id}';
const round = '/api/staff/rounds/{id}';
const contest = '/api/staff/contests/{id}';
const content = aQuestion();
const title = { vi: 'x', en: 'x' };
const ruling = { questionId: 'x', ruling: { kind: 'void' } };
const seed = '0'.repeat(32);

interface Address {
  readonly may: readonly Role[];
  readonly query?: string;
  readonly body?: unknown;
}

const table: Readonly<Record<string, Address>> = {
  'GET /api/staff/banks': { may: all },
  'POST /api/staff/banks': { may: organisers, body: { name: 'Ngân hàng mới' } },
  [`GET ${bank}`]: { may: all },
  [`PUT ${bank}/topics`]: { may: approvers, body: { revision: 0, name: 'x', topics: [] } },
  [`GET ${bank}/questions`]: { may: all },
  [`POST ${bank}/questions`]: { may: writers, body: { content } },
  [`POST ${bank}/look`]: { may: writers, body: { content } },
  [`POST ${bank}/bulk`]: { may: writers, body: { deed: 'approve', codes: ['x'], note: '' } },
  [`POST ${bank}/undo`]: { may: writers, body: { undo: 'x', without: [] } },
  [`GET ${one}`]: { may: all },
  [`PUT ${one}/draft`]: { may: writers, body: { revision: 0, content } },
  ...Object.fromEntries(
    ['send', 'approve', 'return', 'retire', 'restore'].map((deed) => [
      `POST ${one}/${deed}`,
      { may: writers, body: { revision: 0, note: 'x' } },
    ]),
  ),
  [`POST ${one}/comments`]: { may: writers, body: { text: 'x' } },
  [`POST ${one}/dismissals`]: { may: writers, body: { hint: 'similar', reason: 'x' } },
  [`POST ${bank}/media`]: { may: writers },
  [`POST ${bank}/imports`]: { may: writers },
  [`GET ${bank}/imports`]: { may: all },
  [`GET ${bank}/export-preview`]: { may: writers, query: '?format=yaml' },
  [`GET ${bank}/export`]: { may: writers, query: '?format=yaml' },
  [`GET ${batch}`]: { may: all },
  [`DELETE ${batch}`]: { may: writers },
  [`PATCH ${batch}/items/{number}`]: { may: writers, body: { isLeftOut: true } },
  [`PUT ${batch}/topics`]: { may: writers, body: { path: [], topicId: null } },
  [`POST ${batch}/apply`]: { may: writers, body: { numbers: null } },
  [`POST ${batch}/undo`]: { may: writers },
  'GET /api/staff/templates/{format}': { may: all },
  'POST /api/staff/tables': { may: writers },
  'POST /api/staff/tables/look': {
    may: writers,
    body: { rows: [], mapping: { headingRow: -1, columns: {}, options: [] } },
  },
  [`GET ${round}/statistics`]: { may: all },
  [`GET ${round}/statistics.xlsx`]: { may: all },
  [`GET ${round}/statistics.csv`]: { may: all },
  [`GET ${round}/rulings`]: { may: all },
  [`GET ${round}/questions`]: { may: organisers, query: '?q=x' },
  [`POST ${round}/rulings`]: { may: organisers, body: { ...ruling, reason: 'x', notice: 'x', previewDigest: 'x' } },
  [`POST ${round}/rulings/preview`]: { may: organisers, body: ruling },
  [`POST ${round}/close`]: { may: organisers, body: { early: false } },
  [`GET ${round}/blueprint`]: { may: all },
  [`PUT ${round}/blueprint`]: {
    may: organisers,
    body: { revision: 0, blueprint: { cells: [], pointsPerQuestion: 1 } },
  },
  [`GET ${round}/sample-papers`]: { may: approvers },
  [`GET ${round}/sample-papers.docx`]: { may: approvers, query: `?count=1&seed=${seed}&part=whole` },
  [`GET ${round}/sample-papers.pdf`]: { may: approvers, query: `?count=1&seed=${seed}&part=whole` },
  [`POST ${contest}/copy`]: { may: organisers, body: { slug: 'ban-sao', title } },
  [`GET ${contest}/draft`]: { may: all },
  [`PUT ${contest}/draft`]: { may: organisers, body: { revision: 0, slug: 'ban-sao', title, rounds: [] } },
  [`POST ${contest}/publish`]: { may: organisers, body: { revision: 0, confirmation: '' } },
  [`GET ${contest}/exclusions`]: { may: organisers },
  [`POST ${contest}/exclusions`]: { may: organisers },
  [`DELETE ${contest}/exclusions`]: { may: organisers },
  [`DELETE ${contest}/exclusions/{person}`]: { may: organisers },
};

/** Tested with what they are about. */
const elsewhere =
  /session|dashboard|standings|journal|awards|report\.|disqualify|reinstate|^GET \/api\/staff\/contests$/;

let world: BankWorld & AsyncDisposable;
const cookies = new Map<string, string>();
beforeAll(async () => {
  world = await openBank({ samples: true });
  for (const role of roles) cookies.set(role, (await makeStaff(world.ctx, { role })).cookie);
  cookies.set('citizen', (await makeUser(world.ctx)).cookie);
});
afterAll(() => world[Symbol.asyncDispose]());

async function ask(address: string, who: string): Promise<string> {
  const [method = '', path = ''] = address.split(' ');
  const { query = '', body } = table[address] ?? {};
  const url = path
    .replace('{bank}', 'khong-co')
    .replace('{format}', 'yaml')
    .replace('{number}', '1')
    .replaceAll(/\{\w+\}/g, 'khong-co');
  const cookie = cookies.get(who);
  const asking = { ...(cookie !== undefined && { cookie }), ...(body !== undefined && { body }) };
  const reply = await world.ask(method as Method, url + query, asking);
  if (reply.statusCode >= 500 || reply.statusCode === 400) return `${reply.statusCode} ${reply.body}`;
  if (reply.statusCode === 401 || reply.statusCode === 403) return reply.json<{ error: { code: string } }>().error.code;
  return 'goes on';
}

it('every address of the staff is in the table', async () => {
  const { paths } = (await world.get('/api/docs/json')).json<{ paths: Record<string, Record<string, unknown>> }>();
  const known = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/staff/'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((address) => !elsewhere.test(address));
  expect(known.toSorted()).toEqual(Object.keys(table).toSorted());
});

describe.each(Object.keys(table))('%s', (address) => {
  it('is open to whom it is for, and to nobody else', async () => {
    const may = table[address]?.may ?? [];
    const expected: Record<string, string> = { nobody: 'not-signed-in', citizen: 'not-signed-in' };
    for (const role of roles) expected[role] = may.includes(role) ? 'goes on' : 'not-allowed';
    const told: Record<string, string> = {};
    for (const who of ['nobody', 'citizen', ...roles]) told[who] = await ask(address, who);
    expect(told).toEqual(expected);
  });
});

describe('deeds that are for approvers, at addresses that are for writers', () => {
  const bulk = async (body: object, cookie: string) =>
    (await world.post(`/api/staff/banks/${world.bankId}/bulk`, body, { cookie })).json<
      BulkOutcome & { error?: { code: string } }
    >();

  it('an author approves, returns and retires nothing, and neither moves nor reserves what is drawn', async () => {
    const { author } = world;
    const drawn = await world.approved();
    const sent = await world.write();
    await world.step(sent, 'send', world.other);
    const deeds = [
      { deed: 'approve', codes: [sent], note: '' },
      { deed: 'return', codes: [sent], note: 'x' },
      { deed: 'retire', codes: [drawn], note: 'x' },
      { deed: 'move', codes: [drawn], topic: 'du-lieu-so' },
    ];
    for (const deed of deeds) {
      const { changed, refusals } = await bulk(deed, author.cookie);
      expect([deed.deed, changed, refusals.map(({ name }) => name)]).toEqual([deed.deed, 0, ['not-allowed']]);
    }
    const reserved = await bulk({ deed: 'reserve', codes: [drawn], contestId: '' }, author.cookie);
    expect(reserved.error?.code).toBe('not-allowed');
    expect(await world.view(drawn)).toMatchObject({ state: 'approved', isDrawn: true, reservedFor: '' });
    expect((await world.view(sent)).state).toBe('in-review');
  });
});

describe('another bank', () => {
  it('lends nothing to this one: neither its questions, nor its topics, nor its contests', async () => {
    const { organiser, reviewer } = world;
    const contest = await sampleContest(world.ctx);
    const topic = contest.topics.find(({ id }) => id !== 'du-lieu-so');
    const other = {
      bankId: contest.definition.bankId,
      contestId: contest.id,
      roundId: roundIdOf(contest, 'open'),
      topic: topic?.id ?? '',
    };
    const own = await world.approved();
    const there = `/api/staff/banks/${other.bankId}`;
    const { revision } = await world.view(own, reviewer);
    const asked: [method: Method, url: string, body: unknown, code: string][] = [
      ['GET', `${there}/questions/${own}`, undefined, 'not-found'],
      ['PUT', `${there}/questions/${own}/draft`, { revision, content: aQuestion({ topic: '' }) }, 'not-found'],
      ['POST', `${there}/questions/${own}/retire`, { revision, note: 'x' }, 'not-found'],
      ['POST', `${there}/questions/${own}/comments`, { text: 'x' }, 'not-found'],
      ['POST', `${there}/questions`, { content: aQuestion({ topic: 'chuyen-doi-so' }) }, 'topic-unknown'],
    ];
    for (const [method, url, body, code] of asked) {
      const reply = await world.ask(method, url, { cookie: reviewer.cookie, ...(body !== undefined && { body }) });
      expect([method, url, reply.json<{ error: { code: string } }>().error.code]).toEqual([method, url, code]);
    }
    const here = `/api/staff/banks/${world.bankId}`;
    const bulk = async (url: string, body: object) =>
      (await world.post(`${url}/bulk`, body, { cookie: reviewer.cookie })).body;
    expect(await bulk(there, { deed: 'retire', codes: [own], note: 'x' })).toContain('not-found');
    expect(await bulk(here, { deed: 'move', codes: [own], topic: other.topic })).toContain('topic-unknown');
    expect(await bulk(here, { deed: 'reserve', codes: [own], contestId: other.contestId })).toContain(
      'contest-unknown',
    );
    const ruled = await world.post(
      `/api/staff/rounds/${other.roundId}/rulings/preview`,
      { questionId: own, ruling: { kind: 'void' } },
      { cookie: organiser.cookie },
    );
    expect(ruled.json()).toMatchObject({ error: { code: 'not-found' } });
    expect((await world.view(own)) satisfies QuestionView).toMatchObject({ state: 'approved', revision });
  });
});
