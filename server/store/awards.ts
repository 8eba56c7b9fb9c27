/** Queries about awards. A row is never deleted: one that no longer stands is revoked and kept. */
import { and, asc, eq, ne } from 'drizzle-orm';
import type { ContestId, Millis } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type AwardRow = Tables['award']['$inferSelect'];

/** All of a board, standing and revoked, oldest first. */
export async function awardsOnBoard(tx: ReadTx, contestId: ContestId, board: string): Promise<AwardRow[]> {
  const { award } = tx.tables;
  return tx.db
    .select()
    .from(award)
    .where(and(eq(award.contestId, contestId), eq(award.board, board)))
    .orderBy(asc(award.id));
}

/** Standing awards of the contest's other boards. */
export async function awardsElsewhere(tx: ReadTx, contestId: ContestId, board: string): Promise<AwardRow[]> {
  const { award } = tx.tables;
  return tx.db
    .select()
    .from(award)
    .where(and(eq(award.contestId, contestId), ne(award.board, board), eq(award.revokedAt, 0)))
    .orderBy(asc(award.id));
}

export async function insertAward(tx: Tx, row: AwardRow): Promise<void> {
  await tx.db.insert(tx.tables.award).values(row);
}

export async function revokeAward(tx: Tx, id: string, at: Millis, reason: string): Promise<void> {
  const { award } = tx.tables;
  await tx.db
    .update(award)
    .set({ revokedAt: at, revokedReason: reason })
    .where(and(eq(award.id, id), eq(award.revokedAt, 0)));
}
