/**
 * A copy of the whole database to a file, and back. SQLite only: PostgreSQL has better tools of
 * its own, and its owner uses those. The keys of personal data live outside the database and are
 * not in the copy.
 */
import { StoreFailure } from './failures.ts';
import { databasePlace } from './open.ts';

/**
 * Writes one consistent state to `file` (owner-only, on disk at return), also while the server
 * runs. Call it from a process of its own: it holds its thread for as long as the copy takes.
 * Throws when `file` exists.
 */
export async function backupTo(databaseUrl: string, file: string): Promise<void> {
  const { backupSqlite } = await import('./open-sqlite-backup.ts');
  backupSqlite(sqliteFile(databaseUrl, 'pg_dump --format=custom'), file);
}

/**
 * Puts the copy in place of the database, all or nothing; an older version's copy is upgraded at
 * the next start. The database from before stays beside, under the name that is returned (empty
 * when there was none). Throws `UnusableDatabase` when the copy is damaged, newer or not ours,
 * `StoreBusy` while the server runs; then nothing has changed.
 */
export async function restoreFrom(databaseUrl: string, file: string): Promise<string> {
  const { restoreSqlite } = await import('./open-sqlite-backup.ts');
  return restoreSqlite(sqliteFile(databaseUrl, 'pg_restore --clean'), file);
}

function sqliteFile(databaseUrl: string, tool: string): string {
  const place = databasePlace(databaseUrl);
  if (place.kind === 'sqlite') return place.file;
  throw new StoreFailure(`This command is for SQLite. On PostgreSQL use its own tool: ${tool}`);
}
