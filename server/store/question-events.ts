/** Queries about what was done to questions and said of them. Append-only; only an undone import takes its own back. */
import { and, count, desc, eq, inArray } from 'drizzle-orm';
import type { QuestionRowId, VersionId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

type QuestionEventRow = Tables['questionEvent']['$inferSelect'];
export type QuestionEvent = Omit<QuestionEventRow, 'id'>;

const rowsPerStatementMax = 200;

export async function insertQuestionEvents(tx: Tx, events: readonly QuestionEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += rowsPerStatementMax)
    await tx.db.insert(tx.tables.questionEvent).values(events.slice(start, start + rowsPerStatementMax));
}

/** Newest first. */
export async function eventsOfQuestion(tx: ReadTx, id: QuestionRowId, limit: number): Promise<QuestionEventRow[]> {
  const { questionEvent } = tx.tables;
  return tx.db
    .select()
    .from(questionEvent)
    .where(eq(questionEvent.questionRowId, id))
    .orderBy(desc(questionEvent.id))
    .limit(limit);
}

export async function countComments(tx: ReadTx, id: QuestionRowId): Promise<number> {
  const { questionEvent } = tx.tables;
  const [row] = await tx.db
    .select({ n: count() })
    .from(questionEvent)
    .where(and(eq(questionEvent.questionRowId, id), eq(questionEvent.deed, 'commented')));
  return row?.n ?? 0;
}

/** Whether the version was ever sent to review: it is then what others have read, and is not rewritten. */
export async function wasSent(tx: ReadTx, versionId: VersionId): Promise<boolean> {
  const { questionEvent } = tx.tables;
  const rows = await tx.db
    .select({ id: questionEvent.id })
    .from(questionEvent)
    .where(and(eq(questionEvent.versionId, versionId), eq(questionEvent.deed, 'sent')))
    .limit(1);
  return rows.length > 0;
}

/** Rows of the batch's questions that somebody did something to after they were imported. */
export async function touchedAfterImport(tx: ReadTx, ids: readonly QuestionRowId[]): Promise<Set<QuestionRowId>> {
  const { questionEvent } = tx.tables;
  const touched = new Set<QuestionRowId>();
  for (let start = 0; start < ids.length; start += rowsPerStatementMax) {
    const rows = await tx.db
      .select({ id: questionEvent.questionRowId, deed: questionEvent.deed })
      .from(questionEvent)
      .where(inArray(questionEvent.questionRowId, ids.slice(start, start + rowsPerStatementMax)));
    for (const { id, deed } of rows) if (deed !== 'imported') touched.add(id);
  }
  return touched;
}

export async function deleteQuestionEvents(tx: Tx, ids: readonly QuestionRowId[]): Promise<void> {
  const { questionEvent } = tx.tables;
  for (let start = 0; start < ids.length; start += rowsPerStatementMax)
    await tx.db
      .delete(questionEvent)
      .where(inArray(questionEvent.questionRowId, ids.slice(start, start + rowsPerStatementMax)));
}
