/** The organisers' queries on both databases: counted, grouped, searched and walked through alike. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { makeRandom } from '../../server/rules/random.ts';
import type { AttemptId, ContestId, ParticipantId, PersonId, RoundId, UnitId, UserId } from '../../server/rules/ids.ts';
import { capDeadlines, countRunning, endedAttemptsPage, runningAttemptsOf } from '../../server/store/attempts.ts';
import { awardsElsewhere, awardsOnBoard, insertAward, revokeAward } from '../../server/store/awards.ts';
import {
  attemptsOverTime,
  entrantsByCategory,
  entrantsByUnit,
  entriesOverTime,
  firstEntry,
} from '../../server/store/dashboard.ts';
import { openPostgres } from '../../server/store/open-postgres.ts';
import { migratePostgres } from '../../server/store/open-postgres-migrate.ts';
import {
  around,
  countStandings,
  rankedPage,
  staffMatches,
  staffPage,
  staffRowsOf,
} from '../../server/store/staff-standings.ts';
import { standingsPage } from '../../server/store/standings.ts';
import type { ReadTx, Store, Tx } from '../../server/store/store.ts';
import { freshStore } from '../helpers/fresh-store.ts';
import { createDatabase } from '../helpers/postgres.ts';
import { unitRow } from './rows.ts';

const contestId = 'contest' as ContestId;
const roundId = 'round' as RoundId;
const board = `r:${roundId}`;
const hourMs = 3_600_000;
const names = ['Nguyễn Thị Ánh', 'Đặng Đào', 'Trần Dũng', 'ĐỖ ANH', 'Lê 100%'];

const stores: { store: Store; close(): Promise<void> }[] = [];
beforeAll(async () => {
  stores.push(await freshStore());
  const database = await createDatabase(inject('postgresUrl'));
  await migratePostgres(database.url);
  const store = await openPostgres({ url: database.url });
  stores.push({ store, close: () => store.close().then(() => database.drop()) });
  for (const each of stores) await each.store.write(fill);
});
afterAll(async () => {
  for (const { close } of stores) await close();
});

/** Ids as the server makes them: twenty-six of its letters. */
function idOf(kind: string, n: number): string {
  const random = makeRandom(`${n}${kind.length}abc`.padStart(8, '0').replace(/[^0-9a-f]/g, '0'));
  return Array.from({ length: 26 }, () => '0123456789abcdefghjkmnpqrstvwxyz'.charAt(random.below(32))).join('');
}

const people = Array.from({ length: 300 }, (_none, n) => idOf('person', n) as ParticipantId);

async function fill({ db, tables }: Tx): Promise<void> {
  await db.insert(tables.unit).values([{ ...unitRow('a'), headcount: 7 }, unitRow('b')]);
  for (const [n, id] of people.entries()) {
    const unitId = (n % 3 === 0 ? 'unit-a' : 'unit-b') as UnitId;
    const categoryId = n % 4 === 0 ? 'x' : 'y';
    await db.insert(tables.participant).values({
      ...{ id, contestId, personId: id as string as PersonId, userId: 'u' as UserId, unitId, categoryId },
      ...{ fullName: names[n % names.length]!, publicName: '', birthYear: 1990, isChild: false, residence: '' },
      ...{ enteredAt: 1_790_000_000_000 + n * 400_000, disqualifiedAt: n === 9 ? 5 : 0, disqualifiedReason: '' },
    });
    await db.insert(tables.attempt).values({
      ...{ id: idOf('attempts', n) as AttemptId, contestId, roundId, participantId: id, userId: 'u' as UserId },
      ...{
        ordinal: 1,
        state: n < 5 ? 'running' : n < 8 ? 'void' : 'handed-in',
        startedAt: 1_790_000_000_000 + (n >> 1) * 900_000,
      },
      ...{ deadlineAt: 1_800_000_000_000, finishedAt: 1, paper: { seed: '', slots: [] } },
      ...{ score: n % 5, correct: n % 5, elapsedMs: n, prediction: null },
    });
    await db.insert(tables.standing).values({
      ...{ board, participantId: id, contestId, categoryId, unitId, attemptId: '', isRanked: n % 50 !== 9 },
      ...{ sortKey: String(n % 20).padStart(4, '0'), score: n % 20, correct: 1, elapsedMs: 1, submittedAt: 1 },
      ...{ prediction: null, predictionGap: null, attempts: 1 },
      ...{ publicSortKey: '', publicScore: 0, publicCorrect: 0, publicElapsedMs: 0 },
    });
  }
}

/** What both say, which must be the same. */
async function both<T>(ask: (tx: ReadTx) => Promise<T>): Promise<T> {
  const [ours, theirs] = [await stores[0]!.store.read(ask), await stores[1]!.store.read(ask)];
  expect(theirs).toEqual(ours);
  return ours;
}

it('counts over time in buckets that begin at whole hours and local midnights', async () => {
  const first = await both((tx) => firstEntry(tx, contestId));
  expect(first).toBe(1_790_000_000_000);
  expect(await both((tx) => firstEntry(tx, 'nobody' as ContestId))).toBeNull();
  for (const bucketMs of [hourMs, 24 * hourMs]) {
    const buckets = { bucketMs, zoneMs: 7 * hourMs };
    const entries = await both((tx) => entriesOverTime(tx, contestId, buckets));
    expect(entries.reduce((sum, { n }) => sum + n, 0)).toBe(people.length);
    for (const { at } of entries) expect((at + 7 * hourMs) % bucketMs).toBe(0);
    expect(entries[0]!.at).toBeLessThanOrEqual(first!);
    expect(first! - entries[0]!.at).toBeLessThan(bucketMs);
    const begun = await both((tx) => attemptsOverTime(tx, [roundId], buckets));
    expect(begun.reduce((sum, { n }) => sum + n, 0)).toBe(people.length);
  }
  expect(await both((tx) => attemptsOverTime(tx, [], { bucketMs: hourMs, zoneMs: 0 }))).toEqual([]);
});

it('counts by unit, most entrants first, and by category', async () => {
  expect((await both((tx) => entrantsByUnit(tx, contestId, 30))).map(({ name, entrants }) => [name, entrants])).toEqual(
    [
      ['b', 200],
      ['a', 100],
    ],
  );
  expect(await both((tx) => entrantsByUnit(tx, contestId, 1))).toHaveLength(1);
  expect(await both((tx) => entrantsByCategory(tx, contestId))).toEqual([
    { categoryId: 'x', entrants: 75 },
    { categoryId: 'y', entrants: 225 },
  ]);
});

it('pages through a board in one order, the unranked at its end', async () => {
  expect(await both((tx) => countStandings(tx, board))).toEqual({ all: 300, ranked: 294 });
  const all = [];
  for (let offset = 0; offset < 300; offset += 70)
    all.push(...(await both((tx) => staffPage(tx, board, { offset, countMax: 70 }))));
  expect(new Set(all.map(({ standing }) => standing.participantId)).size).toBe(300);
  expect(all.slice(294).every(({ standing }) => !standing.isRanked)).toBe(true);
  const walked = [];
  for (let page = await rankedOf(null); page.length > 0; page = await rankedOf(page.at(-1)!)) walked.push(...page);
  expect(walked.map(({ participantId }) => participantId)).toEqual(
    all.slice(0, 294).map(({ standing }) => standing.participantId),
  );
  expect(await both((tx) => around(tx, board, '0018'))).toMatchObject({
    better: 12,
    level: 15,
    above: { sortKey: '0019' },
  });
  expect(await both((tx) => staffRowsOf(tx, board, people.slice(0, 3)))).toHaveLength(3);
});
const rankedOf = (after: Parameters<typeof rankedPage>[2]) => both((tx) => rankedPage(tx, board, after));

it('walks by id in the same order, in which the seal is computed', async () => {
  const rows = await both((tx) => standingsPage(tx, board, ''));
  const ids = rows.map(({ participantId }) => participantId);
  expect(ids).toEqual([...people].sort());
});

it('finds names by their consonants, capital letters with marks too', async () => {
  const found = async (pattern: string) => {
    const rows = await both((tx) => staffMatches(tx, board, pattern, { offset: 0, countMax: 500 }));
    return [...new Set(rows.map(({ fullName }) => fullName))].sort();
  };
  expect(await found('%ng___n%')).toEqual(['Nguyễn Thị Ánh']);
  expect(await found('___ _nh%')).toEqual([]);
  expect(await found('__ _nh%')).toEqual(['ĐỖ ANH']);
});

it('walks through the ended attempts of a round once, each with whether its owner is out', async () => {
  const ended = await both((tx) => endedAttemptsPage(tx, roundId, null));
  expect(ended).toHaveLength(292);
  expect(ended.filter(({ disqualifiedAt }) => disqualifiedAt > 0)).toHaveLength(1);
  const middle = ended[100]!;
  expect(await both((tx) => endedAttemptsPage(tx, roundId, middle))).toEqual(ended.slice(101));
});

it('brings deadlines forward and never puts them off; awards are revoked once and kept', async () => {
  for (const { store } of stores)
    await store.write(async (tx) => {
      await capDeadlines(tx, roundId, 1_795_000_000_000);
      await capDeadlines(tx, roundId, 1_799_000_000_000);
      const award = {
        contestId,
        prizeId: 'nhat',
        unitId: '' as const,
        rank: 1,
        amount: 3_000_000_000,
        reason: { rank: 1 },
      };
      const given = {
        ...award,
        participantId: people[0]!,
        awardedAt: 1,
        awardedBy: 'u',
        revokedAt: 0,
        revokedReason: '',
      };
      for (const id of ['a1', 'a2']) await insertAward(tx, { ...given, id, board: id === 'a1' ? board : 'o:contest' });
      await revokeAward(tx, 'a1', 7, 'first');
      await revokeAward(tx, 'a1', 8, 'second');
    });
  const running = await both((tx) => runningAttemptsOf(tx, people[0]!));
  expect(running.map(({ deadlineAt }) => deadlineAt)).toEqual([1_795_000_000_000]);
  expect(await both((tx) => countRunning(tx, [roundId]))).toBe(5);
  expect(await both((tx) => awardsOnBoard(tx, contestId, board))).toMatchObject([
    { revokedAt: 7, revokedReason: 'first' },
  ]);
  expect(await both((tx) => awardsElsewhere(tx, contestId, board))).toMatchObject([
    { id: 'a2', amount: 3_000_000_000 },
  ]);
});
