/** Queries about attempts. Who may do what, and when, is decided above. */
import { and, asc, count, eq, gt, gte, inArray, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { AttemptId, ContestId, Millis, ParticipantId, RoundId, UserId } from '../rules/ids.ts';
import { insertRow } from './prepared-rows.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type AttemptRow = Tables['attempt']['$inferSelect'];

/** Due attempts handed to one sweep; the next second takes the rest. */
export const dueAttemptsMax = 500;

export async function attemptById(tx: ReadTx, id: AttemptId): Promise<AttemptRow | undefined> {
  const rows = await tx
    .prepared('attempt-by-id', (db, { attempt }) =>
      db
        .select()
        .from(attempt)
        .where(eq(attempt.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return rows[0];
}

export type AttemptClock = Pick<AttemptRow, 'id' | 'state' | 'startedAt' | 'deadlineAt' | 'finishedAt'>;

/** What decides whether an answer still counts: without the paper, which is long and never changes. */
export async function attemptClock(tx: ReadTx, id: AttemptId): Promise<AttemptClock | undefined> {
  const rows = await tx
    .prepared('attempt-clock', (db, { attempt }) => {
      const { state, startedAt, deadlineAt, finishedAt } = attempt;
      return db
        .select({ id: attempt.id, state, startedAt, deadlineAt, finishedAt })
        .from(attempt)
        .where(eq(attempt.id, sql.placeholder('id')));
    })
    .execute({ id });
  return rows[0];
}

/** One participant's attempts of one round, first to last. */
export async function attemptsOfRound(
  tx: ReadTx,
  participantId: ParticipantId,
  roundId: RoundId,
): Promise<AttemptRow[]> {
  return tx
    .prepared('attempts-of-round', (db, { attempt }) =>
      db
        .select()
        .from(attempt)
        .where(
          and(
            eq(attempt.participantId, sql.placeholder('participantId')),
            eq(attempt.roundId, sql.placeholder('roundId')),
          ),
        )
        .orderBy(asc(attempt.ordinal)),
    )
    .execute({ participantId, roundId });
}

/** Everything one account has begun in one contest, all rounds and children. */
export async function attemptsOfUser(tx: ReadTx, userId: UserId, participantIds: ParticipantId[]) {
  const { attempt, participant } = tx.tables;
  const rows = await tx.db
    .select({ attempt })
    .from(attempt)
    .innerJoin(participant, eq(participant.id, attempt.participantId))
    .where(eq(participant.userId, userId))
    .orderBy(asc(attempt.startedAt), asc(attempt.id));
  const wanted = new Set(participantIds);
  return rows.map((row) => row.attempt).filter((row) => wanted.has(row.participantId));
}

/** Papers of attempts of these rounds that began at `since` or later, at most `limit`. */
export async function papersSince(
  tx: ReadTx,
  roundIds: readonly RoundId[],
  since: Millis,
  limit: number,
): Promise<AttemptRow['paper'][]> {
  if (roundIds.length === 0) return [];
  const { attempt } = tx.tables;
  const rows = await tx.db
    .select({ paper: attempt.paper })
    .from(attempt)
    .where(and(inArray(attempt.roundId, [...roundIds]), gte(attempt.startedAt, since)))
    .limit(limit);
  return rows.map(({ paper }) => paper);
}

export async function insertAttempt(tx: Tx, row: AttemptRow): Promise<void> {
  await insertRow(tx, 'attempt', row);
}

export type AttemptEnd = Pick<AttemptRow, 'state' | 'finishedAt' | 'score' | 'correct' | 'elapsedMs' | 'prediction'>;

export async function writeAttemptEnd(tx: Tx, id: AttemptId, end: AttemptEnd): Promise<void> {
  await tx
    .prepared('write-attempt-end', (db, { attempt }) =>
      db
        .update(attempt)
        .set({
          state: sql`${sql.placeholder('state')}`,
          finishedAt: sql`${sql.placeholder('finishedAt')}`,
          score: sql`${sql.placeholder('score')}`,
          correct: sql`${sql.placeholder('correct')}`,
          elapsedMs: sql`${sql.placeholder('elapsedMs')}`,
          prediction: sql`${sql.placeholder('prediction')}`,
        })
        .where(eq(attempt.id, sql.placeholder('id'))),
    )
    .execute({ ...end, id });
}

/** Running attempts whose deadline has passed at `before`, oldest first, at most `dueAttemptsMax`. */
export async function dueAttempts(tx: ReadTx, before: Millis): Promise<AttemptRow[]> {
  const { attempt } = tx.tables;
  return tx.db
    .select()
    .from(attempt)
    .where(and(eq(attempt.state, 'running'), lte(attempt.deadlineAt, before)))
    .orderBy(asc(attempt.deadlineAt), asc(attempt.id))
    .limit(dueAttemptsMax);
}

/**
 * Attempts of a round that are still running, at most `dueAttemptsMax`; in the order of their deadlines, which the index
 * of running attempts has, so that those already ended are not walked through for each page.
 */
export async function runningAttemptsOfRound(tx: ReadTx, roundId: RoundId): Promise<AttemptId[]> {
  const { attempt } = tx.tables;
  const rows = await tx.db
    .select({ id: attempt.id })
    .from(attempt)
    .where(and(eq(attempt.roundId, roundId), eq(attempt.state, 'running')))
    .orderBy(asc(attempt.deadlineAt), asc(attempt.id))
    .limit(dueAttemptsMax);
  return rows.map(({ id }) => id);
}

const contestPageMax = 500;

/** A contest's attempts in the order of their ids, from after `afterId` ('' begins), a page at a time. */
export async function attemptsPage(tx: ReadTx, contestId: ContestId, afterId: string): Promise<AttemptRow[]> {
  const { attempt } = tx.tables;
  return tx.db
    .select()
    .from(attempt)
    .where(and(eq(attempt.contestId, contestId), gt(attempt.id, afterId as AttemptId)))
    .orderBy(asc(attempt.id))
    .limit(contestPageMax);
}

export async function countRunning(tx: ReadTx, roundIds: readonly RoundId[]): Promise<number> {
  if (roundIds.length === 0) return 0;
  const { attempt } = tx.tables;
  const [row] = await tx.db
    .select({ n: count() })
    .from(attempt)
    .where(and(inArray(attempt.roundId, [...roundIds]), eq(attempt.state, 'running')));
  return row?.n ?? 0;
}

/** Brings the deadlines of a round's running attempts forward to `closesAt`; none is put off. */
export async function capDeadlines(tx: Tx, roundId: RoundId, closesAt: Millis): Promise<void> {
  const { attempt } = tx.tables;
  await tx.db
    .update(attempt)
    .set({ deadlineAt: closesAt })
    .where(and(eq(attempt.roundId, roundId), eq(attempt.state, 'running'), gt(attempt.deadlineAt, closesAt)));
}

/** One participant's running attempts of every round. */
export async function runningAttemptsOf(tx: ReadTx, participantId: ParticipantId): Promise<AttemptRow[]> {
  const { attempt } = tx.tables;
  return tx.db
    .select()
    .from(attempt)
    .where(and(eq(attempt.participantId, participantId), eq(attempt.state, 'running')))
    .orderBy(asc(attempt.id));
}

/** How far one has come in walking through a round's attempts in the order of their start. */
export interface AttemptPlace {
  readonly startedAt: Millis;
  readonly id: AttemptId;
}

/** The condition of a round's attempts, not void, after the given one; null begins. */
export function isAttemptAfter(tx: ReadTx, roundId: RoundId, after: AttemptPlace | null): SQL | undefined {
  const { attempt } = tx.tables;
  const isAfter = after && [
    gte(attempt.startedAt, after.startedAt),
    or(gt(attempt.startedAt, after.startedAt), gt(attempt.id, after.id)),
  ];
  return and(eq(attempt.roundId, roundId), ne(attempt.state, 'void'), ...(isAfter ?? []));
}

/** The same of those that have ended. */
export const isEndedAfter = (tx: ReadTx, roundId: RoundId, after: AttemptPlace | null): SQL | undefined =>
  and(isAttemptAfter(tx, roundId, after), ne(tx.tables.attempt.state, 'running'));

/** Attempts read in one step where a whole round is walked through. */
export const attemptsPageMax = 1_000;

/** A round's ended attempts, not void, in the order of their start, after the given one; null begins. Without the papers. */
export async function endedAttemptsPage(tx: ReadTx, roundId: RoundId, after: AttemptPlace | null) {
  const { attempt, participant } = tx.tables;
  return tx.db
    .select({
      id: attempt.id,
      startedAt: attempt.startedAt,
      participantId: attempt.participantId,
      state: attempt.state,
      correct: attempt.correct,
      disqualifiedAt: participant.disqualifiedAt,
    })
    .from(attempt)
    .innerJoin(participant, eq(participant.id, attempt.participantId))
    .where(isEndedAfter(tx, roundId, after))
    .orderBy(asc(attempt.startedAt), asc(attempt.id))
    .limit(attemptsPageMax);
}
