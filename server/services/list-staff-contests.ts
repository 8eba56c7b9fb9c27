/** The contests as the studio lists them. */
import { attemptCounts } from '../store/contests.ts';
import type { StaffContests } from '../wire/http/staff.ts';
import type { Ctx } from './context.ts';
import { loadContests } from './load-contest.ts';
import { roundView } from './round-view.ts';

/** Oldest first. */
export async function listStaffContests(ctx: Ctx): Promise<StaffContests> {
  const serverNow = ctx.clock.now();
  const contests: StaffContests['contests'] = [];
  for (const { id, slug, definition, isDraft, rounds } of await loadContests(ctx)) {
    const roundIds = rounds.map((round) => round.id);
    const counts = await ctx.store.read((tx) => attemptCounts(tx, roundIds));
    const views = rounds.map((round) => roundView(round, serverNow));
    contests.push({ id, slug, title: definition.title, isDraft, rounds: views, ...counts });
  }
  return { contests, serverNow };
}
