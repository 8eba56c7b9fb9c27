/** What is said of a question without changing it: comments, and hints that somebody dismisses with a reason. */
import { normaliseName, toReadable } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { HintName } from '../rules/question-hints.ts';
import { countComments, insertQuestionEvents } from '../store/question-events.ts';
import { writeQuestion } from '../store/questions.ts';
import { questionLimits } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { holdBank, holdQuestions, type Actor } from './held-question.ts';
import { journalBank } from './journal-bank.ts';
import { hintsFor } from './look-at-question.ts';
import { hintsColumn } from './question-head.ts';

interface Spoken {
  readonly bankId: string;
  readonly code: string;
  readonly actor: Actor;
}

/** Stands beside the version it was said of. Refusals: `not-found`, `reason-needed` for a comment without words, `comments-too-many`. */
export async function commentQuestion(
  ctx: Ctx,
  { bankId, code, actor, text }: Spoken & { readonly text: string },
): Promise<Outcome<true>> {
  const note = toReadable(text);
  if (note === '') return refused({ name: 'reason-needed' });
  return ctx.store.write(async (tx) => {
    const bank = await holdBank(tx, ctx, bankId);
    const held = bank && (await holdQuestions(tx, bankId, [code])).get(code);
    if (!bank || !held) return refused({ name: 'not-found' });
    const { commentsMax: max } = questionLimits;
    if ((await countComments(tx, held.head.id)) >= max) return refused({ name: 'comments-too-many', max });
    await insertQuestionEvents(tx, [
      {
        ...{ questionRowId: held.head.id, versionId: held.newest.id, deed: 'commented' },
        ...{ actorId: actor.id, note, at: bank.at },
      },
    ]);
    // The words stand with the question; here is only that something was said.
    await journalBank(tx, ctx, { actor, action: 'comment-question', bankId, codes: [code] });
    return accepted(true);
  });
}

/** An empty reason takes a dismissal back. It stays dismissed while the text changes. Refuses with `not-found`. */
export async function dismissHint(
  ctx: Ctx,
  { bankId, code, actor, hint, reason }: Spoken & { readonly hint: HintName; readonly reason: string },
): Promise<Outcome<true>> {
  const known = await ctx.store.read(async (tx) => (await holdQuestions(tx, bankId, [code])).get(code));
  const hints = known ? await hintsFor(ctx, bankId, known.newest.content) : [];
  return ctx.store.write(async (tx) => {
    const bank = await holdBank(tx, ctx, bankId);
    const held = bank && (await holdQuestions(tx, bankId, [code])).get(code);
    if (!bank || !held) return refused({ name: 'not-found' });
    const { [hint]: before = '', ...others } = held.head.dismissed;
    const word = normaliseName(reason);
    if (word === before) return accepted(true);
    const dismissed = word === '' ? others : { ...others, [hint]: word };
    await writeQuestion(tx, held.head.id, { dismissed, hints: hintsColumn(hints, dismissed) });
    const isBack = word === '';
    await insertQuestionEvents(tx, [
      {
        ...{ questionRowId: held.head.id, versionId: held.newest.id, actorId: actor.id, at: bank.at },
        ...(isBack
          ? ({ deed: 'hint-restored', note: hint } as const)
          : ({ deed: 'hint-dismissed', note: `${hint}: ${word}` } as const)),
      },
    ]);
    await journalBank(tx, ctx, {
      ...{ actor, action: isBack ? 'restore-hint' : 'dismiss-hint', bankId, codes: [code] },
      detail: { hint, reason: word },
    });
    return accepted(true);
  });
}
