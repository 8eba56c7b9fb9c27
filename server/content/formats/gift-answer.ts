/** What the GIFT parser found between the braces, as kind, options and key. */
import type {
  GIFTQuestion,
  Matching,
  MultipleChoice,
  Numerical,
  NumericalFormat,
  ShortAnswer,
  TextFormat,
  TrueFalse,
} from 'gift-pegjs';
import type { Draft } from './draft.ts';
import { draftLimits, optionId, promptId } from './draft.ts';
import { middleOf, plainDecimal } from './decimal-range.ts';
import { words } from './foreign-text.ts';
import type { GiftTexts } from './gift.ts';
import { readWeights } from './weights.ts';

/** `feedback`: what is shown after the answer, as Markdown. */
type Answer = Omit<Draft, 'stem'> & { readonly feedback: string };

/** null: a kind that is not held. */
export function answerOf(question: GIFTQuestion, texts: GiftTexts): Answer | null {
  switch (question.type) {
    case 'MC':
      return choice(question, texts);
    case 'TF':
      return truth(question, texts);
    case 'Short':
      return short(question, texts);
    case 'Numerical':
      return numerical(question, texts);
    case 'Matching':
      return matching(question, texts);
    case 'Essay':
    case 'Description':
    case 'Category':
      return null;
  }
}

interface Weighed {
  readonly isCorrect: boolean;
  readonly weight: number | null;
  readonly feedback: TextFormat | null;
}

const percentOf = ({ isCorrect, weight }: Weighed): number => weight ?? (isCorrect ? 100 : 0);

/** What is said of the right answer explains the question; what is said of wrong ones has no place here. */
function feedbackOf(choices: readonly Weighed[], general: TextFormat | null, texts: GiftTexts): string {
  const right = choices.find((one) => percentOf(one) > 0 && one.feedback !== null);
  const shown = general ?? right?.feedback ?? null;
  const left = choices.filter(({ feedback }) => feedback !== null && feedback !== shown && feedback.text !== '');
  if (left.length > 0)
    texts.note('text-left-over', 'told', { text: texts.plain(left[0]?.feedback?.text ?? '').slice(0, 100) });
  return texts.text(shown);
}

/** Of two remarks Moodle shows the first to who was wrong and the second to who was right, whatever the parser calls them. */
function truth({ isTrue, trueFeedback, falseFeedback, globalFeedback }: TrueFalse, texts: GiftTexts): Answer {
  const shown = globalFeedback ?? falseFeedback ?? trueFeedback;
  const left = [trueFeedback, falseFeedback].find((one) => one !== null && one !== shown && one.text !== '');
  if (left) texts.note('text-left-over', 'told', { text: texts.plain(left.text).slice(0, 100) });
  return { kind: 'true-false', key: [isTrue ? 'a' : 'b'], feedback: texts.text(shown) };
}

function choice({ choices: all, globalFeedback }: MultipleChoice, texts: GiftTexts): Answer {
  const choices = all.slice(0, draftLimits.partsMax);
  const isSingle = choices.every(({ weight }) => weight === null) || choices.some(({ isCorrect }) => isCorrect);
  const read = readWeights(choices.map(percentOf), isSingle);
  if (isSingle && read.kind === 'multiple') texts.note('kind-guessed', 'doubt', { kind: 'multiple' });
  else if (!read.isExact && read.chosen.length > 0) texts.note('weights-not-held', 'doubt');
  return {
    kind: read.kind,
    options: choices.map(({ text }) => texts.line(text)),
    key: read.chosen.map(optionId),
    ...(read.scheme === undefined ? {} : { scheme: read.scheme }),
    feedback: feedbackOf(choices, globalFeedback, texts),
  };
}

/** Moodle's star stands for any words unless a backslash is before it; we have no such thing. */
function short({ choices, globalFeedback }: ShortAnswer, texts: GiftTexts): Answer {
  const variants = choices
    .filter((one) => percentOf(one) >= 100)
    .map(({ text }) => texts.plain(text.text))
    .filter((variant) => variant !== '*');
  if (choices.some((one) => percentOf(one) > 0 && percentOf(one) < 100)) texts.note('weights-not-held', 'doubt');
  if (variants.some((variant) => /(?<!\\)\*/.test(variant))) texts.note('formatting-not-kept', 'doubt', { text: '*' });
  return {
    kind: 'text',
    key: [...new Set(variants.map((variant) => variant.replaceAll('\\*', '*')))],
    feedback: feedbackOf(choices, globalFeedback, texts),
  };
}

function numerical({ choices, globalFeedback }: Numerical, texts: GiftTexts): Answer {
  const list = Array.isArray(choices) ? choices : [];
  const right = list.filter((one) => percentOf(one) >= 100);
  if (right.length > 1 || list.some((one) => percentOf(one) > 0 && percentOf(one) < 100)) {
    texts.note('weights-not-held', 'doubt');
  }
  const given = Array.isArray(choices) ? right[0]?.text : choices;
  const read = given === undefined ? null : range(given);
  if (read === null) texts.note('number-unreadable', 'stops');
  return {
    kind: 'number',
    key: read === null ? [] : [read.key],
    ...(read === null || read.tolerance === '0' ? {} : { tolerance: read.tolerance }),
    feedback: feedbackOf(list, globalFeedback, texts),
  };
}

function range({ type, number = NaN, range: width = 0, numberLow, numberHigh }: NumericalFormat) {
  if (type === 'high-low') return middleOf(String(numberLow), String(numberHigh));
  const [key, tolerance] = [plainDecimal(String(number)), plainDecimal(String(width))];
  return key === null || tolerance === null ? null : { key, tolerance };
}

function matching({ matchPairs: all, globalFeedback }: Matching, texts: GiftTexts): Answer {
  const matchPairs = all.slice(0, draftLimits.partsMax);
  const options = [...new Set(matchPairs.map(({ subanswer }) => words(texts.plain(subanswer))))];
  const prompts = matchPairs.filter(({ subquestion }) => subquestion.text !== '');
  const optionOf = (answer: string): string => optionId(options.indexOf(words(texts.plain(answer))));
  const isGrid = options.every((option) => option === 'Đúng' || option === 'Sai') && options.length === 2;
  const left = prompts.map(({ subquestion }) => texts.line(subquestion));
  const feedback = texts.text(globalFeedback);
  if (isGrid) {
    const key = prompts.flatMap(({ subanswer }, at) => (texts.plain(subanswer) === 'Đúng' ? [optionId(at)] : []));
    return { kind: 'grid', options: left, key, scheme: 'each-part', feedback };
  }
  const key = prompts.map(({ subanswer }, at) => `${promptId(at)}=${optionOf(subanswer)}`);
  return { kind: 'matching', options, prompts: left, key, scheme: 'each-part', feedback };
}
