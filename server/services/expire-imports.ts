/**
 * Lets go of what was read from files long ago: a preview that nobody came back to, and the readings behind imports that
 * are done. Each may hold a whole file. What was made of a file stays, and can be undone still.
 */
import { emptyPreview } from '../rules/import-preview.ts';
import { agedBatches, writeBatch } from '../store/import-batches.ts';
import type { Ctx } from './context.ts';

const keptMs = 30 * 24 * 3_600_000;
/** Of one run; the next takes the rest. */
const batchesMax = 200;

/** How many were let go. */
export async function expireImports(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const aged = await ctx.store.read((tx) => agedBatches(tx, now - keptMs, batchesMax));
  await ctx.store.write(async (tx) => {
    for (const { id, state } of aged) {
      await tx.lock('import', id);
      const over = state === 'preview' ? ({ state: 'failed', failure: 'expired', endedAt: now } as const) : {};
      await writeBatch(tx, id, { ...over, preview: emptyPreview });
    }
  });
  return aged.length;
}
