/** Queries about accounts, their login sessions and the persons that stand on them. */
import { asc, count, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Millis, UserId } from '../rules/ids.ts';
import { insertRow } from './prepared-rows.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type UserRow = Tables['user']['$inferSelect'];
export type LoginSessionRow = Tables['loginSession']['$inferSelect'];
export type PersonRow = Tables['person']['$inferSelect'];

export async function userById(tx: ReadTx, id: UserId): Promise<UserRow | undefined> {
  const [row] = await tx
    .prepared('user-by-id', (db, { user }) =>
      db
        .select()
        .from(user)
        .where(eq(user.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row;
}

/** The account of a phone, by its blind index. */
export async function userByPhoneIndex(tx: ReadTx, phoneIndex: string): Promise<UserRow | undefined> {
  const [row] = await tx
    .prepared('user-by-phone', (db, { user }) =>
      db
        .select()
        .from(user)
        .where(eq(user.phoneIndex, sql.placeholder('phoneIndex'))),
    )
    .execute({ phoneIndex });
  return row;
}

export async function userByLogin(tx: ReadTx, login: string): Promise<UserRow | undefined> {
  const { user } = tx.tables;
  const [row] = await tx.db.select().from(user).where(eq(user.login, login));
  return row;
}

export async function countStaff(tx: ReadTx): Promise<number> {
  const { user } = tx.tables;
  const [row] = await tx.db.select({ staff: count() }).from(user).where(eq(user.kind, 'staff'));
  return row?.staff ?? 0;
}

/** Fails with `Duplicate('user_phone' | 'user_login')` where the phone or login is taken. */
export async function insertUser(tx: Tx, row: UserRow): Promise<void> {
  await insertRow(tx, 'user', row);
}

/** One's own person and the children one stands for, oldest entry first. */
export async function personsOfUser(tx: ReadTx, userId: UserId): Promise<PersonRow[]> {
  return tx
    .prepared('persons-of-user', (db, { person }) =>
      db
        .select()
        .from(person)
        .where(eq(person.userId, sql.placeholder('userId')))
        .orderBy(asc(person.id)),
    )
    .execute({ userId });
}

export async function personByCccdIndex(tx: ReadTx, cccdIndex: string): Promise<PersonRow | undefined> {
  const { person } = tx.tables;
  const [row] = await tx.db.select().from(person).where(eq(person.cccdIndex, cccdIndex));
  return row;
}

/** Fails with `Duplicate('person_cccd')` where the identity number stands on another person. */
export async function insertPerson(tx: Tx, row: PersonRow): Promise<void> {
  await insertRow(tx, 'person', row);
}

/** A session with the account it opens; on every request, so prepared once. */
export async function loginSessionById(tx: ReadTx, id: string) {
  const rows = await tx
    .prepared('login-session-by-id', (db, { loginSession, user }) =>
      db
        .select({
          session: { id: loginSession.id, userId: loginSession.userId, expiresAt: loginSession.expiresAt },
          user: { id: user.id, kind: user.kind, fullName: user.fullName, role: user.role },
        })
        .from(loginSession)
        .innerJoin(user, eq(user.id, loginSession.userId))
        .where(eq(loginSession.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return rows[0];
}

export async function insertLoginSession(tx: Tx, row: LoginSessionRow): Promise<void> {
  await tx.db.insert(tx.tables.loginSession).values(row);
}

export async function extendLoginSession(tx: Tx, id: string, expiresAt: Millis): Promise<void> {
  const { loginSession } = tx.tables;
  await tx.db.update(loginSession).set({ expiresAt }).where(eq(loginSession.id, id));
}

/** The account whose session it was; undefined when there was none. */
export async function deleteLoginSession(tx: Tx, id: string): Promise<UserId | undefined> {
  const { loginSession } = tx.tables;
  const [row] = await tx.db
    .delete(loginSession)
    .where(eq(loginSession.id, id))
    .returning({ userId: loginSession.userId });
  return row?.userId;
}

export async function deleteLoginSessionsOf(tx: Tx, userId: UserId): Promise<void> {
  const { loginSession } = tx.tables;
  await tx.db.delete(loginSession).where(eq(loginSession.userId, userId));
}

export async function deleteExpiredLoginSessions(tx: Tx, now: Millis): Promise<void> {
  const { loginSession } = tx.tables;
  await tx.db.delete(loginSession).where(lte(loginSession.expiresAt, now));
}

/** Full names of staff, by id; '' and unknown ids have none. */
export async function userNames(tx: ReadTx, ids: readonly (UserId | '')[]): Promise<Map<UserId | '', string>> {
  const { user } = tx.tables;
  const wanted = [...new Set(ids)].filter((id): id is UserId => id !== '');
  if (wanted.length === 0) return new Map();
  const rows = await tx.db.select({ id: user.id, fullName: user.fullName }).from(user).where(inArray(user.id, wanted));
  return new Map(rows.map(({ id, fullName }) => [id, fullName]));
}
