/**
 * What is due, once a second. The truth is in the store, so a missed second costs a second and
 * nothing else; a server that was down does at its start what fell due meanwhile.
 */
import { closeDueRounds } from '../services/close-due-rounds.ts';
import { computeMissingStatistics } from '../services/compute-missing-statistics.ts';
import type { Ctx } from '../services/context.ts';
import { endDueAttempts } from '../services/end-due-attempts.ts';
import { expireImports } from '../services/expire-imports.ts';
import { finishRulings } from '../services/finish-rulings.ts';
import { removeUnusedMedia } from '../services/remove-unused-media.ts';

export interface Job {
  readonly name: string;
  readonly everySeconds: number;
  run(ctx: Ctx): Promise<unknown>;
}

/** Every job on one screen: attempts that are over, rounds that close, rulings half applied, what nobody needs any more. */
export const jobs: readonly Job[] = [
  { name: 'end-due-attempts', everySeconds: 1, run: endDueAttempts },
  { name: 'close-due-rounds', everySeconds: 1, run: closeDueRounds },
  { name: 'finish-rulings', everySeconds: 1, run: finishRulings },
  { name: 'compute-statistics', everySeconds: 10, run: computeMissingStatistics },
  { name: 'remove-expired-sessions', everySeconds: 3_600, run: (ctx) => ctx.sessions.removeExpired() },
  { name: 'expire-imports', everySeconds: 3_600, run: expireImports },
  { name: 'remove-unused-media', everySeconds: 3_600, run: removeUnusedMedia },
];

/** Runs each job whose turn it is, side by side; one that fails is logged and harms no other. */
export async function runDueJobs(ctx: Ctx, second: number, due: readonly Job[] = jobs): Promise<void> {
  await Promise.all(due.filter(({ everySeconds }) => second % everySeconds === 0).map((job) => runJob(ctx, job)));
}

async function runJob(ctx: Ctx, job: Job): Promise<void> {
  try {
    await job.run(ctx);
  } catch (problem) {
    ctx.log.error({ err: problem, job: job.name }, 'a job failed; the next second tries again');
  }
}

/**
 * Starts at once; the returned call stops and waits for what is running. Each job keeps its own time: it never
 * runs over itself, and a great round that takes minutes to close holds up no other job.
 */
export function startEverySecond(ctx: Ctx, all: readonly Job[] = jobs): () => Promise<void> {
  const stops = all.map((job) => startJob(ctx, job));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

function startJob(ctx: Ctx, job: Job): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async (): Promise<void> => {
    await runJob(ctx, job);
    // The next turn is asked for after this one has ended.
    if (!isStopped) timer = setTimeout(begin, job.everySeconds * 1_000);
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
