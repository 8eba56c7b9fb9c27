/** Tables of people and where they belong: accounts, login sessions, persons, units. */
import type { PersonId, UnitId, UserId } from '../rules/ids.ts';
import type { Columns } from './columns-sqlite.ts';

export function defineAccounts(c: Columns) {
  const user = c.table(
    'user',
    {
      id: c.text().primaryKey().$type<UserId>(),
      /** `citizen` signs in by phone, `staff` by login name. */
      kind: c.text().notNull().$type<'citizen' | 'staff'>(),
      fullName: c.text().notNull(),
      phoneCipher: c.text(),
      phoneIndex: c.text(),
      login: c.text(),
      role: c.text().$type<'owner' | 'organiser' | 'author' | 'reviewer' | 'viewer'>(),
      passwordHash: c.text().notNull(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.uniqueIndex('user_phone').on(t.phoneIndex), c.uniqueIndex('user_login').on(t.login)],
  );
  const loginSession = c.table(
    'login_session',
    {
      /** SHA-256 of the id in the cookie: a stolen database opens no session. */
      id: c.text().primaryKey(),
      userId: c
        .text()
        .notNull()
        .$type<UserId>()
        .references(() => user.id),
      expiresAt: c.big().notNull(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.index('login_session_user').on(t.userId), c.index('login_session_expiry').on(t.expiresAt)],
  );
  const person = c.table(
    'person',
    {
      id: c.text().primaryKey().$type<PersonId>(),
      /** The account the person stands on: their own, or the guardian's. */
      userId: c
        .text()
        .notNull()
        .$type<UserId>()
        .references(() => user.id),
      fullName: c.text().notNull(),
      /** `YYYY-MM-DD`, or `YYYY` for people whose papers hold only a year. */
      birthDate: c.text().notNull(),
      /** The guardian's relation; empty when the person holds the account. */
      guardianRelation: c.text().notNull(),
      cccdCipher: c.text(),
      cccdIndex: c.text(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.index('person_user').on(t.userId), c.uniqueIndex('person_cccd').on(t.cccdIndex)],
  );
  return { user, loginSession, person };
}

export function defineUnits(c: Columns) {
  const unit = c.table(
    'unit',
    {
      id: c.text().primaryKey().$type<UnitId>(),
      /** `2025`, `pre-2025` or an organisation's own list: a code alone does not tell its period. */
      scheme: c.text().notNull(),
      code: c.text().notNull(),
      /** Empty for a root. */
      parentId: c.text().notNull().$type<UnitId | ''>(),
      hierarchy: c.text().notNull().$type<'government' | 'doan'>(),
      kind: c.text().notNull(),
      name: c.text().notNull(),
      /** With its parents, as shown in lists: "Xã Chợ Gạo, tỉnh Đồng Tháp". */
      fullName: c.text().notNull(),
      searchKey: c.text().notNull(),
      /** Declared people (số CBCCVC, đoàn viên, học sinh); 0 when nobody declared it. */
      headcount: c.int().notNull(),
      headcountDeclaredBy: c.text().notNull(),
      headcountDeclaredAt: c.big().notNull(),
    },
    (t) => [c.uniqueIndex('unit_scheme_code').on(t.scheme, t.code), c.index('unit_parent').on(t.parentId)],
  );
  return { unit };
}
