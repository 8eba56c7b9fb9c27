/** Kind, options and key of Moodle's types of questions, those of its best known plugins among them. */
import type { Draft } from './draft.ts';
import { draftLimits, optionId, promptId } from './draft.ts';
import { plainDecimal } from './decimal-range.ts';
import { words } from './foreign-text.ts';
import { moodleGrid } from './moodle-grid.ts';
import type { MoodleQuestion } from './moodle-xml.ts';
import { truthOf } from './plain-text-words.ts';
import { readWeights } from './weights.ts';
import { childOf, childrenOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** `feedback`: what is said of the right answer, if nothing is said in general. */
type Answer = Omit<Draft, 'stem'> & { readonly feedback: string };

/** null: a type that is not held. */
export function moodleAnswer(type: string, question: MoodleQuestion): Answer | null {
  return Object.hasOwn(readers, type) ? (readers[type]?.(question) ?? null) : null;
}

const readers: Readonly<Record<string, (question: MoodleQuestion) => Answer | null>> = {
  multichoice,
  multichoiceset: multichoice,
  oumultiresponse: multichoice,
  truefalse,
  shortanswer,
  numerical,
  matching,
  ddmatch: matching,
  ordering,
  mtf: moodleGrid,
  kprime: moodleGrid,
};

const percentOf = (answer: XmlElement): number => Number(answer.attributes['fraction'] ?? 0) || 0;
const answersOf = ({ element }: MoodleQuestion): XmlElement[] =>
  childrenOf(element, 'answer').slice(0, draftLimits.partsMax);
const isOff = (value: string): boolean => /^(?:0|false)$/i.test(value);
const order = (question: MoodleQuestion) => (isOff(question.value('shuffleanswers')) ? { keepsOrder: true } : {});

function feedbackOf(question: MoodleQuestion, answers: readonly XmlElement[]): string {
  const right = answers.find((answer) => percentOf(answer) > 0);
  const left = answers.filter((answer) => answer !== right && question.plain(childOf(answer, 'feedback')) !== '');
  const first = left[0];
  if (first) question.note('text-left-over', 'told', { text: question.text(childOf(first, 'feedback')).slice(0, 100) });
  return question.text(childOf(right ?? question.element, 'feedback'));
}

function multichoice(question: MoodleQuestion): Answer {
  const answers = answersOf(question);
  const type = question.element.attributes['type'];
  // Plugins whose right answers are right whatever their fraction; one of them gives a share for each.
  const isSet = type === 'multichoiceset' || type === 'oumultiresponse';
  const isSingle = !isSet && !/^(?:0|false)$/i.test(question.value('single') || 'true');
  if (type === 'oumultiresponse') question.note('weights-not-held', 'doubt');
  const read = readWeights(answers.map(percentOf), isSingle);
  const chosen = isSet ? answers.flatMap((answer, at) => (percentOf(answer) > 0 ? [at] : [])) : read.chosen;
  if (isSingle && read.kind === 'multiple') question.note('kind-guessed', 'doubt', { kind: 'multiple' });
  else if (!read.isExact && !isSet && chosen.length > 0) question.note('weights-not-held', 'doubt');
  return {
    kind: chosen.length > 1 ? 'multiple' : 'single',
    options: answers.map((answer) => question.line(answer)),
    key: chosen.map(optionId),
    ...(read.scheme === undefined || isSet ? {} : { scheme: read.scheme }),
    ...order(question),
    feedback: feedbackOf(question, answers),
  };
}

function truefalse(question: MoodleQuestion): Answer {
  const answers = answersOf(question);
  const right = answers.find((answer) => percentOf(answer) >= 100);
  const truth = right === undefined ? null : truthOf(question.plain(right));
  return {
    kind: 'true-false',
    key: truth === null ? [] : [truth ? 'a' : 'b'],
    feedback: feedbackOf(question, answers),
  };
}

function shortanswer(question: MoodleQuestion): Answer {
  const answers = answersOf(question);
  if (answers.some((answer) => percentOf(answer) > 0 && percentOf(answer) < 100))
    question.note('weights-not-held', 'doubt');
  const variants = answers
    .filter((answer) => percentOf(answer) >= 100)
    .map((answer) => question.plain(answer))
    .filter((variant) => variant !== '*');
  // Moodle's star stands for any words unless a backslash is before it; we have no such thing.
  if (variants.some((variant) => /(?<!\\)\*/.test(variant)))
    question.note('formatting-not-kept', 'doubt', { text: '*' });
  const isExact = question.value('usecase') === '1';
  return {
    kind: 'text',
    key: [...new Set(variants.map((variant) => variant.replaceAll('\\*', '*')))],
    ...(isExact ? { folding: { ignoresCase: false, ignoresMarks: false, ignoresSpaces: false } } : {}),
    feedback: feedbackOf(question, answers),
  };
}

function numerical(question: MoodleQuestion): Answer {
  const answers = answersOf(question).filter((answer) => question.plain(answer) !== '*');
  const right = answers.filter((answer) => percentOf(answer) >= 100);
  if (right.length > 1 || answers.some((answer) => percentOf(answer) > 0 && percentOf(answer) < 100)) {
    question.note('weights-not-held', 'doubt');
  }
  const units = childrenOf(childOf(question.element, 'units') ?? question.element, 'unit');
  if (units.length > 0) question.note('text-left-over', 'doubt', { field: 'units' });
  const [answer] = right;
  const written = question.plain(answer);
  const key = plainDecimal(written.replace(',', '.'));
  if (answer && key === null) question.note('number-unreadable', 'stops', { text: written.slice(0, 60) });
  const tolerance = plainDecimal(question.plain(childOf(answer, 'tolerance')).replace(',', '.'));
  return {
    kind: 'number',
    key: key === null ? [] : [key],
    ...(tolerance === null || tolerance === '0' ? {} : { tolerance }),
    feedback: feedbackOf(question, answers),
  };
}

function matching(question: MoodleQuestion): Answer {
  const pairs = childrenOf(question.element, 'subquestion')
    .slice(0, draftLimits.partsMax)
    .map((pair) => ({
      prompt: question.line(pair),
      option: words(question.plain(childOf(pair, 'answer'))),
    }));
  const options = [...new Set(pairs.map(({ option }) => option))].filter((option) => option !== '');
  const asked = pairs.filter(({ prompt }) => prompt !== '');
  const isGrid = options.length === 2 && options.every((option) => truthOf(option) !== null && option.length > 1);
  if (isGrid) {
    const key = asked.flatMap(({ option }, at) => (truthOf(option) === true ? [optionId(at)] : []));
    return {
      kind: 'grid',
      options: asked.map(({ prompt }) => prompt),
      key,
      scheme: 'each-part',
      ...order(question),
      feedback: '',
    };
  }
  return {
    kind: 'matching',
    options,
    prompts: asked.map(({ prompt }) => prompt),
    key: asked.map(({ option }, at) => `${promptId(at)}=${optionId(options.indexOf(option))}`),
    scheme: 'each-part',
    ...order(question),
    feedback: '',
  };
}

/** The items stand in their right order. */
function ordering(question: MoodleQuestion): Answer {
  const options = answersOf(question).map((answer) => question.line(answer));
  const grading = question.value('gradingtype');
  const isWhole = grading === '' || /^(?:ALL_OR_NOTHING|-1)$/i.test(grading);
  if (!isWhole && !/^(?:ABSOLUTE_POSITION|0)$/i.test(grading)) question.note('weights-not-held', 'doubt');
  return {
    kind: 'ordering',
    options,
    key: options.map((_, at) => optionId(at)),
    ...(isWhole ? {} : { scheme: 'each-part' as const }),
    feedback: '',
  };
}
