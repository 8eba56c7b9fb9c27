/**
 * A question's texts as HTML, made once and kept while it is asked often: versions never change. What is kept holds
 * the explanation beside the rest; who sends a question to a browser takes from it what its shape has room for.
 */
import { toHtml, toInlineHtml } from '../content/markup.ts';
import type { MediaOf } from '../content/markup-media.ts';
import type { Question } from '../rules/question.ts';

export interface ShownQuestion {
  readonly stem: string;
  /** In the order given, or in the question's own. */
  options(order?: readonly string[]): string[];
  readonly prompts: readonly string[];
  readonly explanation: string;
}

/** Questions kept rendered: some thousand papers' worth of different ones, a few megabytes. */
const keptMax = 4_000;
const kept = new Map<Question, ShownQuestion>();

export function shownQuestion(question: Question, mediaOf: MediaOf): ShownQuestion {
  const known = kept.get(question) ?? render(question, mediaOf);
  // Deleted and set again, it is the newest: the oldest goes first.
  kept.delete(question);
  kept.set(question, known);
  const oldest = kept.size > keptMax ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
  return known;
}

function render(question: Question, mediaOf: MediaOf): ShownQuestion {
  const html = new Map(question.options.map(({ id, text }) => [id, toInlineHtml(text, mediaOf)]));
  return {
    stem: toHtml(question.stem, mediaOf),
    options: (order = [...html.keys()]) => order.map((id) => html.get(id) ?? ''),
    prompts: (question.prompts ?? []).map(({ text }) => toInlineHtml(text, mediaOf)),
    explanation: toHtml(question.explanation, mediaOf),
  };
}
