/**
 * One connection to the SQLite file with the settings that durability rests on, each asserted.
 * Knows nothing of queues or bodies; `migrate.ts` and `backup.ts` use it too.
 */
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { UnusableDatabase } from './failures.ts';
import type { Db, Preparable, ReadTx } from './store.ts';
import * as tables from './tables-sqlite.ts';

/** Before it a race between checkpoint and write could corrupt a WAL file (sqlite.org/wal.html#walresetbug). */
const versionMin = [3, 51, 3] as const;

const synchronousFull = 2;

export type SqliteFile = Sqlite.Database;

export interface ConnectOptions {
  readonly readonly?: boolean;
  /** How long a statement may block this thread while another process holds the file. */
  readonly busyTimeoutMs: number;
  /** Off only while tables are rebuilt by a migration. */
  readonly checksForeignKeys?: boolean;
  /** Told of every statement that runs; for tests. */
  readonly onStatement?: (sql: string) => void;
}

/** Opens `file` (made when missing, unless read-only) and throws `UnusableDatabase` when a setting does not hold. */
export function connectSqlite(file: string, options: ConnectOptions): SqliteFile {
  const connection = new Sqlite(file, {
    readonly: options.readonly ?? false,
    timeout: options.busyTimeoutMs,
    ...(options.onStatement && { verbose: (sql: unknown) => options.onStatement?.(String(sql)) }),
  });
  try {
    assertVersion(readOne(connection, 'select sqlite_version()'));
    // A power cut must not take back an answer that a phone has been told is saved: the build's
    // own default in WAL mode is NORMAL, which does exactly that.
    connection.pragma(`synchronous = ${synchronousFull}`);
    connection.pragma(`foreign_keys = ${options.checksForeignKeys === false ? 'OFF' : 'ON'}`);
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    if (options.readonly !== true) {
      connection.pragma('journal_mode = WAL');
      connection.pragma('wal_autocheckpoint = 1000');
    }
    assertSetting(connection, 'synchronous', synchronousFull);
    assertSetting(connection, 'foreign_keys', options.checksForeignKeys === false ? 0 : 1);
    assertSetting(connection, 'journal_mode', 'wal');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** First column of the first row, or undefined. */
export function readOne(connection: SqliteFile, sql: string, ...values: unknown[]): unknown {
  return connection
    .prepare(sql)
    .pluck()
    .get(...values);
}

/** First column of every row. */
export function readColumn(connection: SqliteFile, sql: string): unknown[] {
  return connection.prepare(sql).pluck().all();
}

function assertVersion(version: unknown): void {
  const parts = String(version).split('.').map(Number);
  for (const [at, least] of versionMin.entries()) {
    const part = parts[at] ?? 0;
    if (part > least) return;
    if (part < least) throw new UnusableDatabase(`SQLite ${String(version)} is older than ${versionMin.join('.')}`);
  }
}

function assertSetting(connection: SqliteFile, name: string, wanted: unknown): void {
  const found: unknown = connection.pragma(name, { simple: true });
  if (found !== wanted) throw new UnusableDatabase(`SQLite setting ${name} is ${String(found)}, not ${String(wanted)}`);
}

/** A connection's queries: drizzle, the tables, and the statements built once. */
export function queriesOn(connection: SqliteFile): ReadTx {
  const db = drizzle(connection, { casing: 'snake_case' }) as unknown as Db;
  const statements = new Map<string, Preparable<unknown>>();
  return {
    db,
    tables,
    prepared<Row>(name: string, build: (db: Db, allTables: typeof tables) => PromiseLike<Row>): Preparable<Row> {
      const known = statements.get(name);
      if (known) return known as Preparable<Row>;
      const built = preparable<Row>(build(db, tables));
      statements.set(name, built);
      return built;
    },
  };
}

function preparable<Row>(query: unknown): Preparable<Row> {
  const statement = (query as { prepare(): { execute(values: object): { sync(): Row } } }).prepare();
  // Async so that a failure is a rejection, as on PostgreSQL.
  return { execute: async (values) => statement.execute(withoutBooleans(values)).sync() };
}

/** A placeholder in a condition has no column to encode for, and the driver refuses booleans. */
function withoutBooleans(values: Record<string, unknown>): Record<string, unknown> {
  let plain = values;
  for (const name in values) {
    if (typeof values[name] !== 'boolean') continue;
    if (plain === values) plain = { ...values };
    plain[name] = values[name] ? 1 : 0;
  }
  return plain;
}
