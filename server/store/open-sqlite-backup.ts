/** Backup and restore of a SQLite file; the doors are in `backup.ts`. */
import { copyFileSync, chmodSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreBusy, UnusableDatabase } from './failures.ts';
import { migrationsFolder, pendingMigrations } from './migrate.ts';
import { connectSqlite, type SqliteFile } from './open-sqlite-connection.ts';
import { sqliteFailure } from './open-sqlite-failures.ts';
import { copyInto, freeName, syncFile } from './open-sqlite-files.ts';
import { appliedMigrations, assertParents } from './open-sqlite-migrate.ts';

const busyTimeoutMs = 5_000;

export function backupSqlite(databaseFile: string, target: string): void {
  if (!existsSync(databaseFile)) throw new UnusableDatabase('There is no database to copy');
  const connection = connectSqlite(databaseFile, { busyTimeoutMs });
  try {
    copyInto(connection, target);
    using(target, assertOurs);
  } finally {
    connection.close();
  }
}

export function restoreSqlite(databaseFile: string, source: string): string {
  mkdirSync(dirname(databaseFile), { recursive: true, mode: 0o700 });
  const incoming = freeName(`${databaseFile}.incoming`);
  try {
    copyFileSync(source, incoming);
    chmodSync(incoming, 0o600);
    using(incoming, assertOurs);
    syncFile(incoming);
    const replaced = existsSync(databaseFile) ? setAside(databaseFile) : '';
    renameSync(incoming, databaseFile);
    syncFile(databaseFile);
    return replaced;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(incoming + suffix, { force: true });
  }
}

/** A second name for the file that is about to be replaced, so that there is no moment without a database. */
function setAside(databaseFile: string): string {
  assertUnused(databaseFile);
  const kept = freeName(`${databaseFile}.replaced`);
  linkSync(databaseFile, kept);
  return kept;
}

/** Leaving WAL needs the file for oneself alone, and folds what is still in the WAL into it. */
function assertUnused(databaseFile: string): void {
  const connection = connectSqlite(databaseFile, { busyTimeoutMs: 0 });
  try {
    connection.pragma('journal_mode = DELETE');
  } catch (error) {
    const failure = sqliteFailure(error);
    throw failure instanceof StoreBusy ? new StoreBusy('The database is in use: stop the server first') : failure;
  } finally {
    connection.close();
  }
}

function assertOurs(connection: SqliteFile): void {
  const applied = appliedMigrations(connection);
  if (applied.length === 0) throw new UnusableDatabase('The copy holds no database');
  pendingMigrations(applied, migrationsFolder('sqlite'));
  const verdict: unknown = connection.pragma('integrity_check', { simple: true });
  if (verdict !== 'ok') throw new UnusableDatabase(`The copy is damaged: ${String(verdict)}`);
  assertParents(connection);
}

function using(file: string, check: (connection: SqliteFile) => void): void {
  let connection: SqliteFile | null = null;
  try {
    connection = connectSqlite(file, { busyTimeoutMs });
    check(connection);
  } catch (error) {
    if (error instanceof UnusableDatabase) throw error;
    throw new UnusableDatabase(`The copy cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    connection?.close();
  }
}
