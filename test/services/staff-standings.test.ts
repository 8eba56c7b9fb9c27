/** The staff's view of a board: ranks over page borders, why a place is what it is, the disqualified, and finding a name. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ParticipantId } from '../../server/rules/ids.ts';
import { rankRows } from '../helpers/rank-rows.ts';
import { makeRandom } from '../../server/rules/random.ts';
import { readStaffStandings, staffPageMax } from '../../server/services/read-staff-standings.ts';
import { standingsInOrder } from '../../server/store/standings.ts';
import type { StaffStanding } from '../../server/wire/http/staff.ts';
import { must, refusalOf } from '../helpers/organising.ts';
import { makeWorld, type World } from '../helpers/standings-world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld({ ranking: ['score', 'elapsed'] });
});
afterEach(() => world.close());

const page = async (offset: number, q = '') =>
  must(await readStaffStandings(world.ctx, { contestId: world.contestId, board: world.board, offset, q }));

const rename = (id: string, fullName: string) =>
  world.store.write(({ db, tables: { participant } }) =>
    db
      .update(participant)
      .set({ fullName })
      .where(eq(participant.id, id as ParticipantId)),
  );

async function everybody(): Promise<StaffStanding[]> {
  const rows: StaffStanding[] = [];
  for (let offset = 0; ; offset += staffPageMax) {
    const { rows: more, total } = await page(offset);
    rows.push(...more);
    if (rows.length >= total) return rows;
  }
}

test('whatever page a place falls on, its rank and ties are those of the whole board; the disqualified come last', async () => {
  const random = makeRandom('5eed');
  for (let n = 0; n < 3 * staffPageMax; n += 1) {
    await world.enter(`p${n}`);
    // Few values, so that ties lie across the borders of the pages.
    await world.end(`p${n}`, { score: random.below(4), elapsedMs: 60_000 + random.below(2) });
  }
  for (const id of ['p7', 'p100']) await world.disqualify(id);

  const rows = await everybody();
  expect(new Set(rows.map(({ participantId }) => participantId)).size).toBe(3 * staffPageMax);
  const slice = { offset: 0, countMax: 1_000 };
  const whole = rankRows(await world.store.read((tx) => standingsInOrder(tx, world.board, slice)));
  expect(rows.slice(0, -2).map(({ participantId, rank, isTied }) => ({ participantId, rank, isTied }))).toEqual(
    whole.map(({ participantId, rank, isTied }) => ({ participantId, rank, isTied })),
  );
  expect(
    rows
      .slice(-2)
      .map(({ participantId, rank }) => [participantId, rank])
      .sort(),
  ).toEqual([
    ['p100', 0],
    ['p7', 0],
  ]);
  // Starting in the middle of a page changes nothing.
  for (const offset of [1, 17, 49, 51, 149]) expect((await page(offset)).rows[0]).toEqual(rows[offset]);
});

test('each place says on which key it lost to the one above', async () => {
  for (const [id, score, elapsedMs] of [
    ['an', 9, 50_000],
    ['binh', 9, 60_000],
    ['chi', 8, 10_000],
    ['dung', 8, 10_000],
  ] as const) {
    await world.enter(id);
    await world.end(id, { score, elapsedMs });
  }
  expect((await page(0)).rows.map(({ rank, isTied, decidedBy }) => [rank, isTied, decidedBy])).toEqual([
    [1, false, ''],
    [2, false, 'elapsed'],
    [3, true, ''],
    [3, true, ''],
  ]);
});

test('a name is found with its diacritics or without, in part, and keeps its rank', async () => {
  const names = ['Nguyễn Thị Ánh', 'Đặng Hoàng Đào', 'Trần Văn Dũng', 'Lê Ngọc Uyên', 'Nguyễn Ý'];
  for (const [n, fullName] of names.entries()) {
    await world.enter(`p${n}`);
    await rename(`p${n}`, fullName);
    await world.end(`p${n}`, { score: 10 - n });
  }
  const found = async (q: string) => (await page(0, q)).rows.map(({ fullName, rank }) => `${rank} ${fullName}`);
  expect(await found('dang hoang dao')).toEqual(['2 Đặng Hoàng Đào']);
  expect(await found('ĐÀO')).toEqual(['2 Đặng Hoàng Đào']);
  expect(await found('nguyen')).toEqual(['1 Nguyễn Thị Ánh', '5 Nguyễn Ý']);
  expect(await found('uyen')).toEqual(['1 Nguyễn Thị Ánh', '4 Lê Ngọc Uyên', '5 Nguyễn Ý']);
  expect(await found('y')).toContain('5 Nguyễn Ý');
  expect(await found('%')).toEqual([]);
  expect(await found('khong co ai')).toEqual([]);
});

test('a board of another contest, or of none, is not found', async () => {
  for (const board of ['r:nowhere', 'o:other', 'x']) {
    const wish = { contestId: world.contestId, board, offset: 0, q: '' };
    expect(refusalOf(await readStaffStandings(world.ctx, wish))).toBe('not-found');
  }
});
