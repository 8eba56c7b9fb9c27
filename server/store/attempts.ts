/** Queries about attempts. Who may do what, and when, is decided above. */
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { AttemptId, Millis, ParticipantId, RoundId, UserId } from '../rules/ids.ts';
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

export async function insertAttempt(tx: Tx, row: AttemptRow): Promise<void> {
  await tx.db.insert(tx.tables.attempt).values(row);
}

export type AttemptEnd = Pick<AttemptRow, 'state' | 'finishedAt' | 'score' | 'correct' | 'elapsedMs' | 'prediction'>;

export async function writeAttemptEnd(tx: Tx, id: AttemptId, end: AttemptEnd): Promise<void> {
  const { attempt } = tx.tables;
  await tx.db.update(attempt).set(end).where(eq(attempt.id, id));
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

/** Attempts of a round that are still running, at most `dueAttemptsMax`. */
export async function runningAttemptsOfRound(tx: ReadTx, roundId: RoundId): Promise<AttemptRow[]> {
  const { attempt } = tx.tables;
  return tx.db
    .select()
    .from(attempt)
    .where(and(eq(attempt.roundId, roundId), eq(attempt.state, 'running')))
    .orderBy(asc(attempt.startedAt), asc(attempt.id))
    .limit(dueAttemptsMax);
}
