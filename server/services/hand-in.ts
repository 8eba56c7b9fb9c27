/** A participant hands in. Doing it twice, or after the server has done it, changes nothing and gives the same reply. */
import { attemptPhaseAt } from '../rules/timing.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { AttemptId, Millis, UserId } from '../rules/ids.ts';
import { attemptById, type AttemptRow } from '../store/attempts.ts';
import { roundById } from '../store/contests.ts';
import type { Ctx } from './context.ts';
import { endAttempt } from './end-attempt.ts';
import { loadContest } from './load-contest.ts';
import { loadPool } from './question-pool.ts';

/** The ended attempt. Refusal: `not-found` (also for another's attempt). */
export async function handIn(
  ctx: Ctx,
  { userId, attemptId, receivedAt }: { userId: UserId; attemptId: AttemptId; receivedAt: Millis },
): Promise<Outcome<AttemptRow>> {
  const found = await ctx.store.read((tx) => attemptById(tx, attemptId));
  if (!found || found.userId !== userId) return refused({ name: 'not-found' });
  const contest = await loadContest(ctx, found.contestId);
  if (!contest) return refused({ name: 'not-found' });
  const pool = await loadPool(ctx, contest);
  return ctx.store.write(async (tx) => {
    // A ruling on a wrong key waits for us and counts us anew, or we are marked by it.
    await tx.share('round', found.roundId);
    await tx.lock('attempt', attemptId);
    const [attempt, round] = [await attemptById(tx, attemptId), await roundById(tx, found.roundId)];
    if (!attempt || !round) return refused({ name: 'not-found' });
    if (attempt.state !== 'running') return accepted(attempt);
    const isOver = attemptPhaseAt(attempt, round.definition.graceMs, receivedAt) === 'over';
    const state = isOver ? 'timed-out' : 'handed-in';
    return accepted(await endAttempt(tx, ctx, { contest, round, pool, attempt, state, at: receivedAt }));
  });
}
