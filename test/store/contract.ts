/**
 * What a store promises, whichever database is below it: one suite, run by `sqlite.test.ts` and by
 * `postgres.test.ts` on a real server. A promise that only one of them makes is not here.
 */
import { asc, count, desc, eq, like, sql, sum } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Duplicate, isDuplicate, MissingParent, StatementFailed, StoreClosed } from '../../server/store/failures.ts';
import type { ReadTx, Store, Tx } from '../../server/store/store.ts';
import { personRow, settingRow, unitRow, userRow } from './rows.ts';

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

  describe('values', valuesComeBack);
  describe('failures have the same names', failuresAreNamed);
  describe('writes', writesAreAlone);
  describe('after the commit', afterTheCommit);
  describe('reads', readsSeeOneState);
  describe('queries', queriesAgree);
  describe('prepared statements', preparedStatements);
  describe('closing', closing);
}

function valuesComeBack(): void {
  it('keeps every kind of column as it was given', async () => {
    const round = {
      id: 'round-1',
      contestId: 'contest-1',
      ordinal: 2_147_483_647,
      key: 'tuần-1',
      definition: { title: { vi: 'Tuần một' }, nested: [1, { a: null, b: 'ề' }] },
      opensAt: 1_793_000_000_123,
      closesAt: Number.MAX_SAFE_INTEGER,
      closedAt: 0,
      secret: '',
      secretDigest: '“ngoặc kép”; -- \' "',
      predictionTruth: null,
      sealDigest: '𝄞',
    };
    await store.write(async ({ db, tables }) => {
      await db.insert(tables.contest).values({
        id: 'contest-1',
        slug: 'x',
        definition: {},
        definitionVersion: 1,
        createdAt: 1,
      } as never);
      await db.insert(tables.round).values(round as never);
    });
    const rows = await store.read(({ db, tables }) => allOf(db.select().from(tables.round)));
    expect(rows).toEqual([round]);
  });

  it('keeps booleans as booleans and nulls as nulls', async () => {
    await store.write(async ({ db, tables }) => {
      await db.insert(tables.consent).values([consentRow(true), consentRow(false)] as never);
      await db.insert(tables.user).values(userRow('u1', { role: 'owner', login: 'chủ' }));
    });
    const consents = await store.read(({ db, tables }) =>
      allOf(db.select({ id: tables.consent.id, isGiven: tables.consent.isGiven }).from(tables.consent)),
    );
    const [user] = await store.read(({ db, tables }) => allOf(db.select().from(tables.user)));
    expect(consents.map(({ isGiven }) => isGiven)).toEqual([true, false]);
    expect(user).toMatchObject({ phoneIndex: null, phoneCipher: null, role: 'owner', login: 'chủ' });
  });

  it('numbers an append-only log in the order of arrival', async () => {
    for (const purpose of ['c', 'a', 'b']) {
      await store.write(({ db, tables }) =>
        done(db.insert(tables.consent).values({ ...consentRow(true), purpose } as never)),
      );
    }
    const rows = await store.read(({ db, tables }) => allOf(db.select().from(tables.consent).orderBy(tables.consent.id)));
    expect(rows.map(({ purpose }) => purpose)).toEqual(['c', 'a', 'b']);
    expect(rows.every(({ id }) => typeof id === 'number')).toBe(true);
  });

  it('lets many rows leave a unique column empty', async () => {
    await store.write(({ db, tables }) => done(db.insert(tables.user).values([userRow('u1'), userRow('u2')])));
    expect(await countOf('user')).toBe(2);
  });
}

function failuresAreNamed(): void {
  it('names the unique index, and holds no value of the row', async () => {
    await store.write(({ db, tables }) => done(db.insert(tables.user).values(userRow('u1', { phoneIndex: '0912345678' }))));
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

function queriesAgree(): void {
  it('counts and sums as numbers', async () => {
    await store.write(({ db, tables }) =>
      done(db.insert(tables.standing).values([standingRow('p1', '1'), standingRow('p2', '2')] as never)),
    );
    const [row] = await store.read(({ db, tables: { standing } }) =>
      allOf(db.select({ n: count(), total: sum(standing.elapsedMs).mapWith(Number) }).from(standing)),
    );
    expect(row).toEqual({ n: 2, total: 2 * 3_000_000_000 });
  });

  it('orders keys of digits alike, whatever the collation', async () => {
    const keys = ['0100000', '0099999', '1000000', '0000000', '0100001'];
    await store.write(({ db, tables }) =>
      done(db.insert(tables.standing).values(keys.map((key) => standingRow(`p${key}`, key)) as never)),
    );
    const rows = await store.read(({ db, tables: { standing } }) =>
      allOf(db.select({ key: standing.sortKey }).from(standing).orderBy(desc(standing.sortKey))),
    );
    expect(rows.map(({ key }) => key)).toEqual(['1000000', '0100001', '0100000', '0099999', '0000000']);
  });

  it('finds by a folded search key, where letters have one case', async () => {
    await store.write(({ db, tables }) =>
      done(db.insert(tables.unit).values([unitRow('1', 'xa cho gao'), unitRow('2', 'phuong my tho')])),
    );
    const rows = await store.read(({ db, tables: { unit } }) =>
      allOf(db.select({ code: unit.code }).from(unit).where(like(unit.searchKey, '%cho%')).orderBy(asc(unit.code))),
    );
    expect(rows).toEqual([{ code: '1' }]);
  });

  it('inserts or updates by a named target', async () => {
    const upsert = (rows: { name: string; value: string }[]) =>
      store.write(({ db, tables: { setting } }) =>
        done(
          db
            .insert(setting)
            .values(rows)
            .onConflictDoUpdate({ target: setting.name, set: { value: sql`excluded.value` } }),
        ),
      );
    await upsert([settingRow('a', '1')]);
    await upsert([settingRow('a', '2'), settingRow('b', '1')]);
    expect(await settings()).toEqual({ a: '2', b: '1' });
  });

  it('skips what is there already, and returns only what is new', async () => {
    const add = (...names: string[]) =>
      store.write(({ db, tables: { setting } }) =>
        allOf(
          db
            .insert(setting)
            .values(names.map((name) => settingRow(name)))
            .onConflictDoNothing()
            .returning({ name: setting.name }),
        ),
      );
    expect(await add('a', 'b')).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(await add('b', 'c')).toEqual([{ name: 'c' }]);
  });

  it('updates and deletes with what they touched', async () => {
    await store.write(({ db, tables }) => done(db.insert(tables.setting).values([settingRow('a'), settingRow('b')])));
    const touched = await store.write(async ({ db, tables: { setting } }) => [
      await db.update(setting).set({ value: 'x' }).where(eq(setting.name, 'a')).returning(),
      await db.delete(setting).where(eq(setting.name, 'b')).returning(),
      await db.delete(setting).where(eq(setting.name, 'c')).returning(),
    ]);
    expect(touched).toEqual([[settingRow('a', 'x')], [settingRow('b')], []]);
  });

  it('gives json values back equal, with no promise about the order of their keys', async () => {
    const topics = [{ name: 'Một', id: 'a' }];
    await store.write(({ db, tables }) =>
      done(db.insert(tables.questionBank).values({ id: 'b', name: 'B', topics, importedAt: 1 })),
    );
    const [bank] = await store.read(({ db, tables }) => allOf(db.select().from(tables.questionBank)));
    expect(bank?.topics).toEqual(topics);
  });
}

function preparedStatements(): void {
  it('run again and again with other values', async () => {
    const add = (name: string) =>
      store.write(async (tx) => {
        await tx
          .prepared('contract.add', (db, { setting }) =>
            db.insert(setting).values({ name: sql.placeholder('name'), value: sql.placeholder('value') }),
          )
          .execute({ name, value: `of ${name}` });
      });
    await Promise.all(['a', 'b', 'c'].map(add));
    expect(await settings()).toEqual({ a: 'of a', b: 'of b', c: 'of c' });
  });

  it('are built once for each connection', async () => {
    let built = 0;
    const read = () =>
      store.read((tx) =>
        tx
          .prepared('contract.once', (db, { setting }) => {
            built += 1;
            return db.select().from(setting).where(eq(setting.name, sql.placeholder('name')));
          })
          .execute({ name: 'a' }),
      );
    for (let at = 0; at < 10; at += 1) expect(await read()).toEqual([]);
    expect(built).toBe(1);
  });

  it('take booleans, nulls, json and limits as values', async () => {
    await store.write((tx) =>
      done(
        tx
          .prepared('contract.version', (db, { consent }) =>
            db.insert(consent).values({ ...consentRow(true), isGiven: sql.placeholder('isGiven') } as never),
          )
          .execute({ isGiven: false }),
      ),
    );
    await store.write((tx) =>
      done(
        tx
          .prepared('contract.bank', (db, { questionBank }) =>
            db.insert(questionBank).values({ id: 'b', name: 'B', topics: sql.placeholder('topics'), importedAt: 1 }),
          )
          .execute({ topics: [{ id: 'a', name: 'Một' }] }),
      ),
    );
    await store.write((tx) =>
      done(
        tx
          .prepared('contract.user', (db, { user }) =>
            db.insert(user).values({ ...userRow('u1'), login: sql.placeholder('login') }),
          )
          .execute({ login: null }),
      ),
    );
    const found = await store.read(async (tx) => [
      await tx
        .prepared('contract.given', (db, { consent }) =>
          db
            .select({ isGiven: consent.isGiven })
            .from(consent)
            .where(eq(consent.isGiven, sql.placeholder('isGiven')))
            .limit(sql.placeholder('rowsMax')),
        )
        .execute({ isGiven: false, rowsMax: 5 }),
      await tx.db.select({ topics: tx.tables.questionBank.topics }).from(tx.tables.questionBank),
      await tx.db.select({ login: tx.tables.user.login }).from(tx.tables.user),
    ]);
    expect(found).toEqual([[{ isGiven: false }], [{ topics: [{ id: 'a', name: 'Một' }] }], [{ login: null }]]);
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

async function allOf<Row>(query: PromiseLike<Row[]>): Promise<Row[]> {
  return query;
}

async function done(query: PromiseLike<unknown>): Promise<void> {
  await query;
}

function consentRow(isGiven: boolean) {
  return {
    personId: 'p1',
    contestId: 'c1',
    purpose: 'entry',
    givenBy: 'self',
    isGiven,
    textVersion: '1',
    textHash: '',
    givenAt: 1,
  };
}

function standingRow(participantId: string, sortKey: string) {
  return {
    board: 'r:1',
    participantId,
    contestId: 'c1',
    categoryId: '',
    unitId: '',
    attemptId: '',
    isRanked: true,
    sortKey,
    score: 1,
    correct: 1,
    elapsedMs: 3_000_000_000,
    submittedAt: 1,
    attempts: 1,
    publicSortKey: sortKey,
    publicScore: 1,
    publicCorrect: 1,
    publicElapsedMs: 1,
  };
}
