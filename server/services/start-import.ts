/** Takes a file of questions, or several together: kept as a batch at once, read in the background, then shown before anything is made. */
import { setImmediate } from 'node:timers/promises';
import { importLimits } from '../content/imported.ts';
import { readImport } from '../content/read-import.ts';
import type { TableChoice } from '../content/read-table.ts';
import type { BatchId } from '../rules/ids.ts';
import { emptyPreview, type ImportedQuestion, type ImportPreview } from '../rules/import-preview.ts';
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { bankById } from '../store/banks.ts';
import { batchById, countOpenBatches, insertBatch, writeBatch, type BatchChange } from '../store/import-batches.ts';
import { questionLimits } from '../wire/http/banks.ts';
import { bankLikeness } from './bank-likeness.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { withBankProblems, withOrderKept, withRepeats } from './import-checks.ts';
import { keepImportedMedia, knownMedia, withMedia } from './import-media.ts';
import { importRuns, runsMax, type ImportRun } from './import-runs.ts';
import { readFiles, type FoundFile, type ImportSource } from './read-import-files.ts';
import { journalBank } from './journal-bank.ts';

export interface ImportStart {
  readonly bankId: string;
  /** One, or several that make one preview. */
  readonly files: readonly ImportSource[];
  readonly actor: Actor;
  /** Which column holds what, where somebody has said it of a file alone. */
  readonly table?: TableChoice | undefined;
}

const fileNameMax = 200;
/** Of all files of one import together. */
export const importBytesMax = importLimits.bytesMax;

/**
 * Id of the batch, which is being read. `read` is how files are read; what it refuses is the batch's failure. Refusals:
 * `not-found`, `import-too-large`, `imports-at-once`, `previews-too-many`.
 */
export async function startImport(
  ctx: Ctx,
  start: ImportStart,
  read: typeof readImport = readImport,
): Promise<Outcome<BatchId>> {
  const { bankId, actor } = start;
  const files = start.files.map(({ fileName, bytes }) => ({ fileName: nameOf(fileName), bytes }));
  const fileName = nameOf(files.map((file) => file.fileName).join(', '));
  const byteCount = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (byteCount > importBytesMax) return refused({ name: 'import-too-large', bytesMax: importBytesMax });
  const runs = importRuns(ctx);
  if (runs.size >= runsMax) return refused({ name: 'imports-at-once', max: runsMax });
  const id = ctx.newId<BatchId>();
  // Counted from now on: two files that come together are two.
  const run: ImportRun = { controller: new AbortController(), progress: 0, done: Promise.resolve() };
  runs.set(id, run);
  const kept = await ctx.store
    .write(async (tx): Promise<Outcome<true>> => {
      await tx.lock('bank', bankId);
      if ((await bankById(tx, bankId)) === undefined) return refused({ name: 'not-found' });
      const { previewsMax: max } = questionLimits;
      if ((await countOpenBatches(tx, bankId)) >= max) return refused({ name: 'previews-too-many', max });
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
        ...{ madeCount: 0, madeTopics: [], createdBy: actor.id, createdAt: ctx.clock.now(), endedAt: 0 },
      });
      await journalBank(tx, ctx, { actor, action: 'start-import', bankId, detail: { batchId: id, fileName } });
      return accepted(true);
    })
    .catch((failure: unknown) => {
      runs.delete(id);
      throw failure;
    });
  if (!kept.ok) {
    runs.delete(id);
    return kept;
  }
  run.done = readInBackground(ctx, id, { ...start, files }, run, read);
  return accepted(id);
}

const nameOf = (text: string): string => normaliseName(text).slice(0, fileNameMax);

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
    const { files, table } = start;
    const outcomes = await readFiles(files, (file, at) => {
      const onProgress = (share: number): void =>
        void (run.progress = Math.round(((at + Math.min(1, share)) / files.length) * 80));
      return read(file, { signal, onProgress, table });
    });
    signal.throwIfAborted();
    const { notes, found } = outcomes;
    const [refused] = notes.filter(({ failure }) => failure !== '');
    if (refused && found.length === 0) {
      const preview = { ...emptyPreview, files: notes };
      return { state: 'failed', failure: refused.failure, failureParams: { ...refused.failureParams }, preview };
    }
    const formats = new Set(found.map(({ file }) => file.format));
    const preview = { ...(await previewOf(ctx, start, run, found)), files: notes };
    return { state: 'preview', format: formats.size === 1 ? ([...formats][0] ?? '') : '', preview };
  } catch (failure) {
    if (signal.aborted) return { state: 'failed', failure: String(signal.reason) };
    ctx.log.error({ err: failure }, 'a file of questions could not be read');
    return { state: 'failed', failure: 'file-broken' };
  }
}

/** Questions compared with the bank before others get their turn. */
const comparedAtOnce = 50;

async function previewOf(
  ctx: Ctx,
  { bankId, actor }: ImportStart,
  run: ImportRun,
  found: readonly FoundFile[],
): Promise<ImportPreview> {
  const { signal } = run.controller;
  const likeness = await bankLikeness(ctx, bankId);
  const all = found.reduce((sum, { file }) => sum + file.questions.length, 0);
  const questions: ImportedQuestion[] = [];
  for (const { file } of found) {
    const kept = await keepImportedMedia(ctx, { bankId, media: file.media, actorId: actor.id, signal });
    const known = await knownMedia(ctx, file.questions);
    const ids = new Map([...known.map((id) => [id, id] as const), ...kept]);
    for (const item of file.questions) {
      const own = withOrderKept(withMedia({ ...item, number: questions.length + 1 }, ids));
      questions.push(withBankProblems(own, likeness));
      if (questions.length % comparedAtOnce > 0) continue;
      run.progress = 80 + Math.floor((questions.length / all) * 20);
      await setImmediate();
      signal.throwIfAborted();
    }
  }
  return withRepeats({ ...emptyPreview, questions, problems: found.flatMap(({ file }) => file.problems) });
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
