/** Queries about uploaded files of questions: what was read from each and what became of it. */
import { and, asc, count, desc, eq, getTableColumns, inArray, lte, ne, or, sql } from 'drizzle-orm';
import type { BatchId, Millis } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type BatchRow = Tables['importBatch']['$inferSelect'];
/** Without what was read, which is long. */
export type BatchHead = Omit<BatchRow, 'preview'>;

export async function insertBatch(tx: Tx, row: BatchRow): Promise<void> {
  await tx.db.insert(tx.tables.importBatch).values(row);
}

export async function batchById(tx: ReadTx, id: BatchId): Promise<BatchRow | undefined> {
  const { importBatch } = tx.tables;
  const [row] = await tx.db.select().from(importBatch).where(eq(importBatch.id, id));
  return row;
}

/** Newest first. */
export async function batchesOfBank(tx: ReadTx, bankId: string, limit: number): Promise<BatchHead[]> {
  const { importBatch } = tx.tables;
  const { preview: _long, ...head } = getTableColumns(importBatch);
  return tx.db
    .select(head)
    .from(importBatch)
    .where(eq(importBatch.bankId, bankId))
    .orderBy(desc(importBatch.createdAt), desc(importBatch.id))
    .limit(limit);
}

/** Of one bank: what was read or is being read, and waits for somebody. */
export async function countOpenBatches(tx: ReadTx, bankId: string): Promise<number> {
  const { importBatch } = tx.tables;
  const [row] = await tx.db
    .select({ n: count() })
    .from(importBatch)
    .where(and(eq(importBatch.bankId, bankId), inArray(importBatch.state, ['reading', 'preview'])));
  return row?.n ?? 0;
}

/** Of every bank: what somebody may still make questions of. */
export async function openBatchIds(tx: ReadTx): Promise<BatchId[]> {
  const { importBatch } = tx.tables;
  const rows = await tx.db
    .select({ id: importBatch.id })
    .from(importBatch)
    .where(eq(importBatch.state, 'preview'))
    .orderBy(asc(importBatch.id));
  return rows.map(({ id }) => id);
}

export type BatchChange = Partial<
  Pick<BatchRow, 'format' | 'state' | 'preview' | 'failure' | 'failureParams' | 'madeCount' | 'madeTopics' | 'endedAt'>
>;

export async function writeBatch(tx: Tx, id: BatchId, change: BatchChange): Promise<void> {
  const { importBatch } = tx.tables;
  await tx.db.update(importBatch).set(change).where(eq(importBatch.id, id));
}

/** An empty one is some hundred characters of JSON. */
const emptyLettersMax = 1_000;

/** Read before `before`, and still with what was read: an open preview also when there is little of it. */
export async function agedBatches(
  tx: ReadTx,
  before: Millis,
  limit: number,
): Promise<Pick<BatchRow, 'id' | 'state'>[]> {
  const { importBatch } = tx.tables;
  const { id, state, endedAt, preview } = importBatch;
  const isLong = sql`length(cast(${preview} as text)) > ${emptyLettersMax}`;
  return tx.db
    .select({ id, state })
    .from(importBatch)
    .where(and(ne(state, 'reading'), lte(endedAt, before), or(eq(state, 'preview'), isLong)))
    .orderBy(asc(id))
    .limit(limit);
}

/** Whoever was reading them is gone. Returns how many there were. */
export async function failReadingBatches(tx: Tx, failure: string, endedAt: Millis): Promise<number> {
  const { importBatch } = tx.tables;
  const rows = await tx.db.select({ id: importBatch.id }).from(importBatch).where(eq(importBatch.state, 'reading'));
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  await tx.db
    .update(importBatch)
    .set({ state: 'failed', failure, endedAt })
    .where(and(inArray(importBatch.id, ids), eq(importBatch.state, 'reading')));
  return rows.length;
}
