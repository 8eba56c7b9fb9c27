/** Queries about pictures, sound and film of questions. */
import { and, asc, eq, gt, inArray, lte, sql, sum } from 'drizzle-orm';
import type { Millis } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type MediaRow = Tables['media']['$inferSelect'];

/** The same bytes are kept once, with whoever brought them first; `createdAt` is when somebody last brought them. */
export async function putMedia(tx: Tx, row: MediaRow): Promise<void> {
  const { media } = tx.tables;
  await tx.db
    .insert(media)
    .values(row)
    .onConflictDoUpdate({ target: media.id, set: { createdAt: row.createdAt } });
}

/** Ids of files that nobody has brought since `before`, behind `after` ('': from the first), in their order. */
export async function mediaIdsBefore(tx: ReadTx, before: Millis, after: string, limit: number): Promise<string[]> {
  const { media } = tx.tables;
  const rows = await tx.db
    .select({ id: media.id })
    .from(media)
    .where(and(lte(media.createdAt, before), gt(media.id, after)))
    .orderBy(asc(media.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Those of `ids` that nobody has brought since `before`. Returns how many they were. */
export async function deleteMedia(tx: Tx, ids: readonly string[], before: Millis): Promise<number> {
  const { media } = tx.tables;
  let count = 0;
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500);
    const gone = await tx.db
      .delete(media)
      .where(and(inArray(media.id, some), lte(media.createdAt, before)))
      .returning({ id: media.id });
    count += gone.length;
  }
  return count;
}

export async function mediaById(tx: ReadTx, id: string): Promise<MediaRow | undefined> {
  const [row] = await tx
    .prepared('media-by-id', (db, { media }) =>
      db
        .select()
        .from(media)
        .where(eq(media.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row;
}

export async function mediaByIds(tx: ReadTx, ids: readonly string[]): Promise<MediaRow[]> {
  const { media } = tx.tables;
  const found: MediaRow[] = [];
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500);
    found.push(...(await tx.db.select().from(media).where(inArray(media.id, some))));
  }
  return found;
}

/** Bytes that the bank's files take together. */
export async function mediaBytes(tx: ReadTx, bankId: string): Promise<number> {
  const { media } = tx.tables;
  const [row] = await tx.db
    .select({ bytes: sum(media.byteCount) })
    .from(media)
    .where(eq(media.bankId, bankId));
  return Number(row?.bytes ?? 0);
}

/** What showing files in a text needs, without their bytes. */
export async function mediaShown(tx: ReadTx, ids: readonly string[]) {
  const { media } = tx.tables;
  const shown: Pick<MediaRow, 'id' | 'kind' | 'width' | 'height' | 'byteCount'>[] = [];
  for (let start = 0; start < ids.length; start += 500) {
    const { id, kind, width, height, byteCount } = media;
    const rows = await tx.db
      .select({ id, kind, width, height, byteCount })
      .from(media)
      .where(inArray(id, ids.slice(start, start + 500)));
    shown.push(...rows);
  }
  return shown;
}
