/** The log of answers: appended to and read, never changed. Both queries run on every answer, so both are prepared. */
import { asc, eq, sql } from 'drizzle-orm';
import type { AttemptId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type AnswerRow = Tables['answer']['$inferSelect'];
export type NewAnswerRow = Omit<AnswerRow, 'id'>;

/** Every logged answer of an attempt, in the order of arrival. */
export async function answersOf(tx: ReadTx, attemptId: AttemptId): Promise<AnswerRow[]> {
  return tx
    .prepared('answers-of-attempt', (db, { answer }) =>
      db
        .select()
        .from(answer)
        .where(eq(answer.attemptId, sql.placeholder('attemptId')))
        .orderBy(asc(answer.seq)),
    )
    .execute({ attemptId });
}

export async function appendAnswer(tx: Tx, row: NewAnswerRow): Promise<void> {
  await tx
    .prepared('append-answer', (db, { answer }) =>
      db.insert(answer).values({
        attemptId: sql.placeholder('attemptId'),
        seq: sql.placeholder('seq'),
        slot: sql.placeholder('slot'),
        revision: sql.placeholder('revision'),
        response: sql.placeholder('response'),
        receivedAt: sql.placeholder('receivedAt'),
        clientKey: sql.placeholder('clientKey'),
        prevHash: sql.placeholder('prevHash'),
        hash: sql.placeholder('hash'),
      }),
    )
    .execute(row);
}
