/** The store on a real PostgreSQL: the common contract, then what only a server shared by several instances shows. */
import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { StoreBusy } from '../../server/store/failures.ts';
import { openPostgres } from '../../server/store/open-postgres.ts';
import { migratePostgres } from '../../server/store/open-postgres-migrate.ts';
import type { Store } from '../../server/store/store.ts';
import { createDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { storeContract } from './contract.ts';
import { settingRow } from './rows.ts';

let database: TestDatabase;
let tables: string[];

beforeAll(async () => {
  database = await createDatabase(inject('postgresUrl'));
  await migratePostgres(database.url);
  tables = (await ask("select tablename as value from pg_tables where schemaname = 'public'")).map(String);
});
afterAll(() => database.drop());

/** Empty tables are quicker than a database of its own for each test. */
async function openFresh(report: (problem: unknown) => void = () => {}) {
  await ask(`truncate ${tables.map((table) => `"${table}"`).join(', ')} restart identity`);
  const store = await openPostgres({ url: database.url, report });
  return { store, close: () => store.close() };
}

describe('the contract on PostgreSQL', () => {
  storeContract(openFresh);
});

describe('several instances', () => {
  it('hold one another’s locks', async () => {
    const { store: first } = await openFresh();
    const second = await openPostgres({ url: database.url });
    await first.write(async ({ db, tables: { setting } }) => {
      await db.insert(setting).values(settingRow('n', '0'));
    });
    await Promise.all(Array.from({ length: 50 }, (_, at) => increment(at % 2 === 0 ? first : second)));
    expect(await valueOf(first, 'n')).toBe('50');
    await Promise.all([first.close(), second.close()]);
  });

  it('wake one another after a commit', async () => {
    const { store: first } = await openFresh();
    const second = await openPostgres({ url: database.url });
    const heard = new Promise<void>((resolve) => {
      second.onWake('standings', () => void valueOf(second, 'a').then((value) => value === 'x' && resolve()));
    });
    await first.write(async (tx) => {
      await tx.db.insert(tx.tables.setting).values(settingRow('a', 'x'));
      tx.wake('standings');
    });
    await heard;
    await Promise.all([first.close(), second.close()]);
  });
});

describe('a connection', () => {
  it('waits for the disk, whatever the server’s default', async () => {
    const { store, close } = await openFresh();
    const setting = await store.read(async ({ db }) =>
      db.select({ value: sql<string>`current_setting('synchronous_commit')` }).from(sql`(values (1)) as one`),
    );
    const serverDefault = await ask("select current_setting('synchronous_commit') as value");
    expect({ serverDefault, setting }).toEqual({ serverDefault: ['off'], setting: [{ value: 'on' }] });
    await close();
  });

  it('that is cut fails its body as busy, and the next one is served', async () => {
    const problems: unknown[] = [];
    const { store, close } = await openFresh((problem) => problems.push(problem));
    const failure = await store
      .write(async ({ db, tables: { setting } }) => {
        await db.insert(setting).values(settingRow('a'));
        await ask(`select pg_terminate_backend(pid) as value from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`);
        await db.insert(setting).values(settingRow('b'));
      })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreBusy);
    await store.write(async ({ db, tables: { setting } }) => {
      await db.insert(setting).values(settingRow('c'));
    });
    expect([await valueOf(store, 'a'), await valueOf(store, 'c')]).toEqual([undefined, '']);
    await close();
  });
});

describe('a transaction', () => {
  it('that fell into a deadlock runs again, and its calls once', async () => {
    const { store, close } = await openFresh();
    await store.write(async ({ db, tables: { setting } }) => {
      await db.insert(setting).values([settingRow('a', '0'), settingRow('b', '0')]);
    });
    const told: string[] = [];
    let runs = 0;
    let arrivals = 0;
    let open: () => void = () => {};
    const bothHoldOne = new Promise<void>((resolve) => (open = resolve));
    const crossing = (first: string, second: string) =>
      store.write(async ({ db, tables: { setting }, afterCommit }) => {
        runs += 1;
        afterCommit(() => told.push(first));
        await db.update(setting).set({ value: first }).where(eq(setting.name, first));
        if ((arrivals += 1) === 2) open();
        await bothHoldOne;
        await db.update(setting).set({ value: first }).where(eq(setting.name, second));
      });
    await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
    expect(told.sort()).toEqual(['a', 'b']);
    // Three as a rule; the one that runs again may be first at its row once more, and meet the other again.
    expect(runs).toBeGreaterThanOrEqual(3);
    await close();
  });

  it('whose body caught a failure does not claim to be saved', async () => {
    const { store, close } = await openFresh();
    const failure = await store
      .write(async ({ db, tables: { setting } }) => {
        await db.insert(setting).values(settingRow('a'));
        await db
          .insert(setting)
          .values(settingRow('a'))
          .catch(() => {});
      })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StatementFailed', code: '25P02' });
    expect(await valueOf(store, 'a')).toBeUndefined();
    await close();
  });
});

function increment(store: Store): Promise<void> {
  return store.write(async ({ db, tables: { setting }, lock }) => {
    await lock('setting', 'n');
    const [row] = await db.select().from(setting).where(eq(setting.name, 'n'));
    await db.update(setting).set({ value: String(Number(row?.value) + 1) });
  });
}

async function valueOf(store: Store, name: string): Promise<string | undefined> {
  const rows = await store.read(async ({ db, tables: { setting } }) =>
    db.select().from(setting).where(eq(setting.name, name)),
  );
  return rows[0]?.value;
}

async function ask(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(statement);
    return rows.map(({ value }) => value);
  } finally {
    await client.end();
  }
}
