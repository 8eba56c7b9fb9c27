/** Ends whatever still runs in a round that is being closed, in small groups so that others get their turn. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AttemptId, RoundId } from '../rules/ids.ts';
import { attemptById, runningAttemptsOfRound } from '../store/attempts.ts';
import { roundById } from '../store/contests.ts';
import type { Ctx } from './context.ts';
import { endAttempt } from './end-attempt.ts';
import type { LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';

/** Ended in one turn of the event loop. */
const groupMax = 25;

/** Each attempt ends with what was saved, at its deadline; the caller has seen to it that none lies ahead. */
export async function endRoundAttempts(ctx: Ctx, contest: LoadedContest, roundId: RoundId): Promise<void> {
  const pool = await loadPool(ctx, contest);
  const next = () => ctx.store.read((tx) => runningAttemptsOfRound(tx, roundId));
  for (let running = await next(); running.length > 0; running = await next()) {
    for (let at = 0; at < running.length; at += groupMax) {
      await Promise.all(running.slice(at, at + groupMax).map((id) => end(ctx, { contest, pool, roundId, id })));
      await nextTurn();
    }
  }
}

interface Ending {
  readonly contest: LoadedContest;
  readonly pool: QuestionPool;
  readonly roundId: RoundId;
  readonly id: AttemptId;
}

function end(ctx: Ctx, { contest, pool, roundId, id }: Ending): Promise<void> {
  return ctx.store.write(async (tx) => {
    await tx.share('round', roundId);
    await tx.lock('attempt', id);
    const [attempt, round] = [await attemptById(tx, id), await roundById(tx, roundId)];
    if (!round || attempt?.state !== 'running') return;
    await endAttempt(tx, ctx, { contest, round, pool, attempt, state: 'timed-out', at: ctx.clock.now() });
  });
}
