/** Takes an import back as a whole, or stops one before anything is made. */
import type { BatchId, UserId } from '../rules/ids.ts';
import { emptyPreview } from '../rules/import-preview.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { topicCounts, writeBank } from '../store/banks.ts';
import { batchById, writeBatch, type BatchRow } from '../store/import-batches.ts';
import { deleteQuestionEvents, touchedAfterImport } from '../store/question-events.ts';
import { deleteVersions } from '../store/question-versions.ts';
import { deleteQuestions, questionsOfBatch, type QuestionRow } from '../store/questions.ts';
import type { Tx } from '../store/store.ts';
import { userNames } from '../store/users.ts';
import type { Ctx } from './context.ts';
import { unlessMayDiscard } from './held-import.ts';
import { holdBank, type Actor, type HeldBank } from './held-question.ts';
import { importRuns } from './import-runs.ts';
import { journalBank } from './journal-bank.ts';
import { removeMediaOf } from './remove-unused-media.ts';
import type { CodeRefusal } from './step-questions.ts';

export interface Undone {
  readonly undone: number;
  /** What somebody has changed since stays, and why. */
  readonly kept: readonly CodeRefusal[];
}

interface Undoing {
  readonly id: BatchId;
  readonly actor: Actor;
}

/**
 * Drafts that nobody has touched since are gone as if they had never been, with the pictures that only they showed and the topics that
 * came with them and hold nothing else.
 * Refusals: `not-found`, `import-of-another`, `import-state`.
 */
export async function undoImport(ctx: Ctx, undoing: Undoing): Promise<Outcome<Undone>> {
  const undone = await takeBack(ctx, undoing);
  if (!undone.ok) return undone;
  const { batch, ...said } = undone.value;
  await removeMediaOf(ctx, batch.preview, batch.endedAt);
  return accepted(said);
}

function takeBack(ctx: Ctx, { id, actor }: Undoing): Promise<Outcome<Undone & { readonly batch: BatchRow }>> {
  return ctx.store.write(async (tx) => {
    await tx.lock('import', id);
    const batch = await batchById(tx, id);
    const bank = batch && (await holdBank(tx, ctx, batch.bankId));
    if (!batch || !bank) return refused({ name: 'not-found' });
    const another = await unlessMayDiscard(tx, batch, actor);
    if (another) return another;
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
    await removeUnusedTopics(tx, bank, batch.madeTopics, kept);
    await writeBatch(tx, id, { state: 'undone', endedAt: bank.at });
    const detail = { batchId: id, fileName: batch.fileName, undone: gone.length, kept: kept.length };
    await journalBank(tx, ctx, { actor, action: 'undo-import', bankId: batch.bankId, detail });
    const names = await userNames(
      tx,
      kept.map(({ updatedBy }) => updatedBy),
    );
    const nameOf = (who: UserId | ''): string => names.get(who) ?? '';
    return accepted({
      batch,
      undone: gone.length,
      kept: kept.map(({ questionId: code, drawnVersionId, updatedBy, updatedAt: at }) => ({
        code,
        refusal:
          drawnVersionId === ''
            ? { name: 'import-question-touched', byName: nameOf(updatedBy), at }
            : { name: 'import-question-approved' },
      })),
    });
  });
}

/** Those that the import made and that hold nothing now, neither questions nor topics; a topic in use stays. */
async function removeUnusedTopics(
  tx: Tx,
  { bank, at }: HeldBank,
  made: readonly string[],
  kept: readonly QuestionRow[],
): Promise<void> {
  if (made.length === 0) return;
  // Retired ones are not in the counts.
  const used = new Set([...(await topicCounts(tx, bank.id)), ...kept].map(({ topic }) => topic));
  let topics = bank.topics;
  // The last made lie deepest.
  for (const id of made.toReversed())
    if (!used.has(id) && !topics.some(({ parentId }) => parentId === id))
      topics = topics.filter((one) => one.id !== id);
  if (topics.length < bank.topics.length)
    await writeBank(tx, bank.id, { topics: [...topics], importedAt: Math.max(at, bank.importedAt + 1) });
}

/** Stops the reading, or throws a preview away. Refusals: `not-found`, `import-of-another`, `import-state`. */
export async function cancelImport(ctx: Ctx, id: BatchId, actor: Actor): Promise<Outcome<true>> {
  const another = await ctx.store.read(async (tx) => {
    const batch = await batchById(tx, id);
    return batch ? unlessMayDiscard(tx, batch, actor) : refused({ name: 'not-found' });
  });
  if (another) return another;
  const run = importRuns(ctx).get(id);
  run?.controller.abort('cancelled');
  await run?.done;
  const cancelled = await ctx.store.write(async (tx): Promise<Outcome<BatchRow | null>> => {
    await tx.lock('import', id);
    const batch = await batchById(tx, id);
    if (batch === undefined) return refused({ name: 'not-found' });
    const { bankId, fileName } = batch;
    const note = { actor, action: 'cancel-import', bankId, detail: { batchId: id, fileName } };
    // A reading that was stopped just now has written so itself.
    if (batch.failure === 'cancelled' && run) await journalBank(tx, ctx, note);
    if (batch.failure === 'cancelled') return accepted(null);
    if (batch.state !== 'preview' && batch.state !== 'reading')
      return refused({ name: 'import-state', state: batch.state });
    await writeBatch(tx, id, {
      state: 'failed',
      failure: 'cancelled',
      preview: emptyPreview,
      endedAt: ctx.clock.now(),
    });
    await journalBank(tx, ctx, note);
    return accepted(batch);
  });
  if (!cancelled.ok) return cancelled;
  const batch = cancelled.value;
  if (batch !== null) await removeMediaOf(ctx, batch.preview, batch.endedAt);
  return accepted(true);
}
