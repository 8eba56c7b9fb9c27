/** What the studio says of a text while it is written: hints, faults, and how the phone will show it. Nothing is saved. */
import { mediaIn } from '../content/markup.ts';
import { formatIsoDate, localDate } from '../rules/calendar.ts';
import { kinds } from '../rules/marking/index.ts';
import { questionHints, type Hint, type HintContext } from '../rules/question-hints.ts';
import { textsOf, type Question, type Topic } from '../rules/question.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { bankById } from '../store/banks.ts';
import { mediaShown } from '../store/media.ts';
import type { QuestionFault, QuestionHint, QuestionLook, ShownQuestion } from '../wire/http/banks.ts';
import { bankLikeness } from './bank-likeness.ts';
import type { Ctx } from './context.ts';
import { loadContests } from './load-contest.ts';
import { normaliseQuestion } from './question-head.ts';
import { shownQuestion } from './shown-question.ts';

/** Refuses with `not-found` for an unknown bank. */
export async function lookAtQuestion(ctx: Ctx, bankId: string, written: Question): Promise<Outcome<QuestionLook>> {
  const bank = await ctx.store.read((tx) => bankById(tx, bankId));
  if (bank === undefined) return refused({ name: 'not-found' });
  const content = normaliseQuestion(written);
  const hints = await hintsFor(ctx, bankId, content);
  return accepted({
    hints: hintViews(hints, {}),
    faults: faultsOf(content, bank.topics),
    shown: await showQuestion(ctx, content),
  });
}

/** Hints on a text of this bank; the question of the same code is not compared with itself. */
export async function hintsFor(ctx: Ctx, bankId: string, content: Question): Promise<Hint[]> {
  return questionHints(content, { ...(await hintGround(ctx, bankId)), similar: await similarTo(ctx, bankId, content) });
}

/** What hints of every question of a bank rest on. */
export async function hintGround(ctx: Ctx, bankId: string): Promise<Omit<HintContext, 'similar'>> {
  const rounds = (await loadContests(ctx))
    .filter(({ definition }) => definition.bankId === bankId)
    .flatMap(({ definition }) => definition.rounds);
  const seconds = rounds.map(
    ({ durationMs, blueprint: { cells } }) => durationMs / 1_000 / Math.max(1, sum(cells.map(({ count }) => count))),
  );
  return {
    day: formatIsoDate(localDate(ctx.clock.now())),
    secondsPerQuestion: seconds.length === 0 ? null : Math.min(...seconds),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

async function similarTo(ctx: Ctx, bankId: string, content: Question): Promise<HintContext['similar']> {
  return (await bankLikeness(ctx, bankId)).mostLike(content, content.id);
}

export const hintViews = (hints: readonly Hint[], dismissed: Readonly<Record<string, string>>): QuestionHint[] =>
  hints.map(({ name, params }) => ({ name, params: { ...params }, dismissedBecause: dismissed[name] ?? '' }));

/** What must be mended before it can go to review; `field` names the place where there is one. */
export function faultsOf(content: Question, topics: readonly Topic[]): QuestionFault[] {
  const missing = [
    ...(content.stem === '' ? ['stem'] : []),
    ...[...content.options, ...(content.prompts ?? [])]
      .filter(({ text }) => text === '')
      .map(({ id }) => `options.${id}`),
  ];
  return [
    ...missing.map((field) => ({ name: 'missing-field', params: { field } })),
    ...(topics.some(({ id }) => id === content.topic)
      ? []
      : [{ name: 'unknown-topic', params: { topic: content.topic } }]),
    ...kinds[content.kind].check(content).map(({ name, params }) => ({ name, params: { ...params } })),
  ];
}

/** As a phone shows it, with the files that its texts name. */
export async function showQuestion(ctx: Ctx, content: Question): Promise<ShownQuestion> {
  const ids = textsOf(content).flatMap((text) => mediaIn(text).map(({ id }) => id));
  const media = new Map((await ctx.store.read((tx) => mediaShown(tx, ids))).map((one) => [one.id, one]));
  const shown = shownQuestion(content, (id) => media.get(id));
  const { stem, explanation } = shown;
  return { kind: content.kind, stem, explanation, options: shown.options(), prompts: [...shown.prompts] };
}
