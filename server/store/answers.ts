/**
 * The log of answers: appended to and read, never changed. What runs on every answer is prepared, and reads no more than
 * that answer needs: making rows out of what SQLite returns costs several times the reading.
 */
import { and, asc, eq, inArray, max, or, sql } from 'drizzle-orm';
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

/** What a new answer has to be held against. */
export type KnownAnswer = Pick<
  AnswerRow,
  'seq' | 'slot' | 'revision' | 'response' | 'receivedAt' | 'clientKey' | 'hash'
>;

/**
 * Of an attempt's log what bears on new answers, in the order of arrival: all of their slots, all of their client keys,
 * and the last of the log, whatever it is about. Its `seq` is how many there are, for they are counted from 1.
 */
export async function answersBearingOn(
  tx: ReadTx,
  attemptId: AttemptId,
  sent: readonly Pick<AnswerRow, 'slot' | 'clientKey'>[],
): Promise<KnownAnswer[]> {
  const [slots, keys] = [sent.map((_, at) => `slot${at}`), sent.map((_, at) => `key${at}`)];
  return tx
    .prepared(`answers-bearing-on-${sent.length}`, (db, { answer }) => {
      const { seq, slot, revision, response, receivedAt, clientKey, hash } = answer;
      const ofAttempt = eq(answer.attemptId, sql.placeholder('attemptId'));
      const last = db
        .select({ seq: max(answer.seq) })
        .from(answer)
        .where(ofAttempt);
      const isTouched = or(
        inArray(
          slot,
          slots.map((name) => sql.placeholder(name)),
        ),
        inArray(
          clientKey,
          keys.map((name) => sql.placeholder(name)),
        ),
        eq(seq, sql`(${last})`),
      );
      return db
        .select({ seq, slot, revision, response, receivedAt, clientKey, hash })
        .from(answer)
        .where(and(ofAttempt, isTouched))
        .orderBy(asc(seq));
    })
    .execute({
      attemptId,
      ...Object.fromEntries(sent.map(({ slot }, at) => [slots[at], slot])),
      ...Object.fromEntries(sent.map(({ clientKey }, at) => [keys[at], clientKey])),
    });
}

/** The hash of the last answer of each attempt that has one. For a page of attempts. */
export async function chainHeads(
  tx: ReadTx,
  attemptIds: readonly AttemptId[],
): Promise<ReadonlyMap<AttemptId, string>> {
  const { answer } = tx.tables;
  const last = tx.db
    .select({ attemptId: answer.attemptId, seq: max(answer.seq).as('last_seq') })
    .from(answer)
    .where(inArray(answer.attemptId, [...attemptIds]))
    .groupBy(answer.attemptId)
    .as('last');
  const heads = await tx.db
    .select({ attemptId: answer.attemptId, hash: answer.hash })
    .from(answer)
    .innerJoin(last, and(eq(last.attemptId, answer.attemptId), eq(last.seq, answer.seq)));
  return new Map(heads.map(({ attemptId, hash }) => [attemptId, hash]));
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
