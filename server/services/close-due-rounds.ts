/** Closes the rounds whose time is over, and finishes what a stopped server left half done. Called every second. */
import { roundsToClose, roundsToSeal, type RoundRow } from '../store/contests.ts';
import { closeRound } from './close-round.ts';
import type { Ctx } from './context.ts';
import { inTurn } from './in-turn.ts';
import { settleUnsealed } from './settle-round.ts';

/** How many rounds it closed or sealed. One that fails is logged and left for the next second. */
export async function closeDueRounds(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const [ended, unsealed] = await ctx.store.read(async (tx) => [await roundsToClose(tx, now), await roundsToSeal(tx)]);
  const due = ended.filter(({ closesAt, definition }) => closesAt + definition.graceMs <= now);
  let finished = 0;
  for (const round of [...due, ...unsealed]) {
    try {
      if (await (round.closedAt === 0 ? close(ctx, round) : resume(ctx, round))) finished += 1;
    } catch (problem) {
      ctx.log.error({ err: problem, roundId: round.id }, 'a round could not be closed; the next second tries again');
    }
  }
  return finished;
}

async function close(ctx: Ctx, { id }: RoundRow): Promise<boolean> {
  const closed = await closeRound(ctx, { roundId: id, actor: null, early: false });
  return closed.ok;
}

function resume(ctx: Ctx, { id, contestId }: RoundRow): Promise<boolean> {
  return inTurn(ctx, contestId, () => settleUnsealed(ctx, { contestId, roundId: id, actor: null, why: 'resume' }));
}
