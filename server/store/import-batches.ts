/** Queries about uploaded files of questions: what was read from each and what became of it. */
import { and, desc, eq, getTableColumns, inArray } from 'drizzle-orm';
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

export type BatchChange = Partial<
  Pick<BatchRow, 'format' | 'state' | 'preview' | 'failure' | 'failureParams' | 'madeCount' | 'endedAt'>
>;

export async function writeBatch(tx: Tx, id: BatchId, change: BatchChange): Promise<void> {
  const { importBatch } = tx.tables;
  await tx.db.update(importBatch).set(change).where(eq(importBatch.id, id));
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
