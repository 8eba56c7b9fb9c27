/** Queries about the heads of questions: one row a question, kept in step with its newest version. The table is in `question-table.ts`. */
import { and, asc, count, eq, inArray, max, ne } from 'drizzle-orm';
import type { BatchId, Millis, QuestionRowId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type QuestionRow = Tables['question']['$inferSelect'];

/** Parameters of one statement have a limit on both databases. */
const rowsPerStatementMax = 500;

/** By code; an unknown code has no row. */
export async function questionsByCodes(tx: ReadTx, bankId: string, codes: readonly string[]): Promise<QuestionRow[]> {
  const { question } = tx.tables;
  const found: QuestionRow[] = [];
  for (let start = 0; start < codes.length; start += rowsPerStatementMax) {
    const some = codes.slice(start, start + rowsPerStatementMax);
    const rows = await tx.db
      .select()
      .from(question)
      .where(and(eq(question.bankId, bankId), inArray(question.questionId, some)));
    found.push(...rows);
  }
  return found;
}

export async function questionByRow(tx: ReadTx, id: QuestionRowId): Promise<QuestionRow | undefined> {
  const { question } = tx.tables;
  return (await tx.db.select().from(question).where(eq(question.id, id)))[0];
}

export async function questionsOfBank(tx: ReadTx, bankId: string): Promise<QuestionRow[]> {
  const { question } = tx.tables;
  return tx.db.select().from(question).where(eq(question.bankId, bankId)).orderBy(asc(question.questionId));
}

export async function questionsOfBatch(tx: ReadTx, batchId: BatchId): Promise<QuestionRow[]> {
  const { question } = tx.tables;
  return tx.db.select().from(question).where(eq(question.batchId, batchId)).orderBy(asc(question.questionId));
}

/** Every code of the bank: new ones must differ. */
export async function codesOfBank(tx: ReadTx, bankId: string): Promise<string[]> {
  const { question } = tx.tables;
  const rows = await tx.db
    .select({ code: question.questionId })
    .from(question)
    .where(eq(question.bankId, bankId))
    .orderBy(asc(question.questionId));
  return rows.map(({ code }) => code);
}

/** Tags of the bank's questions, each list as it stands. */
export async function tagListsOfBank(tx: ReadTx, bankId: string): Promise<string[][]> {
  const { question } = tx.tables;
  const rows = await tx.db
    .selectDistinct({ tags: question.tags })
    .from(question)
    .where(and(eq(question.bankId, bankId), ne(question.state, 'retired')));
  return rows.map(({ tags }) => tags);
}

/** How many questions the bank has and when one was last touched: what tells whether kept ones are still all. */
export async function bankExtent(tx: ReadTx, bankId: string): Promise<{ questions: number; updatedAt: Millis }> {
  const { question } = tx.tables;
  const [row] = await tx.db
    .select({ questions: count(), updatedAt: max(question.updatedAt) })
    .from(question)
    .where(eq(question.bankId, bankId));
  return { questions: row?.questions ?? 0, updatedAt: Number(row?.updatedAt ?? 0) };
}

/** Contests and days for the pool: which questions are kept for one contest. */
export async function reservations(tx: ReadTx, bankId: string): Promise<Map<string, string>> {
  const { question } = tx.tables;
  const rows = await tx.db
    .select({ code: question.questionId, reservedFor: question.reservedFor })
    .from(question)
    .where(and(eq(question.bankId, bankId), ne(question.reservedFor, '')));
  return new Map(rows.map(({ code, reservedFor }) => [code, reservedFor]));
}

export async function insertQuestions(tx: Tx, rows: readonly QuestionRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatementMax / 5)
    await tx.db.insert(tx.tables.question).values(rows.slice(start, start + rowsPerStatementMax / 5));
}

export type QuestionChange = Partial<Omit<QuestionRow, 'id' | 'bankId' | 'questionId' | 'createdBy' | 'batchId'>>;

export async function writeQuestion(tx: Tx, id: QuestionRowId, change: QuestionChange): Promise<void> {
  const { question } = tx.tables;
  await tx.db.update(question).set(change).where(eq(question.id, id));
}

/** Of questions that never went further than a draft; their versions and events go with `delete…` of their own files. */
export async function deleteQuestions(tx: Tx, ids: readonly QuestionRowId[]): Promise<void> {
  const { question } = tx.tables;
  for (let start = 0; start < ids.length; start += rowsPerStatementMax)
    await tx.db.delete(question).where(inArray(question.id, ids.slice(start, start + rowsPerStatementMax)));
}
