/** One connection of the pool, with its settings, drizzle on it, and the statements built once for it. */
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PoolClient } from 'pg';
import type { Tables } from './schema.ts';
import type { Db, Preparable, ReadTx } from './store.ts';
import * as tables from './tables-postgres.ts';

export interface Session {
  readonly client: PoolClient;
  readonly queries: ReadTx;
  /** The connection broke: nothing more is to be had from it. */
  readonly isLost: () => boolean;
  /** Waits until no other transaction is past the same key; the end of this one lets go. */
  lock(key: readonly string[], howOften: 'once' | 'shared'): Promise<void>;
}

export async function openSession(client: PoolClient): Promise<Session> {
  let isLost = false;
  // Unheard, the error of a connection that breaks under a body would end the process.
  client.on('error', () => (isLost = true));
  // Whatever the server's default: an answer is called saved only when it is on disk.
  await client.query('set synchronous_commit = on');
  const db = drizzle(client, { casing: 'snake_case' }) as unknown as Db;
  const statements = new Map<string, Preparable<unknown>>();
  return {
    client,
    isLost: () => isLost,
    queries: {
      db,
      tables,
      prepared<Row>(name: string, build: (db: Db, allTables: Tables) => PromiseLike<Row>): Preparable<Row> {
        const known = statements.get(name);
        if (known) return known as Preparable<Row>;
        const query = build(db, tables) as unknown as { prepare(name: string): Preparable<Row> };
        const built = query.prepare(name);
        statements.set(name, built);
        return built;
      },
    },
    async lock(key, howOften) {
      const take = howOften === 'once' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
      // PostgreSQL's text holds no zero byte, so the parts are kept apart as JSON.
      await client.query(`select ${take}(hashtextextended($1, 0))`, [JSON.stringify(key)]);
    },
  };
}
