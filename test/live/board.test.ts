/** The live boards: what each audience is sent, and that it is what the store holds. */
import { afterEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { Hub, socketsPerUserMax, type Wish } from '../../server/live/hub.ts';
import { rebuildStandings } from '../../server/services/rebuild-standings.ts';
import { standingsInOrder } from '../../server/store/standings.ts';
import type { Audience } from '../../server/wire/http/leaderboard.ts';
import { settle } from '../helpers/hand-clock.ts';
import { SocketPair } from '../helpers/socket-pair.ts';
import { makeWorld, noon, type World, type WorldOptions } from '../helpers/standings-world.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function live(options: WorldOptions = {}) {
  const world = await makeWorld(options);
  const hub = new Hub(world.ctx, world.clock);
  opened.push(async () => {
    await hub.stop();
    await world.close();
  });
  return { world, hub };
}

const wish = (world: World, more: Partial<Wish> = {}): Wish => ({
  ...{ contestId: world.contestId, board: world.board, categoryId: '', audience: 'public' },
  ...{ participantId: '', userId: '', lastVersion: -1 },
  ...more,
});

async function watch(hub: Hub, world: World, more: Partial<Wish> = {}) {
  const pair = new SocketPair();
  const entered = await hub.enter(pair.server, wish(world, more));
  if (!entered.ok) throw new Error(entered.problem);
  pair.flush();
  return Object.assign(pair, { leave: entered.leave });
}

/** "1 an 9" for each row: rank, name, score. */
const picture = (pair: SocketPair) => {
  pair.flush();
  return pair.last('board')!.view.top.map(({ rank, name, score }) => `${rank} ${name} ${score}`);
};

async function three(world: World) {
  for (const [id, score] of [
    ['an', 9],
    ['binh', 9],
    ['chi', 7],
  ] as const) {
    await world.enter(id);
    await world.end(id, { score });
  }
}

test('a hand-in moves the board of those who watch, and their own place after it', async () => {
  const { world, hub } = await live();
  await three(world);
  const chi = await watch(hub, world, { participantId: 'chi', userId: 'u-chi' });
  expect(picture(chi).sort()).toEqual(['1 an*** 9', '1 binh*** 9', '3 chi*** 7']);
  expect(chi.last('own-place')!.place).toMatchObject({ rank: 3, rankedCount: 3, score: 7, participantId: 'chi' });

  await world.end('chi', { score: 10 });
  await settle();
  expect(picture(chi)[0]).toBe('1 chi*** 10');
  await world.clock.pass(2_000);
  chi.flush();
  expect(chi.last('own-place')!.place.rank).toBe(1);
  const own = chi.last('board')!.view.top[0]!.rowId;
  expect(chi.last('own-place')!.place.rowId).toBe(own);
  expect(own).not.toContain('chi');
});

test('a burst is told at once and then at most four times a second, and ends at the truth', async () => {
  const { world, hub } = await live();
  await three(world);
  const pair = await watch(hub, world);
  for (let score = 10; score < 40; score++) await world.end('chi', { score });
  await settle();
  pair.flush();
  expect(pair.arrived.filter(({ type }) => type === 'board').length).toBeLessThanOrEqual(2);
  await world.clock.pass(250);
  expect(picture(pair)[0]).toBe('1 chi*** 39');
  const told = pair.arrived.length;
  await world.clock.pass(10_000);
  pair.flush();
  expect(pair.arrived).toHaveLength(told);
});

test('a change that nobody announced is found within a second', async () => {
  const { world, hub } = await live();
  await three(world);
  const pair = await watch(hub, world);
  await world.enter('dung');
  await world.end('dung', { score: 1 }, false);
  await world.clock.pass(249);
  expect(picture(pair)).toHaveLength(3);
  await world.clock.pass(1_000);
  expect(picture(pair)).toContain('4 dung*** 1');
});

test('the disqualified vanish and the others move up; reinstated they are back', async () => {
  const { world, hub } = await live();
  await three(world);
  const pair = await watch(hub, world);
  await world.disqualify('an');
  await world.clock.pass(500);
  expect(picture(pair)).toEqual(['1 binh*** 9', '2 chi*** 7']);
  expect(pair.last('board')!.view.rankedCount).toBe(2);
  await world.disqualify('an', false);
  await world.clock.pass(500);
  expect(picture(pair)).toHaveLength(3);
});

describe('two audiences', () => {
  test('never mixed: masked names for the public, full ones for the staff, in the same second', async () => {
    const { world, hub } = await live();
    await three(world);
    const pairs = { public: await watch(hub, world), staff: await watch(hub, world, { audience: 'staff' }) };
    const again = { public: await watch(hub, world), staff: await watch(hub, world, { audience: 'staff' }) };
    await world.end('chi', { score: 8 });
    await world.clock.pass(500);
    for (const set of [pairs, again]) {
      expect(picture(set.public)[2]).toBe('3 chi*** 8');
      expect(picture(set.staff)[2]).toBe('3 Full chi 8');
      expect(set.public.texts.join()).not.toContain('Full');
    }
  });

  test('worlds that differ only after the freeze give the public equal bytes, and the staff the truth', async () => {
    const frozen = async (after: (world: World) => Promise<void>) => {
      const made = await live({ round: { freezesAt: noon + 60_000 } });
      await three(made.world);
      await made.world.enter('late');
      await made.world.clock.pass(60_000);
      const before = await watch(made.hub, made.world, { participantId: 'chi', userId: 'u-chi' });
      await after(made.world);
      await made.world.clock.pass(5_000);
      before.flush();
      // A restarted server, which has only the store to learn from, must keep the secret too.
      const restarted = new Hub(made.world.ctx, made.world.clock);
      opened.push(() => restarted.stop());
      const later = await watch(restarted, made.world, { participantId: 'chi', userId: 'u-chi' });
      const overall = await watch(restarted, made.world, { board: made.world.overall });
      const staff = await watch(restarted, made.world, { audience: 'staff' });
      return { bytes: [before, later, overall].map(({ texts }) => texts), staff: picture(staff), sample: later };
    };
    const still = await frozen(async () => {});
    const moved = await frozen(async (world) => {
      await world.end('chi', { score: 10 });
      await world.end('late', { score: 11 });
      await world.disqualify('binh');
    });
    expect(moved.bytes).toEqual(still.bytes);
    expect(still.sample.last('board')!.view).toMatchObject({ isFrozen: true, isFinal: false, rankedCount: 3 });
    expect(moved.staff).toEqual(['1 Full late 11', '2 Full chi 10', '3 Full an 9']);
  });

  test('closing announces: the public sees what the staff saw', async () => {
    const { world, hub } = await live({ round: { freezesAt: noon + 60_000 } });
    await three(world);
    const pair = await watch(hub, world);
    await world.clock.pass(60_000);
    await world.end('chi', { score: 10 });
    await world.clock.pass(1_000);
    expect(picture(pair)).toHaveLength(3);
    expect(picture(pair)[2]).toBe('3 chi*** 7');
    await world.closeRound('r1');
    expect(pair.last('board')!.view.isFinal).toBe(false);
    await rebuildStandings(world.ctx, world.contestId);
    await world.sealRound('r1');
    await world.clock.pass(1_500);
    expect(picture(pair)[0]).toBe('1 chi*** 10');
    expect(pair.last('board')!.view).toMatchObject({ isFrozen: false, isFinal: true });
  });

  test('a round that tells no ranks shows the public neither rows nor units nor a place before it closes', async () => {
    const { world, hub } = await live({ round: { showsRank: false } });
    await three(world);
    const pair = await watch(hub, world, { participantId: 'an', userId: 'u-an' });
    expect(pair.last('board')).toMatchObject({
      view: { top: [], rankedCount: 3 },
      units: { units: [] },
      participants: 3,
    });
    expect(pair.last('own-place')!.place).toMatchObject({ rank: null, score: 9 });
    expect(picture(await watch(hub, world, { audience: 'staff' }))).toHaveLength(3);
  });

  test('how many take part is not told while a prediction question asks for it', async () => {
    const { world, hub } = await live({ round: { prediction: 'participants' } });
    await three(world);
    const { view, units, participants } = (await watch(hub, world)).last('board')!;
    expect([view.rankedCount, units.units, participants]).toEqual([-1, [], -1]);
    expect(view.top).toHaveLength(3);
  });
});

test('units: entrants, rate over headcount and mean follow every change', async () => {
  const { world, hub } = await live();
  await three(world);
  await world.enter('dung', { unitId: 'caibe' });
  await world.end('dung', { score: 10 });
  const pair = await watch(hub, world);
  const figures = () => pair.last('board')!.units.units;
  expect(figures()).toEqual([
    { unitId: 'chogao', name: 'Xã chogao', rank: 1, entrants: 3, headcount: 10, rate: 0.3, mean: 25 / 3, total: 25 },
    { unitId: 'caibe', name: 'Xã caibe', rank: 2, entrants: 1, headcount: null, rate: null, mean: 10, total: 10 },
  ]);
  await world.disqualify('an');
  await world.end('chi', { score: 9 });
  await world.clock.pass(500);
  pair.flush();
  expect(figures()[0]).toMatchObject({ entrants: 2, mean: 9, total: 18 });
});

test('a category is ranked by itself, and who is not in it has no place there', async () => {
  const { world, hub } = await live();
  await three(world);
  await world.enter('dung', { categoryId: 'can-bo' });
  await world.end('dung', { score: 8 });
  const more = { categoryId: 'can-bo', userId: 'u-an', participantId: 'an' };
  const pair = await watch(hub, world, more);
  expect(picture(pair)).toEqual(['1 dung*** 8']);
  expect(pair.last('own-place')!.place.rank).toBeNull();
});

test('the overall board adds up the rounds', async () => {
  const { world, hub } = await live();
  await three(world);
  await world.end('chi', { score: 8, round: 'r2' });
  expect(picture(await watch(hub, world, { board: world.overall }))[0]).toBe('1 chi*** 15');
});

test('while a round asks how many take part, no board of the contest tells how many have entered', async () => {
  const { world, hub } = await live({ round: { prediction: 'participants' } });
  await three(world);
  await world.closeRound('r1', 3);
  const { board, overall } = world;
  const told = async (name: string) => (await hub.view(world.contestId, wish(world, { board: name })))?.participants;
  await world.clock.pass(10_000);
  // The second round is open still: its answer must not stand on the first one's board.
  expect([await told(board), await told(overall)]).toEqual([-1, -1]);
  await world.closeRound('r2', 0);
  await world.clock.pass(10_000);
  expect([await told(board), await told(overall)]).toEqual([3, 3]);
});

describe('limits', () => {
  test('a board or category that the contest does not have is refused', async () => {
    const { world, hub } = await live();
    for (const more of [{ board: 'r:other' }, { categoryId: 'other' }, { contestId: 'other' as never }])
      expect(await hub.enter(new SocketPair().server, wish(world, more))).toEqual({
        ok: false,
        problem: 'unknown-board',
      });
  });

  test('a socket that could not be let in, because the store failed, takes up no place', async () => {
    const { world, hub } = await live();
    await three(world);
    await hub.view(world.contestId, wish(world));
    const read = world.store.read.bind(world.store);
    await world.clock.pass(10_000);
    world.store.read = () => Promise.reject(new Error('disk'));
    for (let n = 0; n < socketsPerUserMax + 1; n++)
      await expect(hub.enter(new SocketPair().server, wish(world, { userId: 'u-an' }))).rejects.toThrow('disk');
    world.store.read = read;
    expect(await hub.present(world.contestId)).toBe(0);
    expect((await hub.enter(new SocketPair().server, wish(world, { userId: 'u-an' }))).ok).toBe(true);
  });

  test('one account opens so many sockets and no more, until one leaves', async () => {
    const { world, hub } = await live();
    const pairs = [];
    for (let n = 0; n < socketsPerUserMax; n++) pairs.push(await watch(hub, world, { userId: 'u-an' }));
    const refusal = { ok: false, problem: 'too-many-sockets' };
    expect(await hub.enter(new SocketPair().server, wish(world, { userId: 'u-an' }))).toEqual(refusal);
    expect((await hub.enter(new SocketPair().server, wish(world))).ok).toBe(true);
    pairs[0]!.leave();
    pairs[0]!.leave();
    expect(await hub.present(world.contestId)).toBe(socketsPerUserMax);
    expect((await hub.enter(new SocketPair().server, wish(world, { userId: 'u-an' }))).ok).toBe(true);
    expect(await hub.enter(new SocketPair().server, wish(world, { userId: 'u-an' }))).toEqual(refusal);
  });
});

test('whatever happens, what is in memory, what a fresh load gives and what the store orders are one', async () => {
  const id = fc.constantFrom('an', 'binh', 'chi', 'dung', 'em');
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constant('end' as const), id, fc.integer({ min: 0, max: 3 })) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('out' as const, 'in' as const, 'freeze' as const), id, fc.constant(0)),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const world = await makeWorld({ round: { freezesAt: noon + 60_000 } });
      const hub = new Hub(world.ctx, world.clock);
      for (const who of ['an', 'binh', 'chi', 'dung', 'em']) await world.enter(who);
      const places = async (asked: Hub, audience: Audience) =>
        (await asked.view(world.contestId, { board: world.board, categoryId: '', audience }))!.view.top;
      await places(hub, 'public');
      for (const [what, who, score] of steps) {
        if (what === 'end') await world.end(who, { score });
        else if (what === 'freeze') await world.clock.pass(61_000);
        else await world.disqualify(who, what === 'out');
      }
      const fresh = new Hub(world.ctx, world.clock);
      for (const audience of ['public', 'staff'] as const)
        expect(await places(hub, audience)).toEqual(await places(fresh, audience));
      const rows = await world.store.read((tx) => standingsInOrder(tx, world.board, { offset: 0, countMax: 50 }));
      const staff = await places(hub, 'staff');
      expect(staff.map(({ score }) => score)).toEqual(rows.map(({ score }) => score));
      expect(staff.map(({ name }) => name).sort()).toEqual(rows.map((row) => `Full ${row.participantId}`).sort());
      expect(await rebuildStandings(world.ctx, world.contestId)).toBe(0);
      await fresh.stop();
      await hub.stop();
      await world.close();
    }),
    { numRuns: 25 },
  );
});
