/** Questions to the rows of our own table, the same for Excel and CSV; columns-read.ts reads them back. */
import { canonicalDecimal, writeDecimal } from '../../rules/decimal.ts';
import type { Question } from '../../rules/question.ts';
import type { ExportedBank } from '../imported.ts';
import { columnHeadings } from './columns.ts';
import type { ColumnName } from './columns.ts';
import { foldingText, legalText, pairSign, pairText, tick, topicPathText, topicSeparator } from './columns-words.ts';
import { optionId } from './draft.ts';
import { refsIn } from './media-shelf.ts';
import { notHeld, schemeOf } from './not-held.ts';
import type { NotHeld, NotHeldName } from './not-held.ts';
import { difficultyNames, kindNames, schemeNames } from './plain-text-words.ts';
import { pathOf, topicPaths } from './topic-path.ts';

/** The first columns, then the options, then the rest: the order of our template. */
const before = ['code', 'topic', 'difficulty', 'kind', 'stem'] as const;
const after = ['key', 'scheme', 'explanation', 'source', 'tags'] as const;
/** Only in files that need them: an author who starts from the template is not asked for so much. */
const seldom = ['tolerance', 'folding', 'keepsOrder', 'legal', 'fact', 'checked', 'practice'] as const;
const optionsMin = 10;

export interface WrittenRows {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notHeld: readonly NotHeld[];
}

interface Row {
  readonly cells: Readonly<Record<ColumnName, string>>;
  readonly options: readonly string[];
}

/** `isHeld`: whether the file has a place for what a text shows, by its ref. */
export function rowsOf(bank: ExportedBank, isHeld: (ref: string) => boolean = () => false): WrittenRows {
  const paths = topicPaths(bank);
  const rows = bank.questions.map((question) => rowOf(question, pathOf(paths, question.topic)));
  const optionsCount = Math.max(optionsMin, ...rows.map(({ options }) => options.length));
  const used = seldom.filter((name) => rows.some(({ cells }) => cells[name] !== ''));
  return {
    headings: headingsOf(optionsCount, used),
    rows: rows.map(({ cells, options }) => [
      ...before.map((name) => cells[name]),
      ...Array.from({ length: optionsCount }, (_, at) => options[at] ?? ''),
      ...[...after, ...used].map((name) => cells[name]),
    ]),
    notHeld: bank.questions.flatMap((question) => lost(question, pathOf(paths, question.topic), isHeld)),
  };
}

const headingsOf = (optionsCount: number, used: readonly ColumnName[]): string[] => [
  ...before.map((name) => columnHeadings[name]),
  ...Array.from({ length: optionsCount }, (_, at) => optionId(at).toUpperCase()),
  ...[...after, ...used].map((name) => columnHeadings[name]),
];

function rowOf(question: Question, path: readonly string[]): Row {
  const isDefaultScheme = question.scheme === undefined;
  const { key, options } = answerCells(question);
  return {
    options,
    cells: {
      label: '',
      code: question.id,
      topic: topicPathText(path),
      difficulty: difficultyNames[question.difficulty],
      kind: kindNames[question.kind],
      stem: question.stem,
      key,
      scheme: isDefaultScheme ? '' : schemeNames[schemeOf(question)],
      explanation: question.explanation,
      source: question.source,
      tags: (question.tags ?? []).join('; '),
      tolerance: question.tolerance === undefined ? '' : writeDecimal(canonicalDecimal(question.tolerance)),
      folding: question.folding === undefined ? '' : foldingText(question.folding),
      keepsOrder: tick(question.keepsOrder === true),
      legal: legalText(question.legal ?? []),
      fact: question.factId,
      checked: question.checkedOn,
      practice: tick(question.isPractice),
    },
  };
}

function answerCells(question: Question): { readonly key: string; readonly options: readonly string[] } {
  const { kind, key } = question;
  const texts = question.options.map(({ text }) => text);
  const letters = key.map((id) => optionId(question.options.findIndex((option) => option.id === id)).toUpperCase());
  switch (kind) {
    case 'single':
    case 'multiple':
      return { key: letters.join(', '), options: texts };
    case 'ordering':
      return { key: letters.join(', '), options: texts };
    case 'true-false':
      return { key: letters[0] === 'B' ? 'Sai' : 'Đúng', options: [] };
    case 'grid':
      return { key: question.options.map(({ id }) => (key.includes(id) ? 'Đ' : 'S')).join(', '), options: texts };
    case 'number':
      return { key: writeDecimal(canonicalDecimal(key[0] ?? '')), options: [] };
    case 'text':
      return key.some((variant) => variant.includes('|'))
        ? { key: '', options: key }
        : { key: key.join(' | '), options: [] };
    case 'matching':
      return { key: '', options: pairsOf(question).map(({ prompt, option }) => pairText(prompt, option)) };
  }
}

/** Pairs in the order of the prompts, then options that stand for none with an empty prompt. */
export function pairsOf({ key, options, prompts = [] }: Question): { prompt: string; option: string }[] {
  const wanted = new Map(
    key.map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const textOf = (id: string): string => options.find((option) => option.id === id)?.text ?? '';
  const used = new Set(wanted.values());
  return [
    ...prompts.map(({ id, text }) => ({ prompt: text, option: textOf(wanted.get(id) ?? '') })),
    ...options.filter(({ id }) => !used.has(id)).map(({ text }) => ({ prompt: '', option: text })),
  ];
}

function lost(question: Question, path: readonly string[], isHeld: (ref: string) => boolean): NotHeld[] {
  const { prompts = [], tags = [], legal = [] } = question;
  const texts = [question.stem, question.explanation, ...[...question.options, ...prompts].map(({ text }) => text)];
  const isCut =
    path.some((name) => topicSeparator.test(name)) ||
    tags.some((tag) => /[;,]/.test(tag)) ||
    legal.some((source) => Object.values(source).some((text) => /[|\n]/.test(text))) ||
    (question.kind === 'matching' && prompts.some(({ text }) => pairSign.test(text)));
  const whats: NotHeldName[] = [
    ...(texts.flatMap(refsIn).some((ref) => !isHeld(ref)) ? ['media' as const] : []),
    ...(isCut ? ['separator' as const] : []),
  ];
  return notHeld(question, whats);
}
