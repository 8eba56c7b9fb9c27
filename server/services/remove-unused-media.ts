/**
 * Takes pictures, sound and film out of the store that nothing shows any more: no version of any question, old ones too,
 * and no import that is still looked at. What an editor holds and has not saved yet is younger than a day.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Millis } from '../rules/ids.ts';
import type { ImportPreview } from '../rules/import-preview.ts';
import { textsOf, type Question } from '../rules/question.ts';
import { batchById, openBatchIds } from '../store/import-batches.ts';
import { deleteMedia, mediaIdsBefore } from '../store/media.ts';
import { contentsTouchedSince, versionsShowing } from '../store/question-versions.ts';
import type { Ctx } from './context.ts';

/** An author may have a picture on the screen for so long before the question is saved. */
const unsavedMs = 24 * 3_600_000;
/** Of one run; the next takes the rest. */
const removedMax = 1_000;
const candidatesAtOnce = 10_000;
const versionsAtOnce = 300;

/** How many were removed. */
export async function removeUnusedMedia(ctx: Ctx): Promise<number> {
  const before = ctx.clock.now() - unsavedMs;
  let removed = 0;
  for (let after = ''; removed < removedMax;) {
    const ids = await ctx.store.read((tx) => mediaIdsBefore(tx, before, after, candidatesAtOnce));
    removed += await removeThoseUnused(ctx, ids, before);
    if (ids.length < candidatesAtOnce) break;
    after = ids.at(-1) ?? '';
  }
  return removed;
}

/** The files of an import that was thrown away or taken back, unless somebody has brought them again since `before`. */
export const removeMediaOf = (ctx: Ctx, { questions }: ImportPreview, before: Millis): Promise<number> =>
  removeThoseUnused(
    ctx,
    questions.flatMap(({ question }) => (question === null ? [] : namedBy(question))),
    before,
  );

/** Wherever a text names one, shown there or not: a word too many keeps a file, a word too few loses it. */
const named = /(?<=media:)[0-9a-f]{64}/gu;
const namedBy = (question: Question): string[] => textsOf(question).flatMap((text) => text.match(named) ?? []);

async function removeThoseUnused(ctx: Ctx, ids: readonly string[], before: Millis): Promise<number> {
  const unused = new Set(ids);
  if (unused.size === 0) return 0;
  const begunAt = ctx.clock.now();
  const keep = (question: Question): void => namedBy(question).forEach((id) => unused.delete(id));
  for (let after = ''; unused.size > 0;) {
    const page = await ctx.store.read((tx) => versionsShowing(tx, after, versionsAtOnce));
    for (const { content } of page) keep(content);
    if (page.length < versionsAtOnce) break;
    after = page.at(-1)?.id ?? '';
    await nextTurn();
  }
  for (const id of await ctx.store.read(openBatchIds)) {
    if (unused.size === 0) break;
    const preview = (await ctx.store.read((tx) => batchById(tx, id)))?.preview;
    for (const { question } of preview?.questions ?? []) if (question !== null) keep(question);
  }
  if (unused.size === 0) return 0;
  return ctx.store.write(async (tx) => {
    // Whoever wrote while we looked may have named one of them.
    for (const content of await contentsTouchedSince(tx, begunAt)) keep(content);
    return deleteMedia(tx, [...unused].slice(0, removedMax), before);
  });
}
