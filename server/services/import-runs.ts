/** Files that this process is reading just now: how far each is, how to stop it. The truth about a batch is in the store. */
import type { BatchId } from '../rules/ids.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';

export interface ImportRun {
  readonly controller: AbortController;
  /** Parts of a hundred. */
  progress: number;
  /** Ends when the batch is written; never rejects. */
  done: Promise<void>;
}

/** Each holds a file and what was read from it. */
export const runsMax = 3;

const runsByStore = new WeakMap<Store, Map<BatchId, ImportRun>>();

export function importRuns({ store }: Pick<Ctx, 'store'>): Map<BatchId, ImportRun> {
  const runs = runsByStore.get(store) ?? new Map<BatchId, ImportRun>();
  runsByStore.set(store, runs);
  return runs;
}

/** Before the store closes: nothing may write after that. Batches that were being read say that the server stopped. */
export async function stopImports(ctx: Pick<Ctx, 'store'>): Promise<void> {
  const runs = [...importRuns(ctx).values()];
  for (const { controller } of runs) controller.abort('server-stopped');
  await Promise.all(runs.map(({ done }) => done));
}
