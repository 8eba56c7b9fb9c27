/**
 * What a store promises, whichever database is below it: one suite, run by `sqlite.test.ts` and by
 * `postgres.test.ts` on a real server. A promise that only one of them
 * makes is not here; values and statements are in `contract-statements.ts`.
 */
import { count, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Duplicate, isDuplicate, MissingParent, StatementFailed, StoreClosed } from '../../server/store/failures.ts';
import type { ReadTx, Store, Tx } from '../../server/store/store.ts';
import { allOf, done, statementContract } from './contract-statements.ts';
import { personRow, settingRow, standingRow, unitRow, userRow } from './rows.ts';

export interface OpenedStore {
  readonly store: Store;
  close(): Promise<void>;
}

export type OpenFresh = (report: (problem: unknown) => void) => Promise<OpenedStore>;

let store: Store;
let reported: unknown[];
let close: () => Promise<void>;

export function storeContract(openFresh: OpenFresh): void {
  beforeEach(async () => {
    reported = [];
    ({ store, close } = await openFresh((problem) => reported.push(problem)));
  });
  afterEach(() => close());

  statementContract(() => store);
  describe('failures have the same names', failuresAreNamed);
  describe('writes', writesAreAlone);
  describe('after the commit', afterTheCommit);
  describe('reads', readsSeeOneState);
  describe('closing', closing);
}

function failuresAreNamed(): void {
  it('names the unique index, and holds no value of the row', async () => {
    await store.write(({ db, tables }) =>
      done(db.insert(tables.user).values(userRow('u1', { phoneIndex: '0912345678' }))),
    );
    const failure = await failureOf(
      store.write(({ db, tables }) => done(db.insert(tables.user).values(userRow('u2', { phoneIndex: '0912345678' })))),
    );
    expect(failure).toBeInstanceOf(Duplicate);
    expect(isDuplicate(failure, 'user_phone')).toBe(true);
    expect(isDuplicate(failure, 'user_login')).toBe(false);
    expect(everythingIn(failure)).not.toContain('0912345678');
  });

  it.each([
    ['an index of several columns', 'unit_scheme_code', 'unit'],
    ['a primary key', 'setting_pkey', 'setting'],
    ['a primary key of several columns', 'standing_pk', 'standing'],
  ] as const)('names %s', async (_, constraint, table) => {
    const rows = {
      unit: [unitRow('28594'), { ...unitRow('28594'), id: 'other' as never }],
      setting: [settingRow('a'), settingRow('a')],
      standing: [standingRow('p1', '1'), standingRow('p1', '2')],
    };
    const failure = await failureOf(
      store.write(async ({ db, tables }) => {
        for (const row of rows[table]) await db.insert(tables[table]).values(row as never);
      }),
    );
    expect(failure).toMatchObject({ name: 'Duplicate', constraint });
    expect(await countOf(table)).toBe(0);
  });

  it('names a missing parent, and a parent deleted under its children', async () => {
    const childless = await failureOf(
      store.write(({ db, tables }) => done(db.insert(tables.person).values(personRow('p1', 'nobody')))),
    );
    await store.write(async ({ db, tables }) => {
      await db.insert(tables.user).values(userRow('u1'));
      await db.insert(tables.person).values(personRow('p1', 'u1'));
    });
    const orphaning = await failureOf(store.write(({ db, tables }) => done(db.delete(tables.user))));
    expect([childless, orphaning].map((failure) => failure instanceof MissingParent)).toEqual([true, true]);
    expect(await countOf('user')).toBe(1);
  });

  it('calls anything else a failed statement, without the values', async () => {
    const row = { ...userRow('u1'), fullName: null, phoneIndex: '0912345678' };
    const failure = await failureOf(store.write(({ db, tables }) => done(db.insert(tables.user).values(row as never))));
    expect(failure).toBeInstanceOf(StatementFailed);
    expect(everythingIn(failure)).not.toContain('0912345678');
  });

  it('names failures of prepared statements too', async () => {
    const insert = (tx: Tx) =>
      tx
        .prepared('contract.setting', (db, { setting }) =>
          db.insert(setting).values({ name: sql.placeholder('name'), value: '' }),
        )
        .execute({ name: 'a' });
    await store.write(insert);
    expect(isDuplicate(await failureOf(store.write(insert)), 'setting_pkey')).toBe(true);
  });

  it('passes on what a body itself throws', async () => {
    const own = new Error('own');
    expect(await failureOf(store.write(() => Promise.reject(own)))).toBe(own);
    expect(await failureOf(store.read(() => Promise.reject(own)))).toBe(own);
  });
}

function writesAreAlone(): void {
  it('counts 200 concurrent read-modify-writes under a lock as 200', async () => {
    await store.write(({ db, tables }) => done(db.insert(tables.setting).values(settingRow('n', '0'))));
    await Promise.all(
      Array.from({ length: 200 }, () =>
        store.write(async ({ db, tables: { setting }, lock }) => {
          await lock('setting', 'n');
          const [row] = await db.select().from(setting).where(eq(setting.name, 'n'));
          await db.update(setting).set({ value: String(Number(row?.value) + 1) });
        }),
      ),
    );
    expect(await settings()).toEqual({ n: '200' });
  });

  it('undoes a failing body alone: neighbours keep what they wrote', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) =>
        store.write(async ({ db, tables }) => {
          await db.insert(tables.setting).values(settingRow(`a${at}`));
          if (at % 3 === 1) throw new Error(`no ${at}`);
          if (at % 3 === 2) await db.insert(tables.setting).values(settingRow(`a${at}`));
          return at;
        }),
      ),
    );
    const kept = Array.from({ length: 10 }, (_, third) => third * 3);
    expect(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))).toEqual(kept);
    expect(Object.keys(await settings()).sort()).toEqual(kept.map((at) => `a${at}`).sort());
  });

  it('gives back what the body returns', async () => {
    expect(await store.write(() => Promise.resolve({ seq: 7 }))).toEqual({ seq: 7 });
  });

  it('lets a body read what it has written itself', async () => {
    const seen = await store.write(async (tx) => {
      await tx.db.insert(tx.tables.setting).values(settingRow('a'));
      return rowsIn(tx, 'setting');
    });
    expect(seen).toBe(1);
  });
}

function afterTheCommit(): void {
  it('calls in order of asking, when others can read it, before the reply', async () => {
    const told: string[] = [];
    await store.write(async ({ db, tables, afterCommit }) => {
      void tables;
      afterCommit(() => told.push('first'));
      await db.insert(tables.setting).values(settingRow('a'));
      afterCommit(() => told.push('second'));
      told.push('body');
    });
    told.push('reply');
    expect(told).toEqual(['body', 'first', 'second', 'reply']);
  });

  it('lets the calls see the committed rows', async () => {
    const seen = await new Promise<number>((resolve, reject) => {
      store
        .write(async (tx) => {
          await tx.db.insert(tx.tables.setting).values(settingRow('a'));
          tx.afterCommit(() => void countOf('setting').then(resolve, reject));
        })
        .catch(reject);
    });
    expect(seen).toBe(1);
  });

  it('calls nothing of a write that failed', async () => {
    const told: string[] = [];
    await failureOf(
      store.write((tx) => {
        tx.afterCommit(() => told.push('never'));
        return Promise.reject(new Error('no'));
      }),
    );
    await store.write((tx) => Promise.resolve(tx.afterCommit(() => told.push('other'))));
    expect(told).toEqual(['other']);
  });

  it('reports a call that throws; the write stands and later calls run', async () => {
    const told: string[] = [];
    const problem = new Error('push failed');
    await store.write(async (tx) => {
      await tx.db.insert(tx.tables.setting).values(settingRow('a'));
      tx.afterCommit(() => {
        throw problem;
      });
      tx.afterCommit(() => told.push('later'));
    });
    expect({ told, reported, settings: await settings() }).toEqual({
      told: ['later'],
      reported: [problem],
      settings: { a: '' },
    });
  });

  it('wakes listeners until they stop listening', async () => {
    const calls: string[] = [];
    let stop: () => void = () => {};
    await new Promise<void>((resolve, reject) => {
      stop = store.onWake('standings', () => {
        calls.push('woken');
        countOf('setting').then((n) => n === 1 && resolve(), reject);
      });
      store
        .write(async (tx) => {
          await tx.db.insert(tx.tables.setting).values(settingRow('a'));
          tx.wake('standings');
        })
        .catch(reject);
    });
    stop();
    const before = calls.length;
    await new Promise<void>((resolve) => {
      store.onWake('standings', resolve);
      void store.write((tx) => Promise.resolve(tx.wake('standings')));
    });
    expect(calls).toHaveLength(before);
  });
}

function readsSeeOneState(): void {
  it('sees nothing that is not committed', async () => {
    const seen = await store.write(async (tx) => {
      await tx.db.insert(tx.tables.setting).values(settingRow('a'));
      return countOf('setting');
    });
    expect([seen, await countOf('setting')]).toEqual([0, 1]);
  });

  it('sees both halves of a write or none, while writes go on', async () => {
    const writes = Array.from({ length: 40 }, (_, at) =>
      store.write(async ({ db, tables }) => {
        await db.insert(tables.setting).values(settingRow(`a${at}`));
        await db.insert(tables.user).values(userRow(`u${at}`));
      }),
    );
    const reads = Array.from({ length: 40 }, () =>
      store.read(async (tx) => [await rowsIn(tx, 'setting'), await rowsIn(tx, 'user')]),
    );
    const [seen] = await Promise.all([Promise.all(reads), Promise.all(writes)]);
    expect(seen.filter(([settingCount, userCount]) => settingCount !== userCount)).toEqual([]);
    expect(await store.read(async (tx) => [await rowsIn(tx, 'setting'), await rowsIn(tx, 'user')])).toEqual([40, 40]);
  });

  it('reads what the same caller has just written', async () => {
    for (let at = 1; at <= 20; at += 1) {
      await store.write(({ db, tables }) => done(db.insert(tables.setting).values(settingRow(`a${at}`))));
      expect(await countOf('setting')).toBe(at);
    }
  });

  it('cannot write', async () => {
    const failure = await failureOf(
      store.read(({ db, tables }) => done(db.insert(tables.setting).values(settingRow('a')))),
    );
    expect(failure).toBeInstanceOf(StatementFailed);
    expect(await countOf('setting')).toBe(0);
  });
}

function closing(): void {
  it('finishes what is queued and refuses the rest', async () => {
    const queued = Array.from({ length: 20 }, (_, at) =>
      store.write(({ db, tables }) => done(db.insert(tables.setting).values(settingRow(`a${at}`)))),
    );
    const closed = store.close();
    const late = await failureOf(store.write(() => Promise.resolve()));
    await closed;
    await Promise.all(queued);
    expect(late).toBeInstanceOf(StoreClosed);
    expect(await failureOf(store.read(() => Promise.resolve()))).toBeInstanceOf(StoreClosed);
    await store.close();
  });
}

async function settings(): Promise<Record<string, string>> {
  const rows = await store.read(({ db, tables }) => allOf(db.select().from(tables.setting)));
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

function countOf(table: 'setting' | 'user' | 'unit' | 'standing'): Promise<number> {
  return store.read((tx) => rowsIn(tx, table));
}

async function rowsIn({ db, tables }: ReadTx, table: 'setting' | 'user' | 'unit' | 'standing'): Promise<number> {
  const [row] = await db.select({ n: count() }).from(tables[table]);
  return row?.n ?? -1;
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it did not fail'),
    (failure: unknown) => failure,
  );
}

/** All that a careless log could print of a failure. */
function everythingIn(failure: unknown): string {
  const parts: unknown[] = [];
  for (let at = failure; at instanceof Error; at = at.cause) parts.push(at.message, { ...at });
  return JSON.stringify(parts);
}
