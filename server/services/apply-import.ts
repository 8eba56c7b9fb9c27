/** Makes the questions of a previewed file: all that are ready or the chosen ones, as drafts, in one transaction. */
import type { BatchId } from '../rules/ids.ts';
import type { ImportedQuestion, ImportPreview } from '../rules/import-preview.ts';
import { questionHints } from '../rules/question-hints.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { writeBank } from '../store/banks.ts';
import { batchById, writeBatch } from '../store/import-batches.ts';
import { bankLikeness } from './bank-likeness.ts';
import type { Ctx } from './context.ts';
import { insertDrafts, type NewDraft } from './create-question.ts';
import { holdBank, type Actor } from './held-question.ts';
import { holdPreview } from './held-import.ts';
import { isRepeat, isStopped } from './import-checks.ts';
import { TopicTree } from './import-topics.ts';
import { hintGround } from './look-at-question.ts';
import { normaliseQuestion } from './question-head.ts';
import { writeJournal } from './write-journal.ts';

export interface Applying {
  readonly id: BatchId;
  /** null: everything that is ready and repeats nothing. */
  readonly numbers: readonly number[] | null;
  readonly actor: Actor;
}

/** How many were made. Refusals: `not-found`, `import-state`, `import-item-not-ready`, `import-nothing-ready`. */
export async function applyImport(ctx: Ctx, { id, numbers, actor }: Applying): Promise<Outcome<number>> {
  const bankId = (await ctx.store.read((tx) => batchById(tx, id)))?.bankId;
  if (bankId === undefined) return refused({ name: 'not-found' });
  const ground = await hintGround(ctx, bankId);
  const likeness = await bankLikeness(ctx, bankId);
  return ctx.store.write(async (tx) => {
    const held = await holdPreview(tx, id);
    if (!held.ok) return held;
    const { batch, preview } = held.value;
    const bank = await holdBank(tx, ctx, bankId);
    if (bank === null) return refused({ name: 'not-found' });
    const chosen = choose(preview, numbers);
    if (!chosen.ok) return chosen;
    const tree = new TopicTree(bank.bank.topics, preview.topicIds);
    const drafts = chosen.value.flatMap((item): NewDraft[] => {
      if (item.question === null) return [];
      const content = { ...normaliseQuestion(item.question), topic: tree.placeOf(item) };
      return [{ content, hints: questionHints(content, { ...ground, similar: likeness.mostLike(content) }) }];
    });
    if (tree.topics.length > bank.bank.topics.length)
      await writeBank(tx, bankId, { topics: tree.topics, importedAt: Math.max(bank.at, bank.bank.importedAt + 1) });
    const { at } = bank;
    await insertDrafts(tx, ctx, { bankId, drafts, at, actorId: actor.id, batchId: id, deed: 'imported' });
    await writeBatch(tx, id, { state: 'done', madeCount: drafts.length, endedAt: at });
    await writeJournal(tx, ctx, {
      ...{ actor, action: 'apply-import', contestId: '' },
      detail: { bankId, batchId: id, fileName: batch.fileName, format: batch.format, questions: drafts.length },
    });
    return accepted(drafts.length);
  });
}

function choose(preview: ImportPreview, numbers: readonly number[] | null): Outcome<readonly ImportedQuestion[]> {
  const leftOut = new Set(preview.leftOut);
  if (numbers === null) {
    const ready = preview.questions.filter((item) => !leftOut.has(item.number) && !isStopped(item) && !isRepeat(item));
    return ready.length === 0 ? refused({ name: 'import-nothing-ready' }) : accepted(ready);
  }
  const wanted = new Set(numbers);
  const chosen = preview.questions.filter(({ number }) => wanted.has(number));
  const stopped = chosen.find(isStopped)?.number ?? numbers.find((n) => !chosen.some(({ number }) => number === n));
  return stopped === undefined ? accepted(chosen) : refused({ name: 'import-item-not-ready', number: stopped });
}
