/**
 * What every reader of a question format needs to say what it found: places, problems, a question out of loose parts,
 * and the faults that a part's absence is. It knows no format, and whether a question is a good one is for the hints.
 */
import type { ImportedQuestion, ImportPlace, ImportProblem, ImportProblemName } from '../../rules/import-preview.ts';
import type { KindFault } from '../../rules/marking/kind.ts';
import { kinds } from '../../rules/marking/index.ts';
import type { Option, Question, QuestionKind } from '../../rules/question.ts';
import { importLimits } from '../imported.ts';
import type { ImportedFile, ReadOutcome } from '../imported.ts';
import { bareOption, sameOption } from '../likeness.ts';
import { refuse, shown, shownAll } from './package.ts';

/** Characters; longer ones are told, and what is far longer is cut so that a preview stays small. */
export const draftLimits = {
  stemMax: 4_000,
  optionMax: 1_000,
  explanationMax: 4_000,
  sourceMax: 500,
  optionsMax: 20,
  tagMax: 40,
  tagsMax: 20,
  /** Options, prompts or keys; more are told as too many, and the rest is not even looked at. */
  partsMax: 100,
  /** A bank cuts names shorter still. */
  topicMax: 500,
  keptMax: 20_000,
} as const;

/** Loose parts of a question as a reader has them; options and prompts in order, without ids. */
export type Draft = Partial<Omit<Question, 'kind' | 'options' | 'prompts'>> & {
  readonly kind: QuestionKind;
  readonly options?: readonly string[];
  readonly prompts?: readonly string[];
};

export type Found = Omit<ImportedQuestion, 'number'>;

export function placeIn(file: string, where: Partial<ImportPlace> = {}): ImportPlace {
  const { label = '', column = '' } = where;
  return { page: 0, row: 0, ...where, file: shown(file), label: shown(label), column: shown(column) };
}

export function problemAt(
  place: ImportPlace,
  name: ImportProblemName,
  weight: ImportProblem['weight'],
  params: Readonly<Record<string, string>> = {},
): ImportProblem {
  return { name, weight, place, params: shownAll(params) };
}

/** `a` … `t` by place, and after those `u1`, `u2` …, so that even too many have names. */
export const optionId = (at: number): string =>
  at < draftLimits.optionsMax ? String.fromCharCode(97 + at) : `u${at - draftLimits.optionsMax + 1}`;

export const promptId = (at: number): string => `p${at + 1}`;

/** NFC, lines ended by `\n`, no control characters, nothing at the ends. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|\ufeff/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();

/** The start of a text, never with half a character at its end. */
export const startOf = (text: string, max: number): string =>
  text
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();

/** A text as a preview may hold it. */
export const kept = (text: string): string => {
  const clean = tidy(text.length > draftLimits.keptMax * 4 ? text.slice(0, draftLimits.keptMax * 4) : text);
  return clean.length > draftLimits.keptMax ? startOf(clean, draftLimits.keptMax) : clean;
};

/** A path of topic names that a bank can take. */
export const namesIn = (topicPath: readonly string[]): string[] =>
  topicPath.map((name) => startOf(tidy(name), draftLimits.topicMax)).filter((name) => name !== '');

/** The two options of every statement to judge. */
export const trueFalseOptions: readonly string[] = ['Đúng', 'Sai'];

/** Options and prompts get ids by place; what a draft does not say is empty, and of least difficulty. */
export function questionOf(draft: Draft): Question {
  const { kind, options = [], prompts, tags = [], ...rest } = draft;
  const texts = kind === 'true-false' ? trueFalseOptions : options.slice(0, draftLimits.partsMax);
  const words = [
    ...new Set(
      tags.slice(0, draftLimits.partsMax).map((tag) => startOf(tidy(tag).replace(/\s+/g, ' '), draftLimits.tagMax)),
    ),
  ];
  const legal = rest.legal ?? [];
  return {
    topic: '',
    difficulty: 'recognise',
    factId: '',
    checkedOn: '',
    isPractice: false,
    ...rest,
    id: codeOf(rest.id ?? ''),
    kind,
    stem: kept(rest.stem ?? ''),
    options: texts.map((text, at): Option => ({ id: optionId(at), text: kept(text) })),
    ...(prompts === undefined
      ? {}
      : {
          prompts: prompts.slice(0, draftLimits.partsMax).map((text, at) => ({ id: promptId(at), text: kept(text) })),
        }),
    key: (rest.key ?? []).slice(0, draftLimits.partsMax).map(kept),
    explanation: startOf(kept(rest.explanation ?? ''), draftLimits.explanationMax),
    source: startOf(kept(rest.source ?? ''), draftLimits.sourceMax),
    ...(legal.length === 0 ? {} : { legal }),
    ...(words.length === 0 ? {} : { tags: words.filter((tag) => tag !== '').slice(0, draftLimits.tagsMax) }),
  };
}

/** A code that a bank can take, or '' when the text is none: the bank then gives one. */
const codeOf = (text: string): string => {
  const code = tidy(text);
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u.test(code) ? code : '';
};

/** A question as found, with what is wrong with it besides what its reader has noticed. */
export function foundQuestion(
  draft: Draft,
  place: ImportPlace,
  topicPath: readonly string[] = [],
  noticed: readonly ImportProblem[] = [],
): Found {
  const question = questionOf(draft);
  const lost = [
    ...((draft.explanation ?? '').length > draftLimits.explanationMax ? ['explanation'] : []),
    ...((draft.source ?? '').length > draftLimits.sourceMax ? ['source'] : []),
  ];
  const problems = [
    ...noticed,
    ...lost.map((field) => problemAt(place, 'text-left-over', 'doubt', { field })),
    ...faultsOf(question, place),
    ...doubtsOf(question, place),
  ];
  // What the reader said of a part is more exact than what its absence says.
  const named = problems.filter((one, at) => problems.findIndex((other) => other.name === one.name) === at);
  return { question, topicPath: namesIn(topicPath), place, problems: named };
}

/** Something that cannot become a question: named, never dropped. */
export function notAQuestion(
  place: ImportPlace,
  name: 'kind-not-held' | 'unreadable',
  params: Readonly<Record<string, string>>,
  topicPath: readonly string[] = [],
): Found {
  return { question: null, topicPath: namesIn(topicPath), place, problems: [problemAt(place, name, 'stops', params)] };
}

/** Why a question cannot be made as it is. */
export function faultsOf(question: Question, place: ImportPlace): ImportProblem[] {
  const stop = (name: ImportProblemName, params: Readonly<Record<string, string>> = {}): ImportProblem =>
    problemAt(place, name, 'stops', params);
  const parts = [...question.options, ...(question.prompts ?? [])];
  const long = parts.find(({ text }) => text.length > draftLimits.optionMax);
  const twin = secondOf(question.options.map(({ text }) => sameOption(text)));
  const empty = parts.find(({ text }) => text === '');
  return [
    ...(question.stem === '' ? [stop('no-stem')] : []),
    ...(question.stem.length > draftLimits.stemMax ? [stop('stem-too-long', { max: `${draftLimits.stemMax}` })] : []),
    ...(long ? [stop('option-too-long', { option: long.id, max: `${draftLimits.optionMax}` })] : []),
    ...(empty ? [stop('empty-option', { option: empty.id })] : []),
    ...(twin < 0 ? [] : [stop('repeated-option', { option: optionId(twin) })]),
    ...kinds[question.kind].check(question).flatMap((fault) => kindFault(question, fault, stop)),
  ];
}

/** Where a text stands that stood there before; -1: nowhere. Empty ones repeat nothing. */
const secondOf = (texts: readonly string[]): number =>
  texts.findIndex((text, at) => text !== '' && texts.indexOf(text) < at);

/** What may be meant as it is: options that differ only by capitals or a mark at the end. */
export function doubtsOf({ options }: Question, place: ImportPlace): ImportProblem[] {
  const distinct = new Map(options.map(({ id, text }) => [sameOption(text), id] as const));
  const [ids, bare] = [[...distinct.values()], [...distinct.keys()].map(bareOption)];
  const at = secondOf(bare);
  const [option = '', other = ''] = [ids[at], ids[bare.indexOf(bare[at] ?? '')]];
  return at < 0 ? [] : [problemAt(place, 'alike-option', 'doubt', { option, other })];
}

function kindFault(
  question: Question,
  { name, params }: KindFault,
  stop: (name: ImportProblemName, params?: Readonly<Record<string, string>>) => ImportProblem,
): ImportProblem[] {
  const { kind, key } = question;
  switch (name) {
    case 'wrong-option-count':
    case 'wrong-prompt-count':
      return [stop(Number(params['count']) <= 2 ? 'too-few-options' : 'too-many-options', params)];
    case 'wrong-key-count':
      if (key.length === 0) return [stop('no-key')];
      if (kind === 'single' || kind === 'true-false') return [stop('several-keys-for-single')];
      return [stop('keys-disagree', { reason: 'key-count', ...params })];
    case 'key-not-an-option':
    case 'repeated-key':
      return [stop('key-not-an-option', params)];
    case 'pairs-not-whole':
    case 'order-not-whole':
    case 'variant-unusable':
      return [stop('no-key', { reason: name })];
    case 'number-not-decimal':
      return [stop('number-unreadable', params)];
    case 'scheme-needs-four':
      return [stop('too-few-options', params)];
    case 'not-true-false-options':
      return [stop('empty-option', params)];
  }
}

/** The file as a whole: numbered in its order, or refused when nothing was found or far too much. */
export function importedFile(
  format: ImportedFile['format'],
  found: readonly Found[],
  media: ImportedFile['media'] = [],
  problems: readonly ImportProblem[] = [],
): ReadOutcome {
  if (found.length === 0) return refuse('file-no-questions');
  if (found.length > importLimits.questionsMax) return tooManyQuestions();
  const questions = found.map((one, at) => ({ number: at + 1, ...one }));
  return { ok: true, value: { format, questions, media, problems } };
}

export const tooManyQuestions = () => refuse('file-too-many-questions', { max: String(importLimits.questionsMax) });
