/** Figures of rounds that have been sealed and of which nobody has asked yet: the bank's table tells of them too. */
import { roundById } from '../store/contests.ts';
import { sealedWithoutStatistics } from '../store/sittings.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import { computingOf } from './read-round-statistics.ts';

/** How many rounds it has computed: the one that was closed first, or none. */
export async function computeMissingStatistics(ctx: Ctx): Promise<number> {
  const { missing, round } = await ctx.store.read(async (tx) => {
    const missing = await sealedWithoutStatistics(tx);
    return { missing, round: missing && (await roundById(tx, missing)) };
  });
  const contest = round && (await loadContest(ctx, round.contestId));
  if (missing === undefined || !round || !contest) return 0;
  const computing = await computingOf(ctx, contest, round);
  await computing.ended;
  return 1;
}
