/** Queries that walk through a round's ended attempts with their papers and answers, and keep what was computed of them. */
import { and, asc, count, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { AttemptId, Millis, RoundId } from '../rules/ids.ts';
import type { AnswerRow } from './answers.ts';
import { isAttemptAfter, isEndedAfter, type AttemptPlace, type AttemptRow } from './attempts.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type Sitting = Pick<
  AttemptRow,
  'id' | 'participantId' | 'ordinal' | 'startedAt' | 'paper' | 'score' | 'correct'
>;

/** Ended attempts, not void, in the order of their start, after the given one; null begins. Papers are long: ask for few. */
export async function sittingsPage(
  tx: ReadTx,
  roundId: RoundId,
  after: AttemptPlace | null,
  countMax: number,
): Promise<Sitting[]> {
  const { attempt } = tx.tables;
  return tx.db
    .select({
      id: attempt.id,
      participantId: attempt.participantId,
      ordinal: attempt.ordinal,
      startedAt: attempt.startedAt,
      paper: attempt.paper,
      score: attempt.score,
      correct: attempt.correct,
    })
    .from(attempt)
    .where(isEndedAfter(tx, roundId, after))
    .orderBy(asc(attempt.startedAt), asc(attempt.id))
    .limit(countMax);
}

export type PaperHeld = Pick<AttemptRow, 'id' | 'startedAt' | 'paper'>;

/** The papers of a round's attempts, running ones too, not void, in the order of their start, after the given one; null begins. */
export async function papersPage(
  tx: ReadTx,
  roundId: RoundId,
  after: AttemptPlace | null,
  countMax: number,
): Promise<PaperHeld[]> {
  const { attempt } = tx.tables;
  return tx.db
    .select({ id: attempt.id, startedAt: attempt.startedAt, paper: attempt.paper })
    .from(attempt)
    .where(isAttemptAfter(tx, roundId, after))
    .orderBy(asc(attempt.startedAt), asc(attempt.id))
    .limit(countMax);
}

/** Logged answers of a few attempts, each attempt's in the order of arrival. */
export async function answersOfSittings(
  tx: ReadTx,
  ids: readonly AttemptId[],
): Promise<ReadonlyMap<AttemptId, AnswerRow[]>> {
  const found = new Map<AttemptId, AnswerRow[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const { answer } = tx.tables;
  const rows = await tx.db
    .select()
    .from(answer)
    .where(inArray(answer.attemptId, [...ids]))
    .orderBy(asc(answer.attemptId), asc(answer.seq));
  for (const row of rows) found.get(row.attemptId)?.push(row);
  return found;
}

/** How many ended attempts of the round had each score. */
export async function scoreCounts(tx: ReadTx, roundId: RoundId): Promise<ReadonlyMap<number, number>> {
  const { attempt } = tx.tables;
  const rows = await tx.db
    .select({ score: attempt.score, n: count() })
    .from(attempt)
    .where(and(eq(attempt.roundId, roundId), ne(attempt.state, 'running'), ne(attempt.state, 'void')))
    .groupBy(attempt.score);
  return new Map(rows.map(({ score, n }) => [score, n]));
}

export type StatisticsRow = Tables['roundStatistics']['$inferSelect'];

export async function statisticsOf(tx: ReadTx, roundId: RoundId): Promise<StatisticsRow | undefined> {
  const { roundStatistics } = tx.tables;
  const [row] = await tx.db.select().from(roundStatistics).where(eq(roundStatistics.roundId, roundId));
  return row;
}

/** When the figures of each round were computed. */
export async function statisticsStamps(tx: ReadTx): Promise<ReadonlyMap<RoundId, Millis>> {
  const { roundStatistics } = tx.tables;
  const rows = await tx.db
    .select({ roundId: roundStatistics.roundId, computedAt: roundStatistics.computedAt })
    .from(roundStatistics)
    .orderBy(asc(roundStatistics.roundId));
  return new Map(rows.map(({ roundId, computedAt }) => [roundId, computedAt]));
}

/** The sealed round without figures that was closed first. */
export async function sealedWithoutStatistics(tx: ReadTx): Promise<RoundId | undefined> {
  const { round, roundStatistics } = tx.tables;
  const [row] = await tx.db
    .select({ id: round.id })
    .from(round)
    .leftJoin(roundStatistics, eq(roundStatistics.roundId, round.id))
    .where(and(ne(round.sealDigest, ''), isNull(roundStatistics.roundId)))
    .orderBy(asc(round.closedAt), asc(round.id))
    .limit(1);
  return row?.id;
}

export async function putStatistics(tx: Tx, row: StatisticsRow): Promise<void> {
  const { roundStatistics } = tx.tables;
  const { roundId: _kept, ...changed } = row;
  await tx.db.insert(roundStatistics).values(row).onConflictDoUpdate({ target: roundStatistics.roundId, set: changed });
}

/** They no longer hold; whoever asks next has them computed anew. */
export async function removeStatistics(tx: Tx, roundId: RoundId): Promise<void> {
  const { roundStatistics } = tx.tables;
  await tx.db.delete(roundStatistics).where(eq(roundStatistics.roundId, roundId));
}
