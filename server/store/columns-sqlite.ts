/**
 * SQLite's column kinds. `Columns` is the one type both dialects are declared
 * to be; `test/store/contract.ts` on a real PostgreSQL keeps that declaration honest.
 */
import { blob, integer, sqliteTable, text, index, uniqueIndex, primaryKey } from 'drizzle-orm/sqlite-core';

export const sqliteColumns = {
  table: sqliteTable,
  text: () => text(),
  int: () => integer(),
  /** Epoch milliseconds and đồng: beyond 32 bits. */
  big: () => integer(),
  bool: () => integer({ mode: 'boolean' }),
  json: <T>() => text({ mode: 'json' }).$type<T>(),
  bytes: () => blob({ mode: 'buffer' }),
  /** Grows in the order of insertion; the order of an append-only log. */
  serial: () => integer().primaryKey({ autoIncrement: true }),
  index,
  uniqueIndex,
  primaryKey,
};

export type Columns = typeof sqliteColumns;
