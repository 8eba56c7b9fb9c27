/**
 * A batch as a change of it begins, under its own lock. What is made of it are the words of whoever brought it, and the
 * two-person rule goes by that: so nobody else writes in it or makes questions of it.
 */
import { refused, type Outcome, type Refused } from '../rules/refusal.ts';
import type { BatchId } from '../rules/ids.ts';
import type { ImportPreview } from '../rules/import-preview.ts';
import { batchById, type BatchRow } from '../store/import-batches.ts';
import type { ReadTx, Tx } from '../store/store.ts';
import { userById } from '../store/users.ts';
import { isApprover, type Actor } from './held-question.ts';

export interface HeldPreview {
  readonly batch: BatchRow;
  readonly preview: ImportPreview;
}

/** Refuses with `not-found`, `import-of-another`, and `import-state` when there is nothing to look at (any more). */
export async function holdPreview(tx: Tx, id: BatchId, actor: Actor): Promise<Outcome<HeldPreview>> {
  await tx.lock('import', id);
  const batch = await batchById(tx, id);
  if (batch === undefined) return refused({ name: 'not-found' });
  if (batch.createdBy !== actor.id) return ofAnother(tx, batch);
  const { preview, state } = batch;
  if (state !== 'preview') return refused({ name: 'import-state', state });
  return { ok: true, value: { batch, preview } };
}

/** Throwing a whole file away adds no words: whoever may retire others' questions may do that too. */
export const unlessMayDiscard = async (tx: ReadTx, batch: BatchRow, actor: Actor): Promise<Refused | null> =>
  batch.createdBy === actor.id || isApprover(actor) ? null : ofAnother(tx, batch);

const ofAnother = async (tx: ReadTx, { createdBy }: BatchRow): Promise<Refused> =>
  refused({ name: 'import-of-another', byName: (await userById(tx, createdBy))?.fullName ?? '' });
