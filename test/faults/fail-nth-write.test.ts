/**
 * Every writing statement of every use case fails once, by name of its number: what was begun leaves nothing behind, and
 * doing it again succeeds as if nothing had been. Closing a round takes many transactions; there the same must come out in
 * the end, however often it was cut short.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { BuiltApp } from '../../server/app.ts';
import { buildApp } from '../../server/app.ts';
import type { AttemptId, ParticipantId, RoundId } from '../../server/rules/ids.ts';
import { acceptAnswers } from '../../server/services/accept-answers.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import type { Ctx } from '../../server/services/context.ts';
import { decideAwards } from '../../server/services/decide-awards.ts';
import { disqualify } from '../../server/services/disqualify.ts';
import { enterContest } from '../../server/services/enter-contest.ts';
import { handIn } from '../../server/services/hand-in.ts';
import { readAwards } from '../../server/services/read-awards.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { sealedDigest } from '../../server/services/settle-round.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import { roundById } from '../../server/store/contests.ts';
import { openSqlite } from '../../server/store/open-sqlite.ts';
import { allUnits, type UnitRow } from '../../server/store/units.ts';
import { boardOfRound } from '../../server/rules/standings.ts';
import { allRows } from '../helpers/all-rows.ts';
import { openApp, testConfig } from '../helpers/build-app.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { adultEntry } from '../helpers/entry.ts';
import { freshFile } from '../helpers/fresh-store.ts';
import { makeParticipant, makeStaff, roundIdOf, sampleContest } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { draft, prediction, sitDown, sitThrough } from '../helpers/sitting.ts';

class DiskTrouble extends Error {}

/** Counts writing statements, and the commit among them; the `failAt`th of those that are counted fails. */
class Fault {
  failAt = Infinity;
  #count = 0;

  get hasFired(): boolean {
    return this.#count >= this.failAt;
  }

  arm(failAt: number): void {
    this.failAt = failAt;
    this.#count = 0;
  }

  readonly onStatement = (sql: string): void => {
    if (!/^\s*(insert|update|delete|commit)/i.test(sql)) return;
    this.#count += 1;
    if (this.#count === this.failAt) throw new DiskTrouble(`statement ${this.failAt}: ${sql.slice(0, 40)}`);
  };
}

interface Case {
  readonly name: string;
  /** The clock's instant of the deed, when it is not that of the preparation. */
  readonly at?: number;
  act(ctx: Ctx): Promise<unknown>;
}

/** A store in which everything is ready to be done, and what there is to do. */
async function prepared(): Promise<{ file: string; now: number; cases: Case[]; closing: Case; roundId: RoundId }> {
  await using hoithi = await openApp();
  const { ctx } = hoithi;
  const contest = await sampleContest(ctx);
  const roundId = roundIdOf(contest, 'open');
  const units = await ctx.store.read(allUnits);
  const newcomer = await makeParticipant(ctx);
  const sitting = await sitDown(hoithi);
  await sitting.answer(draft(1, 1, await sitting.rightOf(1)), prediction(1, 2));
  for (const right of [20, 12]) await sitThrough(hoithi, { right, takesMs: 60_000, predicted: 1 });
  const organiser = await makeStaff(ctx, { role: 'organiser' });
  const userId = sitting.participant.user.id;
  const attemptId = sitting.view.id as AttemptId;
  const isRoot = ({ scheme, code }: UnitRow) => contest.definition.unitRoots.includes(`${scheme}:${code}`);
  const root = units.find((unit) => isRoot(unit) && unit.kind === 'xa');
  const entry = adultEntry({ unitId: root?.id ?? '', categoryId: contest.definition.categories[0]?.id ?? '' });
  const answers = [draft(2, 1, [0]), draft(3, 1, [1]), draft(1, 2, [0])];
  const now = hoithi.clock.now();
  const round = contest.rounds.find(({ id }) => id === roundId);
  const closesAt = (round?.closesAt ?? 0) + (round?.definition.graceMs ?? 0);
  const file = freshFile();
  for (const suffix of ['', '-wal']) {
    const from = hoithi.file + suffix;
    if (existsSync(from)) copyFileSync(from, file + suffix);
  }
  const board = boardOfRound(roundId);
  const wish = { contestId: contest.id, board };
  const decide = async (ctx: Ctx): Promise<void> => {
    const { proposalDigest } = must(await readAwards(ctx, wish));
    must(await decideAwards(ctx, { ...wish, proposalDigest, reason: '', actor: organiser }));
  };
  return {
    file,
    now,
    roundId,
    cases: [
      { name: 'entering', act: (ctx) => enterContest(ctx, { slug: contest.slug, userId: null, entry }).then(must) },
      {
        name: 'starting',
        act: (ctx) => startAttempt(ctx, { userId: newcomer.user.id, participantId: newcomer.id, roundId }).then(must),
      },
      {
        name: 'answering',
        act: (ctx) => acceptAnswers(ctx, { userId, attemptId, answers, receivedAt: now }).then(must),
      },
      { name: 'handing in', act: (ctx) => handIn(ctx, { userId, attemptId, receivedAt: now }).then(must) },
      {
        name: 'disqualifying',
        act: (ctx) =>
          disqualify(ctx, {
            participantId: sitting.participant.id as ParticipantId,
            reason: 'thi hộ',
            actor: organiser,
          }).then(must),
      },
    ],
    closing: {
      name: 'closing and awarding',
      at: closesAt,
      async act(ctx) {
        await closeDueRounds(ctx);
        await decide(ctx);
      },
    },
  };
}

test(
  'entering, starting, answering, handing in and disqualifying are done whole or not at all',
  { timeout: 300_000 },
  async () => {
    const { file, now, cases } = await prepared();
    const failures: Record<string, number> = {};
    for (const { name, act } of cases) {
      for (let n = 1; ; n += 1) {
        const fault = new Fault();
        await using world = await reopened(file, now, fault);
        const before = await allRows(world.ctx.store);
        fault.arm(n);
        const problem = await act(world.ctx).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        const hasFired = fault.hasFired;
        fault.arm(Infinity);
        if (!hasFired) {
          expect(problem, `${name}: ${String(problem)}`).toBeNull();
          break;
        }
        failures[name] = n;
        expect(problem, `${name}, statement ${n}: called done`).not.toBeNull();
        expect(await allRows(world.ctx.store), `${name}, statement ${n}: something is left`).toBe(before);
        // And the server is none the worse for it.
        await act(world.ctx);
      }
    }
    // Each writes at least one row and commits; a case in which nothing failed was no case.
    expect(Object.keys(failures)).toEqual(cases.map(({ name }) => name));
    for (const count of Object.values(failures)) expect(count).toBeGreaterThan(1);
  },
);

test('closing and awarding that are cut short anywhere come to the same end', { timeout: 300_000 }, async () => {
  const { file, closing, roundId } = await prepared();
  const outcome = async (ctx: Ctx): Promise<unknown> => {
    const round = await ctx.store.read((tx) => roundById(tx, roundId));
    const wish = { contestId: round!.contestId, board: boardOfRound(roundId) };
    const { awarded, isOutdated } = must(await readAwards(ctx, wish));
    expect(await verifyStandings(ctx, wish.contestId)).toMatchObject({ disagreements: [] });
    expect(await sealedDigest(ctx, roundId)).toBe(round?.sealDigest);
    const told = awarded.map(({ prizeId, participantId, rank, amount }) => ({ prizeId, participantId, rank, amount }));
    return { round, told, isOutdated };
  };
  await using undisturbed = await reopened(file, closing.at ?? 0, new Fault());
  await closing.act(undisturbed.ctx);
  const expected = await outcome(undisturbed.ctx);

  let n = 1;
  for (let hasFired = true; hasFired; n += 1) {
    const fault = new Fault();
    await using world = await reopened(file, closing.at ?? 0, fault);
    fault.arm(n);
    await closing.act(world.ctx).catch(() => {});
    hasFired = fault.hasFired;
    fault.arm(Infinity);
    await closing.act(world.ctx);
    expect(await outcome(world.ctx), `cut short at statement ${n}`).toEqual(expected);
  }
  expect(n).toBeGreaterThan(10);
});

async function reopened(from: string, now: number, fault: Fault): Promise<BuiltApp & AsyncDisposable> {
  const file = freshFile();
  for (const suffix of ['', '-wal']) if (existsSync(from + suffix)) copyFileSync(from + suffix, file + suffix);
  const store = await openSqlite({ file, onStatement: fault.onStatement, report: () => {}, onFatal: () => {} });
  const built = await buildApp(testConfig({ LOG_LEVEL: 'silent' }), {
    clock: fakeClock(now),
    store,
    runsJobs: false,
    webFolder: '/nowhere',
  });
  return {
    ...built,
    async [Symbol.asyncDispose]() {
      await built.close();
      await store.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    },
  };
}
