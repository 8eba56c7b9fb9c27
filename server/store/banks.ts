/** Queries about question banks as a whole; their questions are in `questions.ts` and `question-versions.ts`. */
import { and, asc, count, eq, max, ne, sql } from 'drizzle-orm';
import type { Millis } from '../rules/ids.ts';
import type { QuestionState } from './schema-banks.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type BankRow = Tables['questionBank']['$inferSelect'];

export async function bankById(tx: ReadTx, id: string): Promise<BankRow | undefined> {
  const rows = await tx
    .prepared('bank-by-id', (db, { questionBank }) =>
      db
        .select()
        .from(questionBank)
        .where(eq(questionBank.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return rows[0];
}

/** When what can be drawn of the bank last changed, 0 for an unknown one: all that tells whether a kept pool still holds. */
export async function bankImportedAt(tx: ReadTx, id: string): Promise<Millis> {
  const rows = await tx
    .prepared('bank-imported-at', (db, { questionBank }) =>
      db
        .select({ importedAt: questionBank.importedAt })
        .from(questionBank)
        .where(eq(questionBank.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return rows[0]?.importedAt ?? 0;
}

/** By name. */
export async function allBanks(tx: ReadTx): Promise<BankRow[]> {
  const { questionBank } = tx.tables;
  return tx.db.select().from(questionBank).orderBy(asc(questionBank.name), asc(questionBank.id));
}

type NewBankRow = Omit<BankRow, 'organisationId'> & Partial<Pick<BankRow, 'organisationId'>>;

/** Inserts a bank or brings it up to date; an existing one stays with its organisation unless another is named. */
export async function putBank(tx: Tx, row: NewBankRow): Promise<void> {
  const { questionBank } = tx.tables;
  const { id: _kept, ...changed } = row;
  await tx.db.insert(questionBank).values(row).onConflictDoUpdate({ target: questionBank.id, set: changed });
}

export async function writeBank(
  tx: Tx,
  id: string,
  change: Partial<Pick<BankRow, 'name' | 'topics' | 'importedAt'>>,
): Promise<void> {
  const { questionBank } = tx.tables;
  await tx.db.update(questionBank).set(change).where(eq(questionBank.id, id));
}

/** Questions of each bank by state, and when one was last touched. */
export async function stateCounts(
  tx: ReadTx,
): Promise<{ bankId: string; state: QuestionState; questions: number; updatedAt: Millis }[]> {
  const { question } = tx.tables;
  const rows = await tx.db
    .select({ bankId: question.bankId, state: question.state, questions: count(), updatedAt: max(question.updatedAt) })
    .from(question)
    .groupBy(question.bankId, question.state)
    .orderBy(asc(question.bankId), asc(question.state));
  return rows.map((row) => ({ ...row, updatedAt: Number(row.updatedAt ?? 0) }));
}

/** Questions of each topic; retired ones are not counted. */
export async function topicCounts(
  tx: ReadTx,
  bankId: string,
): Promise<{ topic: string; state: QuestionState; questions: number }[]> {
  const { question } = tx.tables;
  return tx.db
    .select({ topic: question.topic, state: question.state, questions: count() })
    .from(question)
    .where(and(eq(question.bankId, bankId), ne(question.state, 'retired')))
    .groupBy(question.topic, question.state)
    .orderBy(asc(question.topic), asc(question.state));
}

/** Banks that have versions but no heads: they were stored before there were any. */
export async function banksWithoutHeads(tx: ReadTx): Promise<string[]> {
  const { questionBank, question, questionVersion } = tx.tables;
  const versions = tx.db.selectDistinct({ bankId: questionVersion.bankId }).from(questionVersion);
  const heads = tx.db.selectDistinct({ bankId: question.bankId }).from(question);
  const rows = await tx.db
    .select({ id: questionBank.id })
    .from(questionBank)
    .where(sql`${questionBank.id} in ${versions} and ${questionBank.id} not in ${heads}`);
  return rows.map(({ id }) => id);
}
