/** Takes a file of questions: kept as a batch at once, read in the background, then shown before anything is made. */
import { setImmediate } from 'node:timers/promises';
import { importLimits, type ImportedFile } from '../content/imported.ts';
import { readImport } from '../content/read-import.ts';
import type { TableChoice } from '../content/read-table.ts';
import type { BatchId } from '../rules/ids.ts';
import { emptyPreview, type ImportedQuestion, type ImportPreview } from '../rules/import-preview.ts';
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { bankById } from '../store/banks.ts';
import { batchById, insertBatch, writeBatch, type BatchChange } from '../store/import-batches.ts';
import { bankLikeness } from './bank-likeness.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { withBankProblems, withRepeats } from './import-checks.ts';
import { keepImportedMedia, withMedia } from './import-media.ts';
import { importRuns, runsMax, type ImportRun } from './import-runs.ts';

export interface ImportStart {
  readonly bankId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly actor: Actor;
  /** Which column holds what, where somebody has said it. */
  readonly table?: TableChoice | undefined;
}

const fileNameMax = 200;
/** Of one uploaded file. */
export const importBytesMax = importLimits.bytesMax;

/**
 * Id of the batch, which is being read. `read` is how files are read; what it refuses is the batch's failure. Refusals:
 * `not-found`, `import-too-large`, `imports-at-once`.
 */
export async function startImport(
  ctx: Ctx,
  start: ImportStart,
  read: typeof readImport = readImport,
): Promise<Outcome<BatchId>> {
  const { bankId, bytes, actor } = start;
  const fileName = normaliseName(start.fileName).slice(0, fileNameMax);
  if (bytes.length > importBytesMax) return refused({ name: 'import-too-large', bytesMax: importBytesMax });
  const runs = importRuns(ctx);
  if (runs.size >= runsMax) return refused({ name: 'imports-at-once', max: runsMax });
  const id = ctx.newId<BatchId>();
  // Counted from now on: two files that come together are two.
  const run: ImportRun = { controller: new AbortController(), progress: 0, done: Promise.resolve() };
  runs.set(id, run);
  const isKept = await ctx.store
    .write(async (tx) => {
      if ((await bankById(tx, bankId)) === undefined) return false;
      await insertBatch(tx, {
        ...{
          id,
          bankId,
          fileName,
          format: '',
          state: 'reading',
          preview: emptyPreview,
          failure: '',
          failureParams: {},
        },
        ...{ madeCount: 0, createdBy: actor.id, createdAt: ctx.clock.now(), endedAt: 0 },
      });
      return true;
    })
    .catch((failure: unknown) => {
      runs.delete(id);
      throw failure;
    });
  if (!isKept) {
    runs.delete(id);
    return refused({ name: 'not-found' });
  }
  run.done = readInBackground(ctx, id, { ...start, fileName }, run, read);
  return accepted(id);
}

async function readInBackground(
  ctx: Ctx,
  id: BatchId,
  start: ImportStart,
  run: ImportRun,
  read: typeof readImport,
): Promise<void> {
  try {
    await end(ctx, id, await outcomeOf(ctx, start, run, read));
  } catch (failure) {
    ctx.log.error({ err: failure }, 'a batch of questions could not be written');
  } finally {
    importRuns(ctx).delete(id);
  }
}

/** What becomes of the batch. A failure of ours is not the file's fault, and is told as one all the same. */
async function outcomeOf(ctx: Ctx, start: ImportStart, run: ImportRun, read: typeof readImport): Promise<BatchChange> {
  const { signal } = run.controller;
  try {
    const { fileName, bytes, table } = start;
    const onProgress = (share: number): void => void (run.progress = Math.round(Math.min(1, share) * 80));
    const outcome = await read({ fileName, bytes }, { signal, onProgress, table });
    signal.throwIfAborted();
    if (!outcome.ok) return { state: 'failed', failure: outcome.refusal, failureParams: { ...outcome.params } };
    const preview = await previewOf(ctx, start, run, outcome.value);
    return { state: 'preview', format: outcome.value.format, preview };
  } catch (failure) {
    if (signal.aborted) return { state: 'failed', failure: String(signal.reason) };
    ctx.log.error({ err: failure }, 'a file of questions could not be read');
    return { state: 'failed', failure: 'file-broken' };
  }
}

/** Questions compared with the bank before others get their turn. */
const comparedAtOnce = 50;

async function previewOf(ctx: Ctx, start: ImportStart, run: ImportRun, file: ImportedFile): Promise<ImportPreview> {
  const { bankId, actor } = start;
  const { signal } = run.controller;
  const ids = await keepImportedMedia(ctx, { bankId, media: file.media, actorId: actor.id, signal });
  const likeness = await bankLikeness(ctx, bankId);
  const questions: ImportedQuestion[] = [];
  for (const item of file.questions) {
    questions.push(withBankProblems(withMedia(item, ids), likeness));
    if (questions.length % comparedAtOnce > 0) continue;
    run.progress = 80 + Math.floor((questions.length / file.questions.length) * 20);
    await setImmediate();
    signal.throwIfAborted();
  }
  return withRepeats({ ...emptyPreview, questions, problems: file.problems });
}

/** Another instance that started meanwhile may have given the batch up; who has read it knows better. */
async function end(ctx: Ctx, id: BatchId, change: BatchChange): Promise<void> {
  await ctx.store.write(async (tx) => {
    await tx.lock('import', id);
    const batch = await batchById(tx, id);
    const isOpen = batch?.state === 'reading' || batch?.failure === 'server-stopped';
    if (isOpen) await writeBatch(tx, id, { failure: '', ...change, endedAt: ctx.clock.now() });
  });
}
