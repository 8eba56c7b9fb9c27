/** Questions of an import's preview as a phone would show them. Nothing is kept: a preview is looked at a few times. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { escaped } from '../content/markup-escape.ts';
import { mediaIn, toHtml, toInlineHtml } from '../content/markup.ts';
import type { MediaOf } from '../content/markup-media.ts';
import { lettersOf } from '../rules/question-text.ts';
import { textsOf, type Question } from '../rules/question.ts';
import { mediaShown } from '../store/media.ts';
import type { ShownQuestion } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';

/** Characters of one page that are made into HTML, many times those of a hundred long questions; the rest is shown as typed. */
const renderedMax = 400_000;
/** Between two turns of the event loop. */
const renderedPerTurn = 10_000;

/** By the question; one look at the store for all of them. */
export async function showImported(
  ctx: Ctx,
  questions: readonly Question[],
): Promise<(question: Question) => ShownQuestion> {
  const rendered = withinBudget(questions);
  const ids = [
    ...new Set([...rendered].flatMap((one) => textsOf(one).flatMap((text) => mediaIn(text).map(({ id }) => id)))),
  ];
  const known = ids.length === 0 ? [] : await ctx.store.read((tx) => mediaShown(tx, ids));
  const media = new Map(known.map((one) => [one.id, one]));
  const made = new Map<Question, ShownQuestion>();
  let since = 0;
  for (const question of rendered) {
    made.set(
      question,
      shown(question, (id) => media.get(id)),
    );
    since += lettersOf(question);
    if (since < renderedPerTurn) continue;
    since = 0;
    await nextTurn();
  }
  return (question) => made.get(question) ?? asTyped(question);
}

/** The first questions, as many as may be rendered for one page; a longer one among them is left out. */
function withinBudget(questions: readonly Question[]): Set<Question> {
  let left = renderedMax;
  return new Set(
    questions.filter((question) => {
      const letters = lettersOf(question);
      if (letters > left) return false;
      left -= letters;
      return true;
    }),
  );
}

const shown = (question: Question, mediaOf: MediaOf): ShownQuestion =>
  partsOf(
    question,
    (text) => toHtml(text, mediaOf),
    (text) => toInlineHtml(text, mediaOf),
  );

const asTyped = (question: Question): ShownQuestion => partsOf(question, escaped, escaped);

const partsOf = (
  { kind, stem, options, prompts = [], explanation }: Question,
  block: (text: string) => string,
  inline: (text: string) => string,
): ShownQuestion => ({
  kind,
  stem: block(stem),
  options: options.map(({ text }) => inline(text)),
  prompts: prompts.map(({ text }) => inline(text)),
  explanation: block(explanation),
});
