/** Questions of an import's preview as a phone would show them. Nothing is kept: a preview is looked at a few times. */
import { mediaIn, toHtml, toInlineHtml } from '../content/markup.ts';
import type { MediaOf } from '../content/markup-media.ts';
import { textsOf, type Question } from '../rules/question.ts';
import { mediaShown } from '../store/media.ts';
import type { ShownQuestion } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';

/** By the question; one look at the store for all of them. */
export async function showImported(
  ctx: Ctx,
  questions: readonly Question[],
): Promise<(question: Question) => ShownQuestion> {
  const ids = [
    ...new Set(questions.flatMap((one) => textsOf(one).flatMap((text) => mediaIn(text).map(({ id }) => id)))),
  ];
  const known = ids.length === 0 ? [] : await ctx.store.read((tx) => mediaShown(tx, ids));
  const media = new Map(known.map((one) => [one.id, one]));
  return (question) => shown(question, (id) => media.get(id));
}

const shown = ({ kind, stem, options, prompts = [], explanation }: Question, mediaOf: MediaOf): ShownQuestion => ({
  kind,
  stem: toHtml(stem, mediaOf),
  options: options.map(({ text }) => toInlineHtml(text, mediaOf)),
  prompts: prompts.map(({ text }) => toInlineHtml(text, mediaOf)),
  explanation: toHtml(explanation, mediaOf),
});
