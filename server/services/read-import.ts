/** A batch of questions as the studio shows it: while it is read, before it is applied, and afterwards. */
import type { BatchId } from '../rules/ids.ts';
import type { ImportedQuestion, ImportPreview } from '../rules/import-preview.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { bankById } from '../store/banks.ts';
import { batchById, batchesOfBank, type BatchHead } from '../store/import-batches.ts';
import { userNames } from '../store/users.ts';
import type {
  ImportBatches,
  ImportBatchView,
  ImportItem,
  importFilters,
  ImportPage,
  ImportView,
} from '../wire/http/bank-imports.ts';
import { questionLimits } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { isRepeat, isStopped } from './import-checks.ts';
import { importRuns } from './import-runs.ts';
import { showImported } from './show-import.ts';

type Filter = (typeof importFilters)[number];

const batchesMax = 100;

/** Refuses with `not-found`. */
export async function readImportView(ctx: Ctx, id: BatchId, wish: ImportPage = {}): Promise<Outcome<ImportView>> {
  const found = await ctx.store.read(async (tx) => {
    const batch = await batchById(tx, id);
    return batch && { batch, names: await userNames(tx, [batch.createdBy]) };
  });
  if (found === undefined) return refused({ name: 'not-found' });
  const { batch, names } = found;
  const { preview } = batch;
  const { show = 'all', page = 0 } = wish;
  const { pageSize } = questionLimits;
  const leftOut = new Set(preview.leftOut);
  const shown = preview.questions.filter((item) => fits[show](item, leftOut.has(item.number)));
  const count = (filter: Filter): number =>
    preview.questions.filter((item) => fits[filter](item, leftOut.has(item.number))).length;
  const onPage = shown.slice(page * pageSize, (page + 1) * pageSize);
  return accepted({
    batch: batchView(ctx, batch, names.get(batch.createdBy) ?? ''),
    counts: {
      ...{ all: count('all'), stopped: count('stopped'), doubt: count('doubt'), duplicate: count('duplicate') },
      ...{ 'left-out': count('left-out'), ready: count('ready') },
    },
    files: preview.files.map((file) => ({ ...file, failureParams: { ...file.failureParams } })),
    problems: [...preview.problems],
    topics: topicsOf(preview),
    ...{ total: shown.length, page, pageSize },
    items: await itemViews(ctx, onPage, preview),
    serverNow: ctx.clock.now(),
  });
}

/** Newest first, at most 100. Refuses with `not-found` for the bank. */
export async function listImports(ctx: Ctx, bankId: string): Promise<Outcome<ImportBatches>> {
  return ctx.store.read(async (tx) => {
    if ((await bankById(tx, bankId)) === undefined) return refused({ name: 'not-found' });
    const rows = await batchesOfBank(tx, bankId, batchesMax);
    const names = await userNames(
      tx,
      rows.map(({ createdBy }) => createdBy),
    );
    return accepted({ batches: rows.map((row) => batchView(ctx, row, names.get(row.createdBy) ?? '')) });
  });
}

const fits: Readonly<Record<Filter, (item: ImportedQuestion, isLeftOut: boolean) => boolean>> = {
  all: () => true,
  stopped: (item, isLeftOut) => !isLeftOut && isStopped(item),
  doubt: ({ problems }, isLeftOut) => !isLeftOut && problems.some(({ weight }) => weight === 'doubt'),
  duplicate: (item, isLeftOut) => !isLeftOut && isRepeat(item),
  'left-out': (_item, isLeftOut) => isLeftOut,
  ready: (item, isLeftOut) => !isLeftOut && !isStopped(item) && !isRepeat(item),
};

export async function itemViews(
  ctx: Ctx,
  items: readonly ImportedQuestion[],
  preview: ImportPreview,
): Promise<ImportItem[]> {
  const show = await showImported(
    ctx,
    items.flatMap(({ question }) => question ?? []),
  );
  return items.map((item) => itemView(item, preview, item.question && show(item.question)));
}

function itemView(
  item: ImportedQuestion,
  { duplicates, leftOut }: ImportPreview,
  shown: ImportItem['shown'],
): ImportItem {
  const isLeftOut = leftOut.includes(item.number);
  return {
    number: item.number,
    content: item.question,
    shown,
    topicPath: [...item.topicPath],
    place: { ...item.place },
    problems: [...item.problems],
    duplicateOf: duplicates[item.number] ?? '',
    isLeftOut,
    isReady: !isLeftOut && !isStopped(item),
  };
}

function batchView(ctx: Ctx, batch: BatchHead, createdByName: string): ImportBatchView {
  const { id, bankId, fileName, format, state, failure, failureParams, createdAt, endedAt, madeCount } = batch;
  const progress = state === 'reading' ? (importRuns(ctx).get(id)?.progress ?? 0) : 100;
  return {
    ...{ id, bankId, fileName, format, state, failure, failureParams, progress },
    ...{ createdByName, createdAt, endedAt, madeCount },
  };
}

/** Paths in the order of the file, the empty one too; a question with a topic of its own needs none. */
function topicsOf({ questions, topicIds }: ImportPreview): ImportView['topics'] {
  const counts = new Map<string, number>();
  for (const { topicPath, question } of questions)
    if (question !== null && (topicPath.length > 0 || question.topic === '')) {
      const key = JSON.stringify(topicPath);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return [...counts].map(([key, many]) => ({
    path: JSON.parse(key) as string[],
    questions: many,
    topicId: topicIds[key] ?? null,
  }));
}
