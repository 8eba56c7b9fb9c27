/** The store on SQLite: the common contract, then what only SQLite's single writer promises. */
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { DiskFull, ForeignWait, StoreBroken, StoreBusy } from '../../server/store/failures.ts';
import type { SqliteOptions } from '../../server/store/open-sqlite.ts';
import type { Store, Tx } from '../../server/store/store.ts';
import { freshStore } from '../helpers/fresh-store.ts';
import { storeContract } from './contract.ts';
import { settingRow } from './rows.ts';

describe('the contract on SQLite', () => {
  storeContract((report) => freshStore({ report }));
});

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function open(options: Omit<SqliteOptions, 'file'> = {}) {
  const fresh = await freshStore(options);
  close = fresh.close;
  return fresh;
}

describe('group commit', () => {
  it('writes what one turn has gathered with one commit', async () => {
    const statements: string[] = [];
    const { store } = await open({ onStatement: (sql) => statements.push(sql) });
    await Promise.all(Array.from({ length: 100 }, (_, at) => put(store, `a${at}`)));
    expect(statements.filter((sql) => sql === 'BEGIN IMMEDIATE')).toHaveLength(1);
    expect(statements.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
    expect(await names(store)).toHaveLength(100);
  });

  it('answers all of a group after its calls, and its calls after its commit', async () => {
    const told: string[] = [];
    const { store } = await open({ onStatement: (sql) => sql === 'COMMIT' && told.push('commit') });
    await Promise.all(
      ['a', 'b'].map(async (name) => {
        await store.write(async (tx) => {
          await insert(tx, name);
          tx.afterCommit(() => told.push(`call ${name}`));
        });
        told.push(`reply ${name}`);
      }),
    );
    expect(told).toEqual(['commit', 'call a', 'call b', 'reply a', 'reply b']);
  });

  it('bounds a group, so that a crowd does not hold the event loop', async () => {
    const commits: string[] = [];
    const { store } = await open({ onStatement: (sql) => sql === 'COMMIT' && commits.push(sql) });
    await Promise.all(Array.from({ length: 2_001 }, (_, at) => put(store, `a${at}`)));
    expect(commits).toHaveLength(3);
    expect(await names(store)).toHaveLength(2_001);
  });

  it('refuses a write when too many wait, and none of those that wait', async () => {
    const { store } = await open({ queueMax: 3 });
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => put(store, name)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes[3]).toMatchObject({ reason: { name: 'StoreBusy' } });
    expect(await names(store)).toEqual(['a', 'b', 'c']);
  });
});

describe('connections', () => {
  it('are durable, checked and careful, each of them', async () => {
    const found: Record<string, unknown>[] = [];
    const { store } = await open({
      onConnect: (connection, role) => {
        const pragma = (name: string): unknown => connection.pragma(name, { simple: true });
        found.push({
          role,
          synchronous: pragma('synchronous'),
          journal: pragma('journal_mode'),
          parents: pragma('foreign_keys'),
          trusted: pragma('trusted_schema'),
          cells: pragma('cell_size_check'),
        });
      },
    });
    await failureOf(store.write(() => aWhile()));
    const settings = { synchronous: 2, journal: 'wal', parents: 1, trusted: 0, cells: 1 };
    expect(found).toEqual(['writer', 'reader', 'writer'].map((role) => ({ role, ...settings })));
  });
});

describe('a body that awaits something else', () => {
  it('is undone and named; neighbours before and after it keep theirs', async () => {
    const { store } = await open();
    const outcomes = await Promise.allSettled([
      put(store, 'before'),
      store.write(async (tx) => {
        await insert(tx, 'stray');
        await aWhile();
      }),
      put(store, 'after'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { name: 'ForeignWait' } });
    expect(await names(store)).toEqual(['after', 'before']);
  });

  it('can write no more when it wakes, not even by what it has kept', async () => {
    const { store } = await open();
    let wake: () => void = () => {};
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const wakened = new Promise<unknown[]>((resolve) => {
      store
        .write(async (tx) => {
          const { db, tables } = tx;
          const query = db.insert(tables.setting).values(settingRow('kept query'));
          await asleep;
          const tries = [insert(tx, 'by tx'), db.insert(tables.setting).values(settingRow('by db')), query];
          resolve((await Promise.allSettled(tries)).map(({ status }) => status));
        })
        .catch(() => wake());
    });
    expect(await wakened).toEqual(['rejected', 'rejected', 'rejected']);
    await put(store, 'other');
    expect(await names(store)).toEqual(['other']);
  });

  it('is told from one that awaits the store five hundred times', async () => {
    const { store } = await open();
    await store.write(async (tx) => {
      for (let at = 0; at < 500; at += 1) await insert(tx, `a${at}`);
    });
    expect(await names(store)).toHaveLength(500);
  });

  it('fails in a read as well, where it could see two states', async () => {
    const { store } = await open();
    expect(await failureOf(store.read(() => aWhile()))).toBeInstanceOf(ForeignWait);
  });

  it('cannot wait for a write inside a write', async () => {
    const { store } = await open();
    expect(await failureOf(store.write(() => put(store, 'inner')))).toBeInstanceOf(ForeignWait);
    await put(store, 'next');
    expect(await names(store)).toEqual(['inner', 'next']);
  });

  it('gives a transaction that was kept after its end no power', async () => {
    const { store } = await open();
    const kept = await store.write((tx) => Promise.resolve({ tx }));
    expect(() => kept.tx.db).toThrow(ForeignWait);
  });
});

describe('another process that writes', () => {
  it('is waited for without stopping the event loop', async () => {
    const { store, file } = await open();
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
    const write = put(store, 'a');
    await aWhile();
    const whileLocked = await names(store);
    other.exec('COMMIT');
    await write;
    other.close();
    expect([whileLocked, await names(store)]).toEqual([[], ['a']]);
  });

  it('is not waited for longer than the limit', async () => {
    const { store, file } = await open({ busyWaitMs: 20 });
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
    const failure = await failureOf(put(store, 'a'));
    other.exec('COMMIT');
    other.close();
    await put(store, 'b');
    expect(failure).toBeInstanceOf(StoreBusy);
    expect(await names(store)).toEqual(['b']);
  });
});

describe('a disk that fails', () => {
  it('when full, refuses what does not fit and goes on when there is room', async () => {
    let limit: (pages: number) => void = () => {};
    const { store } = await open({
      onConnect: (connection, role) => {
        if (role === 'writer') limit = (pages) => connection.pragma(`max_page_count = ${pages}`);
      },
    });
    limit(1);
    const big = 'x'.repeat(2_000_000);
    const failures = await Promise.allSettled([put(store, 'a', big), put(store, 'b', big)]);
    limit(1_000_000);
    await put(store, 'c', big);
    expect(failures.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof DiskFull)).toEqual([
      true,
      true,
    ]);
    expect(await names(store)).toEqual(['c']);
  });

  it('when full in the middle of a group, calls nothing of it saved', async () => {
    let limit: (pages: number) => void = () => {};
    const { store } = await open({
      onConnect: (connection, role) => {
        if (role === 'writer') limit = (pages) => connection.pragma(`max_page_count = ${pages}`);
      },
    });
    limit(1);
    const outcomes = await Promise.allSettled([put(store, 'small'), put(store, 'big', 'x'.repeat(2_000_000))]);
    const saved = outcomes.flatMap(({ status }, at) => (status === 'fulfilled' ? [['small', 'big'][at]] : []));
    expect(saved).toEqual(await names(store));
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { name: 'DiskFull' } });
  });

  it('when it cannot sync, stops the store: nothing is called saved any more', async () => {
    const fatal: StoreBroken[] = [];
    const { store } = await open({
      onFatal: (failure) => fatal.push(failure),
      onConnect: (connection, role) => {
        if (role === 'writer') failCommits(connection);
      },
    });
    const told: string[] = [];
    const outcomes = await Promise.allSettled(
      ['a', 'b'].map((name) =>
        store.write(async (tx) => {
          await insert(tx, name);
          tx.afterCommit(() => told.push(name));
        }),
      ),
    );
    const later = await failureOf(put(store, 'c'));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(later).toBeInstanceOf(StoreBroken);
    expect(fatal).toHaveLength(1);
    expect({ told, names: await names(store) }).toEqual({ told: [], names: [] });
  });
});

/** Commits of this connection answer as SQLite does when fsync fails. */
function failCommits(connection: Sqlite.Database): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = ((sql: string) => {
    const statement = prepare(sql);
    if (sql !== 'COMMIT') return statement;
    statement.run = () => {
      throw new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
    };
    return statement;
  }) as typeof connection.prepare;
}

async function insert(tx: Tx, name: string, value = ''): Promise<void> {
  await tx.db.insert(tx.tables.setting).values(settingRow(name, value));
}

function put(store: Store, name: string, value = ''): Promise<void> {
  return store.write((tx) => insert(tx, name, value));
}

async function names(store: Store): Promise<string[]> {
  const rows = await store.read(async ({ db, tables: { setting } }) => db.select({ name: setting.name }).from(setting));
  return rows.map(({ name }) => name).sort();
}

/** Something that is not the store, which ends a few turns of the event loop later. */
function aWhile(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it did not fail'),
    (failure: unknown) => failure,
  );
}
