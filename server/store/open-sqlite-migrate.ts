/** Brings a SQLite file to the schema of this version, backed up first when it already holds something. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { UnusableDatabase } from './failures.ts';
import { migrationsFolder, pendingMigrations } from './migrate.ts';
import { connectSqlite, readColumn, readOne, type SqliteFile } from './open-sqlite-connection.ts';
import { copyInto, freeName } from './open-sqlite-files.ts';

/** "HThi" in the file's header: a restore and a start refuse anybody else's file. */
const applicationId = 0x48_54_68_69;

const busyTimeoutMs = 5_000;

export interface Migrated {
  /** Migrations applied now; 0 when there was nothing to do. */
  readonly applied: number;
  /** The copy from before, beside the database; empty when none was needed. */
  readonly backup: string;
}

/**
 * Makes `file` (readable by its owner only) or upgrades it in one transaction; a failed migration
 * leaves it as it was. Throws `UnusableDatabase` for a file that is not ours or is newer.
 */
export function migrateSqlite(file: string, folder = migrationsFolder('sqlite')): Migrated {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  const connection = connectSqlite(file, { busyTimeoutMs, checksForeignKeys: false });
  try {
    const applied = appliedMigrations(connection);
    const pending = pendingMigrations(applied, folder);
    if (pending === 0) return { applied: 0, backup: '' };
    const backup = applied.length === 0 ? '' : freeName(`${file}.before-migration-${applied.length + 1}`);
    if (backup) copyInto(connection, backup);
    else connection.pragma(`application_id = ${applicationId}`);
    migrate(drizzle(connection), { migrationsFolder: folder });
    assertParents(connection);
    return { applied: pending, backup };
  } finally {
    connection.close();
  }
}

/** Hashes of what was applied, oldest first; empty for a new file. Throws for a file of somebody else. */
export function appliedMigrations(connection: SqliteFile): unknown[] {
  const isEmpty = readOne(connection, 'select count(*) from sqlite_schema') === 0;
  const id: unknown = connection.pragma('application_id', { simple: true });
  if (id !== applicationId && !(isEmpty && id === 0)) {
    throw new UnusableDatabase('The file is a database of another program');
  }
  const hasMigrations = readOne(connection, "select count(*) from sqlite_schema where name = '__drizzle_migrations'");
  if (hasMigrations === 0) return [];
  return readColumn(connection, 'select hash from __drizzle_migrations order by created_at');
}

/** Throws when a row of the file names a parent that is not there. */
export function assertParents(connection: SqliteFile): void {
  const orphans: unknown = connection.pragma('foreign_key_check');
  if (Array.isArray(orphans) && orphans.length === 0) return;
  throw new UnusableDatabase('Rows of the database name parents that do not exist');
}
