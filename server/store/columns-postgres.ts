/**
 * PostgreSQL's column kinds under SQLite's types. The cast is the one deliberate
 * untruth of the store: values in and out have the same TypeScript types on both.
 */
import {
  bigint,
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Columns } from './columns-sqlite.ts';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const postgresColumns = {
  table: pgTable,
  text: () => text(),
  int: () => integer(),
  big: () => bigint({ mode: 'number' }),
  bool: () => boolean(),
  json: <T>() => jsonb().$type<T>(),
  bytes: () => bytea(),
  serial: () => bigserial({ mode: 'number' }).primaryKey(),
  index,
  uniqueIndex,
  primaryKey,
} as unknown as Columns;
