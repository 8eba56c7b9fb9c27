/** Makes drafts: one that somebody begins to write, or those of an imported file. Codes are the server's own. */
import type { BatchId, Millis, QuestionRowId, UserId, VersionId } from '../rules/ids.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { Hint } from '../rules/question-hints.ts';
import { lapsesOn, type Question } from '../rules/question.ts';
import { insertQuestionEvents } from '../store/question-events.ts';
import { insertVersions } from '../store/question-versions.ts';
import { codesOfBank, insertQuestions, questionByRow } from '../store/questions.ts';
import type { Tx } from '../store/store.ts';
import { questionCodePattern } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { holdBank, unlessFull, type Actor } from './held-question.ts';
import { journalBank } from './journal-bank.ts';
import { hintsFor } from './look-at-question.ts';
import { headColumns, hintsColumn, normaliseQuestion } from './question-head.ts';

export interface NewDraft {
  readonly content: Question;
  readonly hints: readonly Hint[];
  /** A new one unless given. */
  readonly rowId?: QuestionRowId;
}

/** As long as ids are; nobody comes to another's question by a key. */
const rowIdOf = (ctx: Ctx, parts: readonly string[]): QuestionRowId =>
  ctx.secrets.digest(JSON.stringify(parts)).slice(0, 26) as QuestionRowId;

/** The new question's code, or of the one that the same person has made by the same `key`. Refusals: `not-found`, `questions-too-many`, `topic-unknown`. */
export async function createQuestion(
  ctx: Ctx,
  given: { readonly bankId: string; readonly content: Question; readonly actor: Actor; readonly key?: string },
): Promise<Outcome<string>> {
  const { bankId, actor, key } = given;
  const content = { ...normaliseQuestion(given.content), id: '' };
  const hints = await hintsFor(ctx, bankId, content);
  const rowId = key === undefined ? ctx.newId<QuestionRowId>() : rowIdOf(ctx, [bankId, actor.id, key]);
  return ctx.store.write(async (tx) => {
    const bank = await holdBank(tx, ctx, bankId);
    if (bank === null) return refused({ name: 'not-found' });
    const known = await questionByRow(tx, rowId);
    if (known) return accepted(known.questionId);
    const full = unlessFull(bank, 1);
    if (full) return full;
    if (content.topic !== '' && !bank.bank.topics.some(({ id }) => id === content.topic))
      return refused({ name: 'topic-unknown', topic: content.topic });
    const [code = ''] = await insertDrafts(tx, ctx, {
      ...{ bankId, drafts: [{ content, hints, rowId }], at: bank.at, actorId: actor.id },
      ...{ batchId: '', deed: 'made' },
    });
    await journalBank(tx, ctx, { actor, action: 'write-question', bankId, codes: [code] });
    return accepted(code);
  });
}

export interface Drafts {
  readonly bankId: string;
  readonly drafts: readonly NewDraft[];
  readonly at: Millis;
  readonly actorId: UserId;
  readonly batchId: BatchId | '';
  readonly deed: 'made' | 'imported';
}

/** Under the bank's lock. Codes of the new questions, in their order: their own where it is free, else the next number. */
export async function insertDrafts(tx: Tx, ctx: Ctx, given: Drafts): Promise<string[]> {
  const { bankId, drafts, at, actorId, batchId, deed } = given;
  const nextCode = coder(await codesOfBank(tx, bankId));
  const made = drafts.map(({ content: written, hints, rowId = ctx.newId<QuestionRowId>() }) => {
    const content = { ...written, id: nextCode(written.id) };
    return { rowId, versionId: ctx.newId<VersionId>(), content, hints };
  });
  await insertVersions(
    tx,
    made.map(({ versionId: id, content }) => ({
      ...{ id, bankId, questionId: content.id, version: 1, content, isCurrent: false },
      ...{ contentHash: ctx.secrets.digest(JSON.stringify(content)) },
      ...{ authorId: actorId, createdAt: at, approvedBy: '' as const, approvedAt: 0 },
    })),
  );
  await insertQuestions(
    tx,
    made.map(({ rowId: id, versionId, content, hints }) => ({
      ...{ id, bankId, questionId: content.id, ...headColumns(content), state: 'draft' as const },
      ...{ reservedFor: '', newestVersionId: versionId, drawnVersionId: '' as const, lapsesOn: lapsesOn(content) },
      ...{ hints: hintsColumn(hints, {}), dismissed: {}, batchId },
      ...{ createdBy: actorId, updatedBy: actorId, updatedAt: at },
    })),
  );
  await insertQuestionEvents(
    tx,
    made.map(({ rowId, versionId }) => ({ questionRowId: rowId, versionId, deed, actorId, note: '', at })),
  );
  return made.map(({ content }) => content.id);
}

const numbered = /^cau-(\d+)$/;
const usable = new RegExp(questionCodePattern);

/** Gives out codes that nobody has: `cau-0001` and on. */
function coder(taken: readonly string[]): (wish: string) => string {
  const known = new Set(taken);
  let last = taken.reduce((most, code) => Math.max(most, Number(numbered.exec(code)?.[1] ?? 0)), 0);
  return (wish) => {
    let code = usable.test(wish) ? wish : '';
    while (code === '' || known.has(code)) {
      last += 1;
      code = `cau-${String(last).padStart(4, '0')}`;
    }
    known.add(code);
    return code;
  };
}
