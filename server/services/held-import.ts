/** A batch as a change of it begins, under its own lock. */
import { refused, type Outcome } from '../rules/refusal.ts';
import type { BatchId } from '../rules/ids.ts';
import type { ImportPreview } from '../rules/import-preview.ts';
import { batchById, type BatchRow } from '../store/import-batches.ts';
import type { Tx } from '../store/store.ts';

export interface HeldPreview {
  readonly batch: BatchRow;
  readonly preview: ImportPreview;
}

/** Refuses with `not-found`, and with `import-state` when there is nothing to look at (any more). */
export async function holdPreview(tx: Tx, id: BatchId): Promise<Outcome<HeldPreview>> {
  await tx.lock('import', id);
  const batch = await batchById(tx, id);
  if (batch === undefined) return refused({ name: 'not-found' });
  const { preview, state } = batch;
  if (state !== 'preview') return refused({ name: 'import-state', state });
  return { ok: true, value: { batch, preview } };
}
