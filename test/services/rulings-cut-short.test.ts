/** A ruling in a round too large for one transaction, killed at every write: none of it happened, or all of it will. */
import { afterEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { AttemptId, UserId } from '../../server/rules/ids.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import type { Ctx } from '../../server/services/context.ts';
import { finishRulings } from '../../server/services/finish-rulings.ts';
import { handIn } from '../../server/services/hand-in.ts';
import { inTurn } from '../../server/services/in-turn.ts';
import { listRulings } from '../../server/services/list-rulings.ts';
import { makeRuling, orderRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { readRoundStatistics } from '../../server/services/read-round-statistics.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { sealedDigest } from '../../server/services/settle-round.ts';
import { crowdRound, wrongQuestion, type CrowdWorld } from '../helpers/crowd-round.ts';
import { must } from '../helpers/organising.ts';

const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };
const ruling = { kind: 'correct', key: ['b'] } as const;
/** More than the first page and than one page after it. */
const people = 180;

const worlds: CrowdWorld[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

async function played(): Promise<CrowdWorld> {
  const world = await crowdRound(people, { round: { prediction: 'perfect-participants' } });
  worlds.push(world);
  return world;
}

async function closed(): Promise<CrowdWorld> {
  const world = await played();
  await world.clock.pass(86_400_000);
  await world.clock.pass(900_000);
  await closeDueRounds(world.ctx);
  return world;
}

async function orderOf(ctx: Ctx, { roundId }: CrowdWorld) {
  const wish = { roundId, questionId: wrongQuestion, ruling };
  const { digest: previewDigest } = must(await previewRuling(ctx, wish));
  return { ...wish, reason: 'Sai đáp án', notice: 'Đã sửa đáp án', previewDigest, actor };
}

const rule = async (ctx: Ctx, world: CrowdWorld) => void must(await makeRuling(ctx, await orderOf(ctx, world)));

/** The same store whose writes go through `write`. */
const writingBy = ({ store, ...ctx }: Ctx, write: Ctx['store']['write']): Ctx => ({
  ...ctx,
  store: { ...store, read: store.read.bind(store), write } as Ctx['store'],
});

/** What must be the same however often the server was killed on the way; ids and hashes are of the moment. */
const outcome = (world: CrowdWorld) =>
  world.store.read(async ({ db, tables }) => ({
    rounds: (await db.select().from(tables.round)).map(({ sealDigest, predictionTruth }) => [
      sealDigest,
      predictionTruth,
    ]),
    standings: (await db.select().from(tables.standing)).map((row) => JSON.stringify(row)).sort(),
    attempts: (await db.select().from(tables.attempt))
      .map(({ id, score, correct }) => `${id} ${score} ${correct}`)
      .sort(),
    changes: (await db.select().from(tables.scoreChange))
      .map(({ attemptId, scoreBefore, scoreAfter }) => `${attemptId} ${scoreBefore} ${scoreAfter}`)
      .sort(),
    rulings: (await db.select().from(tables.keyRuling)).map((row) => [row.attemptsChanged, row.appliedAt > 0]),
    actions: (await db.select().from(tables.journal))
      .map(({ action }) => action)
      .filter((action) => action !== 'seal-round' && action !== 'recount-truth'),
  }));

function dying(ctx: Ctx, n: number, isAfterCommit: boolean): Ctx {
  let writes = 0;
  const write: Ctx['store']['write'] = async (work) => {
    writes += 1;
    if (writes < n) return ctx.store.write(work);
    if (writes === n && isAfterCommit) await ctx.store.write(work);
    throw new Error('killed');
  };
  return writingBy(ctx, write);
}

for (const [name, prepare, writesMin] of [
  ['running', played, 4],
  ['closed', closed, 6],
] as const) {
  test(`in a ${name} round, at any write: the next second finishes it`, async () => {
    const reference = await prepare();
    const before = await outcome(reference);
    await rule(reference.ctx, reference);
    const expected = await outcome(reference);
    expect(expected.changes.length).toBeGreaterThan(100);
    expect(expected.rulings).toEqual([[expected.changes.length, true]]);
    expect(expected.standings).not.toEqual(before.standings);
    expect((await verifyStandings(reference.ctx, reference.contestId)).disagreements).toEqual([]);

    for (let n = 1, isDone = false; !isDone; n += 1) {
      for (const isAfterCommit of [false, true]) {
        const world = await prepare();
        const end = await rule(dying(world.ctx, n, isAfterCommit), world).then(
          () => 'done',
          (problem: unknown) => String(problem),
        );
        isDone = end === 'done';
        if (isDone) {
          expect(n).toBeGreaterThan(writesMin);
          break;
        }
        expect(end).toContain('killed');
        const isUndone = JSON.stringify(await outcome(world)) === JSON.stringify(before);
        // Only before the first commit is nothing of it there.
        expect(isUndone).toBe(n === 1 && !isAfterCommit);
        await Promise.all([finishRulings(world.ctx), closeDueRounds(world.ctx)]);
        const named = `killed at write ${n}, ${isAfterCommit ? 'after' : 'before'} its commit`;
        expect(await outcome(world), named).toEqual(isUndone ? before : expected);
        if (name === 'closed') {
          const seal = (await world.contest()).rounds[0]!.sealDigest;
          expect(await sealedDigest(world.ctx, world.roundId), named).toBe(seal);
        }
        expect(await finishRulings(world.ctx)).toBe(0);
        await world.close();
        worlds.splice(worlds.indexOf(world), 1);
      }
    }
  }, 240_000);
}

test('who hands in between two pages of it goes by it, and is changed by nothing', async () => {
  const world = await played();
  const { ctx, store } = world;
  const attemptId = `a${people}` as AttemptId;
  await store.write(({ db, tables }) =>
    db
      .update(tables.attempt)
      .set({ state: 'running', finishedAt: 0, score: 0, correct: 0, elapsedMs: 0 })
      .where(eq(tables.attempt.id, attemptId)),
  );
  let writes = 0;
  const write: Ctx['store']['write'] = async (work) => {
    const done = await store.write(work);
    writes += 1;
    if (writes === 1)
      must(await handIn(ctx, { userId: `u${people}` as UserId, attemptId, receivedAt: ctx.clock.now() }));
    return done;
  };
  await rule(writingBy(ctx, write), world);
  expect(writes).toBeGreaterThan(2);
  const { attempt, answers, changes } = await store.read(async ({ db, tables }) => ({
    attempt: (await db.select().from(tables.attempt).where(eq(tables.attempt.id, attemptId)))[0],
    answers: await db.select().from(tables.answer).where(eq(tables.answer.attemptId, attemptId)),
    changes: await db.select().from(tables.scoreChange).where(eq(tables.scoreChange.attemptId, attemptId)),
  }));
  const right = answers.filter(({ slot, response }) => slot > 0 && response === (slot === 1 ? 'b' : 'a'));
  expect(attempt).toMatchObject({ state: 'handed-in', correct: right.length });
  expect(changes).toEqual([]);
  expect((await verifyStandings(ctx, world.contestId)).disagreements).toEqual([]);
});

test('boards are told once, when all of it is done: they never show a half', async () => {
  const world = await played();
  const { ctx } = world;
  const told: number[] = [];
  const unapplied = () => ctx.store.read(({ db, tables }) => db.select().from(tables.keyRuling));
  ctx.bus.hear(({ what }) => void (what === 'standings-changed' && told.push(world.clock.now())));
  const changes = () => ctx.store.read(({ db, tables }) => db.select().from(tables.standingChange));
  const before = (await changes()).length;
  await rule(ctx, world);
  expect(told).toHaveLength(1);
  expect((await changes()).slice(before)).toMatchObject([{ board: '', participantId: '' }]);
  expect((await unapplied()).map(({ appliedAt }) => appliedAt > 0)).toEqual([true]);
});

test('who orders it hears as soon as it is in the store and how far it is; the rest is done without them', async () => {
  const world = await closed();
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let writes = 0;
  const ctx = writingBy(world.ctx, async (work) => {
    if ((writes += 1) > 1) await opened;
    return world.store.write(work);
  });
  const made = must(await orderRuling(ctx, await orderOf(ctx, world)));
  expect(made).toMatchObject({ appliedAt: 0, notice: 'Đã sửa đáp án' });
  const { changes } = await outcome(world);
  expect(changes.length).toBeGreaterThan(0);
  const [listed] = (await listRulings(ctx, world.roundId)).rulings;
  expect(listed).toMatchObject({ id: made.id, appliedAt: 0, attemptsChanged: changes.length });
  expect(must(await readRoundStatistics(ctx, world.roundId))).toMatchObject({ isReady: false, items: [] });
  open();
  // Who comes next in this contest comes when it is done.
  await inTurn(ctx, world.contestId, () => Promise.resolve());
  const [applied] = (await listRulings(ctx, world.roundId)).rulings;
  expect(applied!.appliedAt).toBeGreaterThan(0);
  expect(applied!.attemptsChanged).toBeGreaterThan(changes.length);
  expect((await world.contest()).rounds[0]!.sealDigest).toBe(await sealedDigest(ctx, world.roundId));
});

test('killed after it was answered: it is said in the log, and the next second goes on', async () => {
  const world = await closed();
  const said: string[] = [];
  const log = { ...world.ctx.log, error: (_fields: object, words?: string) => void said.push(words ?? '') };
  const ctx = { ...dying(world.ctx, 2, false), log };
  const made = must(await orderRuling(ctx, await orderOf(ctx, world)));
  await inTurn(ctx, world.contestId, () => Promise.resolve());
  expect(said).toEqual(['a ruling was cut short; the next second goes on']);
  expect(await finishRulings(world.ctx)).toBe(1);
  const [applied] = (await listRulings(ctx, world.roundId)).rulings;
  expect(applied).toMatchObject({ id: made.id });
  expect(applied!.appliedAt).toBeGreaterThan(0);
});
