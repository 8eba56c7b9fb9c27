/**
 * SQLite's errors under the names of `failures.ts`. SQLite names columns where PostgreSQL
 * names the constraint, so the schema tells which constraint those columns are.
 */
import Sqlite from 'better-sqlite3';
import { DrizzleQueryError, getTableName } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { DiskFull, Duplicate, MissingParent, StatementFailed, StoreBroken, StoreBusy } from './failures.ts';
import * as tables from './tables-sqlite.ts';

/** The failure that `error` is, or `error` itself when no database raised it. */
export function sqliteFailure(error: unknown): unknown {
  const raised = error instanceof Error && error.cause instanceof Sqlite.SqliteError ? error.cause : error;
  if (!(raised instanceof Sqlite.SqliteError)) return withoutValues(error);
  const { code, message } = raised;
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new Duplicate(constraintOf(message));
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new MissingParent(message);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new StoreBusy(message);
  if (code === 'SQLITE_FULL') return new DiskFull(message);
  if (/^SQLITE_(IOERR|CORRUPT|NOTADB|READONLY_DBMOVED)/.test(code)) return new StoreBroken(`${code}: ${message}`);
  return new StatementFailed(code, message);
}

/** Drizzle writes the values of the statement into its own message; what the driver said is beneath. */
function withoutValues(error: unknown): unknown {
  return error instanceof DrizzleQueryError
    ? (error.cause ?? new StatementFailed('unknown', 'a statement failed'))
    : error;
}

/** "UNIQUE constraint failed: unit.scheme, unit.code" -> `unit_scheme_code`. */
function constraintOf(message: string): string {
  const columns = message.slice(message.indexOf(':') + 1).trim();
  return constraintsByColumns.get(columns) ?? columns;
}

const constraintsByColumns = new Map<string, string>();
for (const table of Object.values(tables)) {
  const name = getTableName(table);
  const key = (columns: readonly object[]) => columns.map((column) => `${name}.${columnName(column)}`).join(', ');
  const { columns, indexes, primaryKeys } = getTableConfig(table);
  for (const column of columns) if (column.primary) constraintsByColumns.set(key([column]), `${name}_pkey`);
  for (const primary of primaryKeys) constraintsByColumns.set(key(primary.columns), primary.getName());
  for (const { config } of indexes) if (config.unique) constraintsByColumns.set(key(config.columns), config.name);
}

function columnName(column: object): string {
  return 'name' in column && typeof column.name === 'string' ? toSnakeCase(column.name) : '';
}
