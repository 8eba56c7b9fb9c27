/** Brings a PostgreSQL database to the schema of this version, in one transaction, one instance at a time. */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { migrationsFolder, pendingMigrations } from './migrate.ts';
import { postgresFailure } from './open-postgres-failures.ts';

const lockKey = 'hoithi-migrate';

/**
 * Returns how many migrations were applied. Backing up beforehand is the owner's, by pg_dump or
 * the provider's snapshots. Throws `UnusableDatabase` when a newer version has been here.
 */
export async function migratePostgres(
  url: string,
  folder = migrationsFolder('postgres'),
): Promise<{ readonly applied: number; readonly backup: '' }> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    // Instances that start together wait here; the end of the connection lets go.
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [lockKey]);
    const pending = pendingMigrations(await appliedMigrations(client), folder);
    if (pending > 0) await migrate(drizzle(client), { migrationsFolder: folder });
    return { applied: pending, backup: '' };
  } catch (error) {
    throw postgresFailure(error);
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<unknown[]> {
  const table = 'drizzle.__drizzle_migrations';
  const { rows } = await client.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [table]);
  if (rows[0]?.exists !== true) return [];
  const applied = await client.query<{ hash: string }>(`select hash from ${table} order by created_at`);
  return applied.rows.map((row) => row.hash);
}
