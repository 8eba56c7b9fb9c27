/** Closing a round: who may and when, what becomes of attempts that run, and a server that is killed at any step of it. */
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import type { AttemptId, ParticipantId, PersonId, RoundId, UnitId, UserId } from '../../server/rules/ids.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { closeRound } from '../../server/services/close-round.ts';
import type { Ctx } from '../../server/services/context.ts';
import { disqualify } from '../../server/services/disqualify.ts';
import { endDueAttempts } from '../../server/services/end-due-attempts.ts';
import { acceptAnswers } from '../../server/services/accept-answers.ts';
import { rebuildStandings } from '../../server/services/rebuild-standings.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { sealedDigest, settleRound } from '../../server/services/settle-round.ts';
import { attemptById } from '../../server/store/attempts.ts';
import { roundById } from '../../server/store/contests.ts';
import { must, playedRound, refusalOf } from '../helpers/organising.ts';
import { draft, sitDown } from '../helpers/sitting.ts';
import { makeWorld, type World } from '../helpers/standings-world.ts';

describe('by an organiser', () => {
  test('refused while the window and its grace last, and once it has been closed', async () => {
    await using round = await playedRound([{ name: 'Nguyễn An', right: 20 }]);
    const { ctx, clock, roundId, organiser: actor } = round;
    const { closesAt } = (await ctx.store.read((tx) => roundById(tx, roundId)))!;
    const close = (early: boolean, id: string = roundId) => closeRound(ctx, { roundId: id as RoundId, actor, early });
    expect(refusalOf(await close(false, 'nowhere'))).toBe('not-found');
    expect(await close(false)).toEqual({ ok: false, refusal: { name: 'round-still-open', closesAt } });
    // Answers on the wire are still taken in the grace.
    clock.set(closesAt + 2_999);
    expect(refusalOf(await close(false))).toBe('round-still-open');
    clock.set(closesAt + 3_000);
    expect(must(await close(false))).toMatchObject({ id: roundId, isClosed: true, predictionTruth: 1, phase: 'after' });
    expect(refusalOf(await close(false))).toBe('round-already-closed');
    expect(refusalOf(await close(true))).toBe('round-already-closed');
  });

  test('a round that has not begun cannot be closed', async () => {
    await using round = await playedRound([]);
    const { ctx, organiser: actor, contestId } = round;
    const toCome = await ctx.store.read((tx) =>
      tx.db.select().from(tx.tables.round).where(eq(tx.tables.round.contestId, contestId)),
    );
    const { id: roundId } = toCome.find(({ ordinal }) => ordinal === 3)!;
    expect(refusalOf(await closeRound(ctx, { roundId, actor, early: true }))).toBe('round-not-open');
  });

  test('early: the window ends now, running attempts end with what was saved, and the journal says so', async () => {
    await using round = await playedRound([{ name: 'Nguyễn An', right: 20 }]);
    const { ctx, clock, roundId, organiser: actor } = round;
    const running = await sitDown(round);
    await running.answer(draft(1, 1, await running.rightOf(1)), draft(2, 1, await running.rightOf(2)));
    clock.advance(90_000);
    const now = clock.now();
    const planned = (await ctx.store.read((tx) => roundById(tx, roundId)))!.closesAt;
    expect(must(await closeRound(ctx, { roundId, actor, early: true }))).toMatchObject({
      closesAt: now,
      isClosed: true,
    });

    const attemptId = running.view.id as AttemptId;
    const ended = await ctx.store.read((tx) => attemptById(tx, attemptId));
    expect(ended).toMatchObject({
      state: 'timed-out',
      correct: 2,
      elapsedMs: 90_000,
      finishedAt: now,
      deadlineAt: now,
    });
    const userId = running.participant.user.id;
    const late = { userId, attemptId, answers: [draft(3, 1, [0])], receivedAt: now };
    expect(refusalOf(await acceptAnswers(ctx, late))).toBe('attempt-over');
    const [, , entry] = await round.journal();
    expect(entry).toMatchObject({ action: 'close-round-early', actorName: actor.fullName });
    expect(JSON.parse(entry!.detail)).toMatchObject({ round: 'tuan-2', closesAt: now, closesAtBefore: planned });
    expect((await verifyStandings(ctx, round.contestId)).disagreements).toEqual([]);
  });
});

describe('by the clock', () => {
  test('attempts that nobody handed in end at their deadline, whoever comes first: the sweep or the closing', async () => {
    await using round = await playedRound([{ name: 'Nguyễn An', right: 3 }]);
    const { ctx, clock, roundId } = round;
    const { closesAt } = (await ctx.store.read((tx) => roundById(tx, roundId)))!;
    clock.set(closesAt - 60_000);
    const running = await sitDown(round);
    await running.answer(draft(1, 1, await running.rightOf(1)));
    clock.set(closesAt + 3_000);
    await Promise.all([endDueAttempts(ctx), closeDueRounds(ctx), closeDueRounds(ctx)]);
    const ended = await ctx.store.read((tx) => attemptById(tx, running.view.id as AttemptId));
    expect(ended).toMatchObject({ state: 'timed-out', finishedAt: closesAt, correct: 1, elapsedMs: 60_000 });
    expect((await round.actions()).filter((action) => action === 'seal-round')).toHaveLength(2);
    expect(await closeDueRounds(ctx)).toBe(0);
    const sealed = (await ctx.store.read((tx) => roundById(tx, roundId)))!;
    expect(sealed.sealDigest).toBe(await sealedDigest(ctx, roundId));
    expect((await verifyStandings(ctx, round.contestId)).disagreements).toEqual([]);
  });

  test('settling again what is settled gives the same seal; rebuilding changes nothing', async () => {
    await using round = await playedRound([{ name: 'Nguyễn An', right: 20, predicted: 4 }]);
    const { ctx, roundId, contestId } = round;
    await round.closeByClock();
    const sealed = await ctx.store.read((tx) => roundById(tx, roundId));
    await settleRound(ctx, { contestId, roundId, actor: null, why: 'test' });
    expect(await ctx.store.read((tx) => roundById(tx, roundId))).toEqual(sealed);
    expect(await rebuildStandings(ctx, contestId)).toBe(0);
  });
});

describe('a server that is killed', () => {
  const worlds: World[] = [];
  afterEach(async () => {
    await Promise.all(worlds.splice(0).map((world) => world.close()));
  });

  /** 80 people, so that a rebuild takes several writes; two of them are still answering. */
  async function crowd(): Promise<World> {
    const world = await makeWorld({
      ranking: ['score', 'predictionGap', 'elapsed'],
      round: { prediction: 'participants' },
    });
    worlds.push(world);
    const { contestId, clock, store } = world;
    const numbers = Array.from({ length: 80 }, (_none, index) => index + 1);
    await store.write(async ({ db, tables }) => {
      await db.insert(tables.participant).values(
        numbers.map((n) => ({
          ...{ id: `p${n}` as ParticipantId, contestId, personId: `p-${n}` as PersonId, userId: `u-p${n}` as UserId },
          ...{ fullName: `Full ${n}`, publicName: `${n}***`, birthYear: 2000, isChild: false, categoryId: 'doan-vien' },
          ...{
            unitId: 'chogao' as UnitId,
            residence: 'lives',
            enteredAt: 1,
            disqualifiedAt: 0,
            disqualifiedReason: '',
          },
        })),
      );
      await db.insert(tables.attempt).values(
        numbers.map((n) => ({
          ...{ id: `a${n}` as AttemptId, contestId, roundId: 'r1' as RoundId, ordinal: 1 },
          ...{ participantId: `p${n}` as ParticipantId, userId: `u-p${n}` as UserId, state: 'handed-in' as const },
          ...{ startedAt: clock.now(), deadlineAt: clock.now() + 900_000, finishedAt: clock.now() + 60_000 + (n % 5) },
          ...{
            paper: { seed: '00', slots: [] },
            score: n % 7,
            correct: n % 7,
            elapsedMs: 60_000 + (n % 5),
            prediction: n,
          },
        })),
      );
    });
    await rebuildStandings(world.ctx, contestId);
    for (const id of ['p3', 'p5']) await beginsAnother(world, id);
    await world.clock.pass(86_400_000);
    return world;
  }

  async function beginsAnother({ store, contestId, clock }: World, id: string): Promise<void> {
    await store.write(({ db, tables }) =>
      db.insert(tables.attempt).values({
        ...{ id: `running-${id}` as AttemptId, contestId, roundId: 'r1' as RoundId, ordinal: 900 },
        ...{ participantId: id as ParticipantId, userId: `u-${id}` as UserId, state: 'running' },
        ...{ startedAt: clock.now(), deadlineAt: clock.now() + 900_000, finishedAt: 0 },
        ...{ paper: { seed: '00', slots: [] }, score: 0, correct: 0, elapsedMs: 0, prediction: null },
      }),
    );
  }

  /** What must be the same however often the server was killed on the way. */
  const outcome = (world: World) =>
    world.store.read(async ({ db, tables }) => ({
      rounds: (await db.select().from(tables.round)).map(({ id, sealDigest, predictionTruth }) => ({
        ...{ id, sealDigest, predictionTruth },
      })),
      standings: (await db.select().from(tables.standing)).sort((a, b) =>
        a.board + a.participantId < b.board + b.participantId ? -1 : 1,
      ),
      attempts: (await db.select().from(tables.attempt)).map(
        ({ id, state, finishedAt }) => `${id} ${state} ${finishedAt}`,
      ),
      actions: (await db.select().from(tables.journal))
        .map(({ action }) => action)
        .filter((action) => action !== 'seal-round'),
    }));

  /** The same context, killed at its n-th write: before it is done, or after it was committed and before anybody heard. */
  function dying(ctx: Ctx, n: number, isAfterCommit: boolean): Ctx {
    let writes = 0;
    const write: Ctx['store']['write'] = async (work) => {
      writes += 1;
      if (writes < n) return ctx.store.write(work);
      if (writes === n && isAfterCommit) await ctx.store.write(work);
      throw new Error('killed');
    };
    const { store } = ctx;
    return { ...ctx, store: { ...store, read: store.read.bind(store), write } as Ctx['store'] };
  }

  /** Kills `act` at every write in turn, each time in a fresh world; the next start must bring the same outcome. */
  async function killedEverywhere(
    prepare: () => Promise<World>,
    act: (ctx: Ctx) => Promise<unknown>,
    isUndone: (world: World) => Promise<boolean>,
  ): Promise<number> {
    const reference = await prepare();
    await act(reference.ctx);
    await closeDueRounds(reference.ctx);
    const expected = await outcome(reference);
    for (let n = 1; ; n += 1) {
      for (const isAfterCommit of [false, true]) {
        const world = await prepare();
        const end = await act(dying(world.ctx, n, isAfterCommit)).then(
          () => 'done',
          (problem: unknown) => String(problem),
        );
        if (end === 'done') return n;
        expect(end).toContain('killed');
        if (await isUndone(world)) continue;
        await closeDueRounds(world.ctx);
        expect(await outcome(world), `killed at write ${n}, ${isAfterCommit ? 'after' : 'before'} its commit`).toEqual(
          expected,
        );
        expect(await closeDueRounds(world.ctx)).toBe(0);
      }
    }
  }

  const never = () => Promise.resolve(false);

  test('in the middle of closing, at any write: the next start brings the same results', async () => {
    const closing = async (ctx: Ctx) =>
      must(await closeRound(ctx, { roundId: 'r1' as RoundId, actor: null, early: false }));
    const past = async () => {
      const world = await crowd();
      await world.clock.pass(900_000);
      return world;
    };
    expect(await killedEverywhere(past, closing, never)).toBeGreaterThan(8);
  }, 120_000);

  test('in the middle of a disqualification, at any write: none of it happened, or all of it will', async () => {
    const closed = async () => {
      const world = await crowd();
      await world.clock.pass(900_000);
      await closeDueRounds(world.ctx);
      return world;
    };
    const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };
    const ruling = { participantId: 'p6' as ParticipantId, reason: 'Thi hộ', actor };
    const before = await outcome(await closed());
    const isUndone = async (world: World) => JSON.stringify(await outcome(world)) === JSON.stringify(before);
    const killings = await killedEverywhere(closed, async (ctx) => must(await disqualify(ctx, ruling)), isUndone);
    expect(killings).toBeGreaterThan(2);
  }, 120_000);
});
