/** Makes the questions of a previewed file: all that are ready or the chosen ones, as drafts, in one transaction. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BatchId } from '../rules/ids.ts';
import type { ImportedQuestion, ImportPreview } from '../rules/import-preview.ts';
import { questionHints, type Hint } from '../rules/question-hints.ts';
import type { Question } from '../rules/question.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { writeBank } from '../store/banks.ts';
import { batchById, writeBatch } from '../store/import-batches.ts';
import { bankLikeness } from './bank-likeness.ts';
import type { Ctx } from './context.ts';
import { insertDrafts, type NewDraft } from './create-question.ts';
import { holdBank, unlessFull, type Actor } from './held-question.ts';
import { holdPreview } from './held-import.ts';
import { isRepeat, isStopped } from './import-checks.ts';
import { TopicTree } from './import-topics.ts';
import { journalBank } from './journal-bank.ts';
import { hintGround } from './look-at-question.ts';
import { normaliseQuestion } from './question-head.ts';

/** Questions compared with the bank before others get their turn. */
const lookedAtAtOnce = 20;

export interface Applying {
  readonly id: BatchId;
  /** null: everything that is ready and repeats nothing. */
  readonly numbers: readonly number[] | null;
  readonly actor: Actor;
}

/** How many were made. Refusals: `not-found`, `import-of-another`, `import-state`, `import-item-not-ready`, `import-nothing-ready`, `questions-too-many`. */
export async function applyImport(ctx: Ctx, { id, numbers, actor }: Applying): Promise<Outcome<number>> {
  const seen = await ctx.store.read((tx) => batchById(tx, id));
  if (seen === undefined) return refused({ name: 'not-found' });
  const { bankId } = seen;
  const ready = choose(seen.preview, numbers);
  const hintsOf = await hintsAhead(ctx, bankId, ready.ok ? ready.value : []);
  return ctx.store.write(async (tx) => {
    const held = await holdPreview(tx, id, actor);
    if (!held.ok) return held;
    const { batch, preview } = held.value;
    const bank = await holdBank(tx, ctx, bankId);
    if (bank === null) return refused({ name: 'not-found' });
    const chosen = choose(preview, numbers);
    if (!chosen.ok) return chosen;
    const full = unlessFull(bank, chosen.value.length);
    if (full) return full;
    const tree = new TopicTree(bank.bank.topics, preview.topicIds);
    const drafts = chosen.value.flatMap((item): NewDraft[] => {
      if (item.question === null) return [];
      const content = { ...normaliseQuestion(item.question), topic: tree.placeOf(item) };
      return [{ content, hints: hintsOf(item, content) }];
    });
    const madeTopics = tree.topics.slice(bank.bank.topics.length).map((topic) => topic.id);
    if (madeTopics.length > 0)
      await writeBank(tx, bankId, { topics: tree.topics, importedAt: Math.max(bank.at, bank.bank.importedAt + 1) });
    const { at } = bank;
    const codes = await insertDrafts(tx, ctx, { bankId, drafts, at, actorId: actor.id, batchId: id, deed: 'imported' });
    await writeBatch(tx, id, { state: 'done', madeCount: drafts.length, madeTopics, endedAt: at });
    const detail = { batchId: id, fileName: batch.fileName, format: batch.format };
    await journalBank(tx, ctx, { actor, action: 'apply-import', bankId, codes, detail });
    return accepted(drafts.length);
  });
}

/** Looked for in turns and before the write: comparing thousands with a whole bank must not keep answers from the store. */
async function hintsAhead(
  ctx: Ctx,
  bankId: string,
  items: readonly ImportedQuestion[],
): Promise<(item: ImportedQuestion, content: Question) => Hint[]> {
  const ground = await hintGround(ctx, bankId);
  const likeness = await bankLikeness(ctx, bankId);
  const hintsFor = (content: Question): Hint[] =>
    questionHints(content, { ...ground, similar: likeness.mostLike(content) });
  const known = new Map<number, { readonly text: string; readonly hints: Hint[] }>();
  for (const { number, question } of items) {
    if (question === null) continue;
    known.set(number, { text: JSON.stringify(question), hints: hintsFor(normaliseQuestion(question)) });
    if (known.size % lookedAtAtOnce === 0) await nextTurn();
  }
  // What somebody changed between looking and writing is looked at again.
  return ({ number, question }, content) => {
    const ahead = known.get(number);
    return ahead?.text === JSON.stringify(question) ? ahead.hints : hintsFor(content);
  };
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
