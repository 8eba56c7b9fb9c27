/** Takes an import back as a whole, or stops one before anything is made. */
import type { BatchId, UserId } from '../rules/ids.ts';
import { emptyPreview } from '../rules/import-preview.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { batchById, writeBatch } from '../store/import-batches.ts';
import { deleteQuestionEvents, touchedAfterImport } from '../store/question-events.ts';
import { deleteVersions } from '../store/question-versions.ts';
import { deleteQuestions, questionsOfBatch } from '../store/questions.ts';
import { userNames } from '../store/users.ts';
import type { Ctx } from './context.ts';
import { holdBank, type Actor } from './held-question.ts';
import { importRuns } from './import-runs.ts';
import type { CodeRefusal } from './step-questions.ts';
import { writeJournal } from './write-journal.ts';

export interface Undone {
  readonly undone: number;
  /** What somebody has changed since stays, and why. */
  readonly kept: readonly CodeRefusal[];
}

/** Drafts that nobody has touched since are gone as if they had never been. Refusals: `not-found`, `import-state`. */
export async function undoImport(
  ctx: Ctx,
  { id, actor }: { readonly id: BatchId; readonly actor: Actor },
): Promise<Outcome<Undone>> {
  return ctx.store.write(async (tx) => {
    await tx.lock('import', id);
    const batch = await batchById(tx, id);
    const bank = batch && (await holdBank(tx, ctx, batch.bankId));
    if (!batch || !bank) return refused({ name: 'not-found' });
    if (batch.state !== 'done') return refused({ name: 'import-state', state: batch.state });
    const made = await questionsOfBatch(tx, id);
    const touched = await touchedAfterImport(
      tx,
      made.map((head) => head.id),
    );
    // An author's own draft is written over without an event; only its instant tells.
    const isKept = (head: (typeof made)[number]): boolean => touched.has(head.id) || head.updatedAt > batch.endedAt;
    const [kept, gone] = [made.filter(isKept), made.filter((head) => !isKept(head))];
    await deleteQuestionEvents(
      tx,
      gone.map((head) => head.id),
    );
    await deleteQuestions(
      tx,
      gone.map((head) => head.id),
    );
    await deleteVersions(
      tx,
      batch.bankId,
      gone.map(({ questionId }) => questionId),
    );
    await writeBatch(tx, id, { state: 'undone', endedAt: bank.at });
    await writeJournal(tx, ctx, {
      ...{ actor, action: 'undo-import', contestId: '' },
      detail: { bankId: batch.bankId, batchId: id, undone: gone.length, kept: kept.length },
    });
    const names = await userNames(
      tx,
      kept.map(({ updatedBy }) => updatedBy),
    );
    const nameOf = (who: UserId | ''): string => names.get(who) ?? '';
    return accepted({
      undone: gone.length,
      kept: kept.map(({ questionId: code, updatedBy, updatedAt: at }) => ({
        code,
        refusal: { name: 'changed-meanwhile', byName: nameOf(updatedBy), at },
      })),
    });
  });
}

/** Stops the reading, or throws a preview away. Refusals: `not-found`, `import-state`. */
export async function cancelImport(ctx: Ctx, id: BatchId): Promise<Outcome<true>> {
  const run = importRuns(ctx).get(id);
  run?.controller.abort('cancelled');
  await run?.done;
  return ctx.store.write(async (tx) => {
    await tx.lock('import', id);
    const batch = await batchById(tx, id);
    if (batch === undefined) return refused({ name: 'not-found' });
    if (batch.failure === 'cancelled') return accepted(true);
    if (batch.state !== 'preview' && batch.state !== 'reading')
      return refused({ name: 'import-state', state: batch.state });
    await writeBatch(tx, id, {
      state: 'failed',
      failure: 'cancelled',
      preview: emptyPreview,
      endedAt: ctx.clock.now(),
    });
    return accepted(true);
  });
}
