/** Mends the preview of an import on the spot: one question's text, whether it is left out, where a topic goes. */
import type { BatchId } from '../rules/ids.ts';
import type { ImportPreview } from '../rules/import-preview.ts';
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { bankById } from '../store/banks.ts';
import { batchById, writeBatch } from '../store/import-batches.ts';
import type { ChangeImportItem, ImportItem, MapImportTopic } from '../wire/http/bank-imports.ts';
import { bankLikeness } from './bank-likeness.ts';
import type { Ctx } from './context.ts';
import { holdPreview } from './held-import.ts';
import type { Actor } from './held-question.ts';
import { newTopicSign } from './import-topics.ts';
import { recheck, withRepeats } from './import-checks.ts';
import { normaliseQuestion } from './question-head.ts';
import { itemViews } from './read-import.ts';

interface ImportChange {
  readonly id: BatchId;
  readonly number: number;
  readonly change: ChangeImportItem;
  readonly actor: Actor;
}

/** A question that could not be read can be written by hand. Refusals: `not-found`, `import-of-another`, `import-state`. */
export async function changeImportItem(
  ctx: Ctx,
  { id, number, change, actor }: ImportChange,
): Promise<Outcome<ImportItem>> {
  const seen = await ctx.store.read((tx) => batchById(tx, id));
  const item = seen?.preview.questions.find((each) => each.number === number);
  if (!seen || (seen.state === 'preview' && !item)) return refused({ name: 'not-found' });
  if (seen.state !== 'preview' || !item) return refused({ name: 'import-state', state: seen.state });
  const changed = change.content
    ? await recheck(ctx, item, normaliseQuestion(change.content), await bankLikeness(ctx, seen.bankId))
    : null;
  const done = await ctx.store.write(async (tx): Promise<Outcome<ImportPreview>> => {
    const held = await holdPreview(tx, id, actor);
    if (!held.ok) return held;
    const { preview: before } = held.value;
    const others = before.leftOut.filter((each) => each !== number);
    const isLeftOut = change.isLeftOut ?? before.leftOut.includes(number);
    const preview = withRepeats({
      ...before,
      leftOut: isLeftOut ? [...others, number] : others,
      questions: before.questions.map((each) => (each.number === number ? (changed ?? each) : each)),
    });
    await writeBatch(tx, id, { preview });
    return accepted(preview);
  });
  if (!done.ok) return done;
  const shown = done.value.questions.find((each) => each.number === number) ?? item;
  const [view] = await itemViews(ctx, [shown], done.value);
  return view ? accepted(view) : refused({ name: 'not-found' });
}

/** Questions under a path go to a topic of the bank, a new one (`+` and its name), or (null) topics of the path's names. Refusals: `not-found`, `import-state`, `topic-unknown`. */
export async function mapImportTopic(
  ctx: Ctx,
  { id, path, topicId, actor }: MapImportTopic & Pick<ImportChange, 'id' | 'actor'>,
): Promise<Outcome<true>> {
  return ctx.store.write(async (tx) => {
    const held = await holdPreview(tx, id, actor);
    if (!held.ok) return held;
    const { batch, preview } = held.value;
    const key = JSON.stringify(path);
    if (!preview.questions.some((item) => JSON.stringify(item.topicPath) === key))
      return refused({ name: 'topic-unknown', topic: path.join(' / ') });
    const bank = await bankById(tx, batch.bankId);
    const isNew = topicId !== null && newName(topicId) !== '';
    if (topicId !== null && !isNew && !bank?.topics.some((topic) => topic.id === topicId))
      return refused({ name: 'topic-unknown', topic: topicId });
    const { [key]: _before, ...others } = preview.topicIds;
    await writeBatch(tx, id, {
      preview: {
        ...preview,
        topicIds: topicId === null ? others : { ...others, [key]: isNew ? newTopicSign + newName(topicId) : topicId },
      },
    });
    return accepted(true);
  });
}

/** Name of the topic that shall be made; '' when a topic of the bank is meant. */
const newName = (topicId: string): string => (topicId.startsWith(newTopicSign) ? normaliseName(topicId.slice(1)) : '');
