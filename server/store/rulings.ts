/** Queries about keys that were wrong on the day: the rulings of a round, and what each attempt was worth before. */
import { and, asc, count, desc, eq, sql } from 'drizzle-orm';
import type { AttemptId, ContestId, Millis, RoundId, RulingId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type RulingRow = Tables['keyRuling']['$inferSelect'];
type ScoreChangeRow = Omit<Tables['scoreChange']['$inferSelect'], 'id'>;

/** Every ruling of a round, oldest first: of those on one question the last counts. Asked at every hand-in. */
export async function rulingsOfRound(tx: ReadTx, roundId: RoundId): Promise<RulingRow[]> {
  return tx
    .prepared('rulings-of-round', (db, { keyRuling }) =>
      db
        .select()
        .from(keyRuling)
        .where(eq(keyRuling.roundId, sql.placeholder('roundId')))
        .orderBy(asc(keyRuling.madeAt), asc(keyRuling.id)),
    )
    .execute({ roundId });
}

/** Newest first. */
export async function rulingsOfContest(tx: ReadTx, contestId: ContestId, countMax: number): Promise<RulingRow[]> {
  const { keyRuling } = tx.tables;
  return tx.db
    .select()
    .from(keyRuling)
    .where(eq(keyRuling.contestId, contestId))
    .orderBy(desc(keyRuling.madeAt), desc(keyRuling.id))
    .limit(countMax);
}

/** Rulings by which not every attempt counts yet: a server stopped in the middle. Rulings are few, so all are looked through. */
export async function unappliedRulings(tx: ReadTx): Promise<RulingRow[]> {
  const { keyRuling } = tx.tables;
  return tx.db
    .select()
    .from(keyRuling)
    .where(eq(keyRuling.appliedAt, 0))
    .orderBy(asc(keyRuling.madeAt), asc(keyRuling.id));
}

export async function insertRuling(tx: Tx, row: RulingRow): Promise<void> {
  await tx.db.insert(tx.tables.keyRuling).values(row);
}

export async function markApplied(tx: Tx, id: RulingId, appliedAt: Millis, attemptsChanged: number): Promise<void> {
  const { keyRuling } = tx.tables;
  await tx.db
    .update(keyRuling)
    .set({ appliedAt, attemptsChanged })
    .where(and(eq(keyRuling.id, id), eq(keyRuling.appliedAt, 0)));
}

export async function insertScoreChange(tx: Tx, row: ScoreChangeRow): Promise<void> {
  await tx
    .prepared('insert-score-change', (db, { scoreChange }) =>
      db.insert(scoreChange).values({
        rulingId: sql.placeholder('rulingId'),
        attemptId: sql.placeholder('attemptId'),
        participantId: sql.placeholder('participantId'),
        scoreBefore: sql.placeholder('scoreBefore'),
        correctBefore: sql.placeholder('correctBefore'),
        scoreAfter: sql.placeholder('scoreAfter'),
        correctAfter: sql.placeholder('correctAfter'),
      }),
    )
    .execute(row);
}

/** An attempt is changed once by a ruling, however often its applying was cut short. */
export async function countScoreChanges(tx: ReadTx, id: RulingId): Promise<number> {
  const { scoreChange } = tx.tables;
  const [row] = await tx.db.select({ n: count() }).from(scoreChange).where(eq(scoreChange.rulingId, id));
  return row?.n ?? 0;
}

/** The whole history of an attempt's worth, oldest first. */
export async function scoreChangesOf(tx: ReadTx, attemptId: AttemptId): Promise<ScoreChangeRow[]> {
  const { scoreChange } = tx.tables;
  return tx.db.select().from(scoreChange).where(eq(scoreChange.attemptId, attemptId)).orderBy(asc(scoreChange.id));
}

export async function writeScore(tx: Tx, id: AttemptId, worth: { score: number; correct: number }): Promise<void> {
  await tx
    .prepared('write-score', (db, { attempt }) =>
      db
        .update(attempt)
        .set({ score: sql`${sql.placeholder('score')}`, correct: sql`${sql.placeholder('correct')}` })
        .where(eq(attempt.id, sql.placeholder('id'))),
    )
    .execute({ id, ...worth });
}
