/** Queries about rulings, sittings and kept figures on both databases. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { AttemptId, ContestId, ParticipantId, RoundId, RulingId, UserId } from '../../server/rules/ids.ts';
import { openPostgres } from '../../server/store/open-postgres.ts';
import { migratePostgres } from '../../server/store/open-postgres-migrate.ts';
import {
  countScoreChanges,
  insertRuling,
  insertScoreChange,
  markApplied,
  rulingsOfContest,
  rulingsOfRound,
  scoreChangesOf,
  unappliedRulings,
  writeScore,
  type RulingRow,
} from '../../server/store/rulings.ts';
import {
  answersOfSittings,
  putStatistics,
  removeStatistics,
  scoreCounts,
  sittingsPage,
  statisticsOf,
} from '../../server/store/sittings.ts';
import type { ReadTx, Store, Tx } from '../../server/store/store.ts';
import { freshStore } from '../helpers/fresh-store.ts';
import { createDatabase } from '../helpers/postgres.ts';

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

const [contestId, roundId] = ['c' as ContestId, 'r' as RoundId];
const rulingRow = (id: string, questionId: string, madeAt: number, given: Partial<RulingRow> = {}): RulingRow => ({
  ...{ id: id as RulingId, contestId, roundId, questionId, ruling: { kind: 'correct', key: ['b'] } },
  ...{ reason: 'vì', notice: 'báo', attemptsChanged: 0, madeBy: 'u' as UserId, madeAt, appliedAt: 0 },
  ...given,
});

async function fill(tx: Tx): Promise<void> {
  const states = ['handed-in', 'timed-out', 'running', 'void'] as const;
  for (let n = 0; n < 24; n += 1) {
    const id = `a${String(n).padStart(2, '0')}` as AttemptId;
    await tx.db.insert(tx.tables.attempt).values({
      ...{ id, contestId, roundId, participantId: `p${n}` as ParticipantId, userId: 'u' as UserId, ordinal: 1 },
      // Three begin at the same instant.
      ...{ state: states[n % 4]!, startedAt: 100 + Math.floor(n / 3), deadlineAt: 900, finishedAt: 500 },
      ...{ paper: { seed: '00', slots: [] }, score: 5 * (n % 3), correct: n % 3, elapsedMs: 1, prediction: null },
    });
    for (const seq of [2, 1])
      await tx.db.insert(tx.tables.answer).values({
        ...{ attemptId: id, seq, slot: seq, revision: 1, response: `${n}`, receivedAt: seq, clientKey: `${n}` },
        ...{ prevHash: '', hash: '' },
      });
  }
  await insertRuling(tx, rulingRow('k1', 'q1', 10));
  await insertRuling(tx, rulingRow('k3', 'q1', 30, { ruling: { kind: 'void' } }));
  await insertRuling(tx, rulingRow('k2', 'q2', 20, { ruling: { kind: 'accept', keys: [['a'], ['b']] } }));
  await insertRuling(tx, rulingRow('k4', 'q9', 5, { roundId: 'other' as RoundId, appliedAt: 6 }));
}

/** On each database alike. */
async function onBoth<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
  const [sqlite, postgres] = [await stores[0]!.store.read(work), await stores[1]!.store.read(work)];
  expect(postgres).toEqual(sqlite);
  return sqlite;
}

it('rulings of a round come oldest first, of a contest newest first, and those half applied by themselves', async () => {
  const ids = (rows: readonly RulingRow[]) => rows.map(({ id }) => id);
  expect(ids(await onBoth((tx) => rulingsOfRound(tx, roundId)))).toEqual(['k1', 'k2', 'k3']);
  expect(ids(await onBoth((tx) => rulingsOfContest(tx, contestId, 3)))).toEqual(['k3', 'k2', 'k1']);
  expect(ids(await onBoth(unappliedRulings))).toEqual(['k1', 'k2', 'k3']);
  expect((await onBoth((tx) => rulingsOfRound(tx, roundId)))[1]!.ruling).toEqual({
    kind: 'accept',
    keys: [['a'], ['b']],
  });
});

it('a ruling is applied once; what attempts were worth is kept', async () => {
  for (const { store } of stores)
    await store.write(async (tx) => {
      const [rulingId, attemptId] = ['k1' as RulingId, 'a00' as AttemptId];
      const worth = { scoreBefore: 0, correctBefore: 0, scoreAfter: 5, correctAfter: 1 };
      await insertScoreChange(tx, { rulingId, attemptId, participantId: 'p0' as ParticipantId, ...worth });
      await writeScore(tx, attemptId, { score: 5, correct: 1 });
      expect(await countScoreChanges(tx, rulingId)).toBe(1);
      await markApplied(tx, rulingId, 99, 1);
      await markApplied(tx, rulingId, 100, 7);
    });
  expect((await onBoth((tx) => rulingsOfRound(tx, roundId)))[0]).toMatchObject({ appliedAt: 99, attemptsChanged: 1 });
  expect(await onBoth((tx) => scoreChangesOf(tx, 'a00' as AttemptId))).toMatchObject([
    { scoreBefore: 0, scoreAfter: 5 },
  ]);
});

it('ended attempts are walked through in pages without a gap, each with its own answers in order', async () => {
  const walked = await onBoth(async (tx) => {
    const ids: string[] = [];
    for (let page = await sittingsPage(tx, roundId, null, 5); page.length > 0;) {
      ids.push(...page.map(({ id }) => id));
      page = await sittingsPage(tx, roundId, page.at(-1)!, 5);
    }
    return ids;
  });
  expect(walked).toEqual(['00', '01', '04', '05', '08', '09', '12', '13', '16', '17', '20', '21'].map((n) => `a${n}`));
  const answers = await onBoth((tx) => answersOfSittings(tx, ['a04', 'a01', 'a99'] as AttemptId[]));
  expect([...answers].map(([id, log]) => [id, log.map(({ seq }) => seq)])).toEqual([
    ['a04', [1, 2]],
    ['a01', [1, 2]],
    ['a99', []],
  ]);
  const counts = await onBoth(async (tx) => [...(await scoreCounts(tx, roundId))].sort(([a], [b]) => a - b));
  expect(counts.reduce((sum, [, n]) => sum + n, 0)).toBe(12);
});

it('kept figures are replaced and removed', async () => {
  const row = (attempts: number) => ({ roundId, statistics: { attempts, items: [] }, computedAt: attempts });
  for (const { store } of stores)
    await store.write(async (tx) => {
      await putStatistics(tx, row(1));
      await putStatistics(tx, row(2));
    });
  expect(await onBoth((tx) => statisticsOf(tx, roundId))).toEqual(row(2));
  for (const { store } of stores) await store.write((tx) => removeStatistics(tx, roundId));
  expect(await onBoth(async (tx) => (await statisticsOf(tx, roundId)) ?? null)).toBeNull();
});
