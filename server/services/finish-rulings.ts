/** Finishes rulings whose applying was cut short: a server that stopped in the middle. Called every second; usually nothing. */
import type { ContestId, RoundId } from '../rules/ids.ts';
import { roundById } from '../store/contests.ts';
import { unappliedRulings } from '../store/rulings.ts';
import { applyRulings } from './apply-rulings.ts';
import type { Ctx } from './context.ts';
import { inTurn } from './in-turn.ts';
import { loadContest } from './load-contest.ts';
import { settle } from './settle-round.ts';

/** How many rounds it brought up to date. One that fails is logged and left for the next second. */
export async function finishRulings(ctx: Ctx): Promise<number> {
  const left = await ctx.store.read(unappliedRulings);
  let finished = 0;
  for (const { contestId, roundId } of new Map(left.map((row) => [row.roundId, row])).values()) {
    try {
      if (await inTurn(ctx, contestId, () => finish(ctx, contestId, roundId))) finished += 1;
    } catch (problem) {
      ctx.log.error({ err: problem, roundId }, 'a ruling could not be applied; the next second tries again');
    }
  }
  return finished;
}

/** False when somebody was at it while we waited. */
async function finish(ctx: Ctx, contestId: ContestId, roundId: RoundId): Promise<boolean> {
  const contest = await loadContest(ctx, contestId);
  if (contest === null || !(await applyRulings(ctx, contest, roundId))) return false;
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  if (round !== undefined && round.closedAt > 0)
    await settle(ctx, { contestId, roundId, actor: null, why: 'make-ruling', isRebuilt: true });
  return true;
}
