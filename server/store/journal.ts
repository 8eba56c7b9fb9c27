/** Queries about the journal. Append-only: there is no update and no delete here, nor will there be. */
import { asc, desc, eq, gt } from 'drizzle-orm';
import type { ContestId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type JournalRow = Tables['journal']['$inferSelect'];
export type JournalEntry = Omit<JournalRow, 'id'>;

export async function lastJournalEntry(tx: ReadTx): Promise<JournalRow | undefined> {
  const { journal } = tx.tables;
  const [row] = await tx.db.select().from(journal).orderBy(desc(journal.seq)).limit(1);
  return row;
}

export async function insertJournalEntry(tx: Tx, entry: JournalEntry): Promise<void> {
  await tx.db.insert(tx.tables.journal).values(entry);
}

/** Newest first. */
export async function journalOfContest(tx: ReadTx, contestId: ContestId, limit: number): Promise<JournalRow[]> {
  const { journal } = tx.tables;
  return tx.db.select().from(journal).where(eq(journal.contestId, contestId)).orderBy(desc(journal.seq)).limit(limit);
}

/** Oldest first, after `seq`: how a checker walks the whole chain in pages. */
export async function journalAfter(tx: ReadTx, seq: number, limit: number): Promise<JournalRow[]> {
  const { journal } = tx.tables;
  return tx.db.select().from(journal).where(gt(journal.seq, seq)).orderBy(asc(journal.seq)).limit(limit);
}
