/**
 * Hands in what the server holds of every attempt whose time is over. What is due is read from the
 * store each time, so it makes no difference whether a browser is open or the server was down meanwhile.
 */
import { attemptPhaseAt } from '../rules/timing.ts';
import { attemptById, dueAttempts, type AttemptRow } from '../store/attempts.ts';
import { roundById } from '../store/contests.ts';
import type { Ctx } from './context.ts';
import { endAttempt } from './end-attempt.ts';
import { loadContest } from './load-contest.ts';
import { loadPool } from './question-pool.ts';

/** How many attempts were ended; call again while it is above 0. */
export async function endDueAttempts(ctx: Ctx): Promise<number> {
  const due = await ctx.store.read((tx) => dueAttempts(tx, ctx.clock.now()));
  const ended = await Promise.all(due.map((attempt) => endIfDue(ctx, attempt)));
  return ended.filter(Boolean).length;
}

async function endIfDue(ctx: Ctx, due: AttemptRow): Promise<boolean> {
  const contest = await loadContest(ctx, due.contestId);
  if (!contest) return false;
  const pool = await loadPool(ctx, contest);
  return ctx.store.write(async (tx) => {
    await tx.share('round', due.roundId);
    await tx.lock('attempt', due.id);
    const [attempt, round] = [await attemptById(tx, due.id), await roundById(tx, due.roundId)];
    if (!attempt || !round || attempt.state !== 'running') return false;
    const now = ctx.clock.now();
    if (attemptPhaseAt(attempt, round.definition.graceMs, now) !== 'over') return false;
    await endAttempt(tx, ctx, { contest, round, pool, attempt, state: 'timed-out', at: now });
    return true;
  });
}
