/**
 * The part of the contract that is about values and statements: what goes in comes out, and the
 * same query means the same on both databases. Transactions are in `contract.ts`.
 */
import { asc, count, desc, eq, like, sql, sum } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { consentRow, settingRow, standingRow, unitRow, userRow } from './rows.ts';

let opened: () => Store;

/** `store` gives the fresh store of the test that is running. */
export function statementContract(store: () => Store): void {
  opened = store;
  describe('values', valuesComeBack);
  describe('queries', queriesAgree);
  describe('prepared statements', preparedStatements);
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
    await opened().write(async ({ db, tables }) => {
      await db.insert(tables.contest).values({
        id: 'contest-1',
        slug: 'x',
        definition: {},
        definitionVersion: 1,
        createdAt: 1,
      } as never);
      await db.insert(tables.round).values(round as never);
    });
    const rows = await opened().read(({ db, tables }) => allOf(db.select().from(tables.round)));
    expect(rows).toEqual([round]);
  });

  it('keeps booleans as booleans and nulls as nulls', async () => {
    await opened().write(async ({ db, tables }) => {
      await db.insert(tables.consent).values([consentRow(true), consentRow(false)] as never);
      await db.insert(tables.user).values(userRow('u1', { role: 'owner', login: 'chủ' }));
    });
    const consents = await opened().read(({ db, tables }) =>
      allOf(db.select({ id: tables.consent.id, isGiven: tables.consent.isGiven }).from(tables.consent)),
    );
    const [user] = await opened().read(({ db, tables }) => allOf(db.select().from(tables.user)));
    expect(consents.map(({ isGiven }) => isGiven)).toEqual([true, false]);
    expect(user).toMatchObject({ phoneIndex: null, phoneCipher: null, role: 'owner', login: 'chủ' });
  });

  it('numbers an append-only log in the order of arrival', async () => {
    for (const purpose of ['c', 'a', 'b']) {
      await opened().write(({ db, tables }) =>
        done(db.insert(tables.consent).values({ ...consentRow(true), purpose } as never)),
      );
    }
    const rows = await opened().read(({ db, tables }) =>
      allOf(db.select().from(tables.consent).orderBy(tables.consent.id)),
    );
    expect(rows.map(({ purpose }) => purpose)).toEqual(['c', 'a', 'b']);
    expect(rows.every(({ id }) => typeof id === 'number')).toBe(true);
  });

  it('lets many rows leave a unique column empty', async () => {
    await opened().write(({ db, tables }) => done(db.insert(tables.user).values([userRow('u1'), userRow('u2')])));
    expect(await usersNow()).toBe(2);
  });
}

function queriesAgree(): void {
  it('counts and sums as numbers', async () => {
    await opened().write(({ db, tables }) =>
      done(db.insert(tables.standing).values([standingRow('p1', '1'), standingRow('p2', '2')] as never)),
    );
    const [row] = await opened().read(({ db, tables: { standing } }) =>
      allOf(db.select({ n: count(), total: sum(standing.elapsedMs).mapWith(Number) }).from(standing)),
    );
    expect(row).toEqual({ n: 2, total: 2 * 3_000_000_000 });
  });

  it('orders keys of digits alike, whatever the collation', async () => {
    const keys = ['0100000', '0099999', '1000000', '0000000', '0100001'];
    await opened().write(({ db, tables }) =>
      done(db.insert(tables.standing).values(keys.map((key) => standingRow(`p${key}`, key)) as never)),
    );
    const rows = await opened().read(({ db, tables: { standing } }) =>
      allOf(db.select({ key: standing.sortKey }).from(standing).orderBy(desc(standing.sortKey))),
    );
    expect(rows.map(({ key }) => key)).toEqual(['1000000', '0100001', '0100000', '0099999', '0000000']);
  });

  it('finds by a folded search key, where letters have one case', async () => {
    await opened().write(({ db, tables }) =>
      done(db.insert(tables.unit).values([unitRow('1', 'xa cho gao'), unitRow('2', 'phuong my tho')])),
    );
    const rows = await opened().read(({ db, tables: { unit } }) =>
      allOf(db.select({ code: unit.code }).from(unit).where(like(unit.searchKey, '%cho%')).orderBy(asc(unit.code))),
    );
    expect(rows).toEqual([{ code: '1' }]);
  });

  it('inserts or updates by a named target', async () => {
    const upsert = (rows: { name: string; value: string }[]) =>
      opened().write(({ db, tables: { setting } }) =>
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
      opened().write(({ db, tables: { setting } }) =>
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
    await opened().write(({ db, tables }) =>
      done(db.insert(tables.setting).values([settingRow('a'), settingRow('b')])),
    );
    const touched = await opened().write(async ({ db, tables: { setting } }) => [
      await db.update(setting).set({ value: 'x' }).where(eq(setting.name, 'a')).returning(),
      await db.delete(setting).where(eq(setting.name, 'b')).returning(),
      await db.delete(setting).where(eq(setting.name, 'c')).returning(),
    ]);
    expect(touched).toEqual([[settingRow('a', 'x')], [settingRow('b')], []]);
  });

  it('gives json values back equal, with no promise about the order of their keys', async () => {
    const topics = [{ name: 'Một', id: 'a' }];
    await opened().write(({ db, tables }) =>
      done(db.insert(tables.questionBank).values({ id: 'b', name: 'B', topics, importedAt: 1 })),
    );
    const [bank] = await opened().read(({ db, tables }) => allOf(db.select().from(tables.questionBank)));
    expect(bank?.topics).toEqual(topics);
  });
}

function preparedStatements(): void {
  it('run again and again with other values', async () => {
    const add = (name: string) =>
      opened().write(async (tx) => {
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
      opened().read((tx) =>
        tx
          .prepared('contract.once', (db, { setting }) => {
            built += 1;
            return db
              .select()
              .from(setting)
              .where(eq(setting.name, sql.placeholder('name')));
          })
          .execute({ name: 'a' }),
      );
    for (let at = 0; at < 10; at += 1) expect(await read()).toEqual([]);
    expect(built).toBe(1);
  });

  it('take booleans, nulls, json and limits as values', async () => {
    await opened().write((tx) =>
      done(
        tx
          .prepared('contract.version', (db, { consent }) =>
            db.insert(consent).values({ ...consentRow(true), isGiven: sql.placeholder('isGiven') } as never),
          )
          .execute({ isGiven: false }),
      ),
    );
    await opened().write((tx) =>
      done(
        tx
          .prepared('contract.bank', (db, { questionBank }) =>
            db.insert(questionBank).values({ id: 'b', name: 'B', topics: sql.placeholder('topics'), importedAt: 1 }),
          )
          .execute({ topics: [{ id: 'a', name: 'Một' }] }),
      ),
    );
    await opened().write((tx) =>
      done(
        tx
          .prepared('contract.user', (db, { user }) =>
            db.insert(user).values({ ...userRow('u1'), login: sql.placeholder('login') }),
          )
          .execute({ login: null }),
      ),
    );
    const found = await opened().read(async (tx) => [
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

async function settings(): Promise<Record<string, string>> {
  const rows = await opened().read(({ db, tables }) => allOf(db.select().from(tables.setting)));
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

async function usersNow(): Promise<number> {
  const rows = await opened().read(({ db, tables }) => allOf(db.select().from(tables.user)));
  return rows.length;
}

export async function allOf<Row>(query: PromiseLike<Row[]>): Promise<Row[]> {
  return query;
}

export async function done(query: PromiseLike<unknown>): Promise<void> {
  await query;
}
