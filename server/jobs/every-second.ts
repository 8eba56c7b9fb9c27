/**
 * What is due, once a second. The truth is in the store, so a missed second costs a second and
 * nothing else; a server that was down does at its start what fell due meanwhile.
 */
import type { Ctx } from '../services/context.ts';

export interface Job {
  readonly name: string;
  readonly everySeconds: number;
  run(ctx: Ctx): Promise<unknown>;
}

/** Every job on one screen: attempts that are over, rounds that close, sessions that expired. */
export const jobs: readonly Job[] = [
  { name: 'remove-expired-sessions', everySeconds: 3_600, run: (ctx) => ctx.sessions.removeExpired() },
  // { name: 'end-due-attempts', everySeconds: 1, run: endDueAttempts },
  // { name: 'close-due-rounds', everySeconds: 1, run: closeDueRounds },
];

/** Runs each job whose turn it is, one after another; one that fails is logged and harms no other. */
export async function runDueJobs(ctx: Ctx, second: number, due: readonly Job[] = jobs): Promise<void> {
  for (const job of due) {
    if (second % job.everySeconds !== 0) continue;
    try {
      await job.run(ctx);
    } catch (problem) {
      ctx.log.error({ err: problem, job: job.name }, 'a job failed; the next second tries again');
    }
  }
}

/** Starts at once; the returned call stops and waits for the running turn. */
export function startEverySecond(ctx: Ctx): () => Promise<void> {
  let second = 0;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    await runDueJobs(ctx, second);
    second += 1;
    // The next turn is asked for after this one has ended: turns never run over each other.
    if (!isStopped) timer = setTimeout(begin, 1_000);
  };
  let running = Promise.resolve();
  const begin = (): void => {
    running = turn();
  };
  begin();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
