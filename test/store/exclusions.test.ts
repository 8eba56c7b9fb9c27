/** The list of people who may not take part, on both databases: found by any number, never by an empty one. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { ContestDefinition } from '../../server/rules/contest.ts';
import type { ContestId, ParticipantId, PersonId, UnitId, UserId } from '../../server/rules/ids.ts';
import { insertContest } from '../../server/store/contests.ts';
import {
  deleteExclusions,
  enteredExclusions,
  exclusionsOf,
  insertExclusion,
  isOnExclusionList,
  writeExclusion,
} from '../../server/store/exclusions.ts';
import { openPostgres } from '../../server/store/open-postgres.ts';
import { migratePostgres } from '../../server/store/open-postgres-migrate.ts';
import type { Store, Tx } from '../../server/store/store.ts';
import { freshStore } from '../helpers/fresh-store.ts';
import { createDatabase } from '../helpers/postgres.ts';
import { personRow, userRow } from './rows.ts';

const [one, other] = ['one' as ContestId, 'other' as ContestId];
const stores: { store: Store; close(): Promise<void> }[] = [];
beforeAll(async () => {
  stores.push(await freshStore());
  const database = await createDatabase(inject('postgresUrl'));
  await migratePostgres(database.url);
  const store = await openPostgres({ url: database.url });
  stores.push({ store, close: () => store.close().then(() => database.drop()) });
  for (const each of stores) await each.store.write(fill);
});
afterAll(async () => {
  for (const { close } of stores) await close();
});

const exclusion = (id: string, phoneIndex: string, cccdIndex: string, contestId = one) => ({
  ...{ id, contestId, fullName: id, reason: '', phoneIndex, cccdIndex },
});

async function fill(tx: Tx): Promise<void> {
  for (const id of [one, other])
    await insertContest(tx, {
      ...{ id, slug: id, definition: { slug: id as string } as ContestDefinition },
      ...{ definitionVersion: 1, createdAt: 1, publishedAt: 1 },
    });
  await insertExclusion(tx, exclusion('by-phone', 'p1', ''));
  await insertExclusion(tx, exclusion('by-cccd', '', 'c2'));
  await insertExclusion(tx, exclusion('by-both', 'p3', 'c3'));
  await insertExclusion(tx, exclusion('guardian', 'p4', ''));
  await insertExclusion(tx, exclusion('elsewhere', 'p5', '', other));
  const enter = async (n: number, { isChild = false, disqualifiedAt = 0, contestId = one } = {}) => {
    await tx.db.insert(tx.tables.user).values(userRow(`u${n}`, { phoneIndex: `p${n}` }));
    await tx.db.insert(tx.tables.person).values({ ...personRow(`n${n}`, `u${n}`), cccdIndex: `c${n}` });
    await tx.db.insert(tx.tables.participant).values({
      ...{ id: `t${n}` as ParticipantId, contestId, personId: `n${n}` as PersonId, userId: `u${n}` as UserId },
      ...{ unitId: 'u' as UnitId, categoryId: 'x', fullName: 'An', publicName: '', birthYear: 1990, isChild },
      ...{ residence: '', enteredAt: 1, disqualifiedAt, disqualifiedReason: '' },
    });
  };
  await enter(1);
  await enter(2, { isChild: true });
  await enter(3, { disqualifiedAt: 9 });
  await enter(4, { isChild: true });
  await enter(5);
}

const each = async <T>(ask: (tx: Tx) => Promise<T>): Promise<T[]> => [
  await stores[0]!.store.write(ask),
  await stores[1]!.store.write(ask),
];

it.each([
  ['a phone', one, ['p1', '', ''], true],
  ['an identity number', one, ['p9', 'c2', ''], true],
  ['one that was known before', one, ['p9', '', 'c2'], true],
  ['another contest’s phone', one, ['p5', '', ''], false],
  ['a phone where an identity number is asked', one, ['', 'p1', 'p1'], false],
  ['nothing, though some on the list have no phone and some no number', one, ['', '', ''], false],
  ['a phone of its own contest', other, ['p5', '', ''], true],
])('finds by %s', async (_name, contestId, [phoneIndex = '', cccdIndex = '', knownCccdIndex = ''], isFound) => {
  const found = await each((tx) => isOnExclusionList(tx, contestId, { phoneIndex, cccdIndex, knownCccdIndex }));
  expect(found).toEqual([isFound, isFound]);
});

it('knows who has entered: by the phone no child, by the number anybody, nobody who is disqualified', async () => {
  const entered = await each(async (tx) => [...(await enteredExclusions(tx, one))].sort());
  expect(entered).toEqual([
    ['by-cccd', 'by-phone'],
    ['by-cccd', 'by-phone'],
  ]);
});

it('changes one and deletes one or all of a contest alone', async () => {
  const done = await each(async (tx) => {
    const { contestId: _contest, ...change } = exclusion('by-phone', 'p7', 'c7');
    await writeExclusion(tx, { ...change, fullName: 'Khác' });
    const [foreign, gone] = [await deleteExclusions(tx, other, 'by-both'), await deleteExclusions(tx, one, 'by-both')];
    const left = (await exclusionsOf(tx, one)).map(({ id, fullName, phoneIndex }) => [id, fullName, phoneIndex]);
    return { foreign, gone, left, all: await deleteExclusions(tx, one, null), others: await exclusionsOf(tx, other) };
  });
  expect(done[1]).toEqual(done[0]);
  expect(done[0]).toMatchObject({
    ...{ foreign: 0, gone: 1, all: 3, others: [{ id: 'elsewhere' }] },
    left: [
      ['by-cccd', 'by-cccd', ''],
      ['by-phone', 'Khác', 'p7'],
      ['guardian', 'guardian', 'p4'],
    ],
  });
});
