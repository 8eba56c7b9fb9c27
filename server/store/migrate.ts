/**
 * Which migrations of `drizzle/` a database still needs, judged by their hashes. Applying them
 * is drizzle's migrator, called in one transaction by `open-sqlite-migrate` and `open-postgres-migrate`.
 */
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { UnusableDatabase } from './failures.ts';

export type Dialect = 'sqlite' | 'postgres';

export function migrationsFolder(dialect: Dialect): string {
  return fileURLToPath(new URL(`../../drizzle/${dialect}`, import.meta.url));
}

/**
 * How many migrations are still to come for a database with these applied, oldest first.
 * Throws `UnusableDatabase` when they are not the beginning of ours: a newer version or a stranger made it.
 */
export function pendingMigrations(applied: readonly unknown[], folder: string): number {
  const known = readMigrationFiles({ migrationsFolder: folder });
  for (const [at, hash] of applied.entries()) {
    if (known[at]?.hash === hash) continue;
    throw new UnusableDatabase(
      at >= known.length
        ? 'The database was made by a newer version of this program: install that version'
        : `Migration ${at + 1} of the database is not the one of this program`,
    );
  }
  return known.length - applied.length;
}
