/** Kind, options and key of one row of a table. What else a row says is columns-read.ts' matter. */
import { readDecimal } from '../../rules/decimal.ts';
import type { Draft } from './draft.ts';
import { optionId, promptId } from './draft.ts';
import { readKey, readOrder, readTruths } from './columns-key.ts';
import type { RowReader } from './columns-read.ts';
import { readPair, variantSeparator } from './columns-words.ts';
import type { Cell } from './columns.ts';
import { kindOf, truthOf } from './plain-text-words.ts';
import type { QuestionKind } from '../../rules/question.ts';

type Answer = Pick<Draft, 'kind' | 'options' | 'prompts' | 'key' | 'tolerance' | 'scheme'>;

/** null: the row names a kind that is not held. */
export function answerOf(row: RowReader): Answer | null {
  const word = row.text('kind');
  if (/^(?:tự luận|essay|bài luận|viết luận|description|cloze|upload)/iu.test(word)) return null;
  const named = namedKind(word);
  if (named === null && word !== '') row.note('kind', 'kind-guessed', 'doubt', { text: word.slice(0, 60) });
  return readers[named ?? guessedKind(row)](row);
}

/** Words of other people's files that plain-text-words does not know. */
function namedKind(word: string): QuestionKind | null {
  if (/^(?:multiple[ -]choice|mcq?|trắc nghiệm.*|tn)$/iu.test(word)) return null;
  const others: readonly (readonly [QuestionKind, RegExp])[] = [
    ['multiple', /^(?:nhiều lựa chọn|multiple[ -](?:response|answers?)|checkbox(?:es)?|mr)$/iu],
    ['single', /^(?:1 lựa chọn|1 đáp án|chọn 1|single[ -]choice|radio)$/iu],
    ['true-false', /^(?:đúng sai|tf|true or false)$/iu],
    ['grid', /^(?:đúng\s*[/-]?\s*sai (?:nhiều ý|4 ý|4 mệnh đề)|trắc nghiệm đúng\s*[/-]?\s*sai)$/iu],
    ['text', /^(?:short|shortanswer|fill in the blank)$/iu],
    ['matching', /^(?:ghép nối|match)$/iu],
    ['ordering', /^(?:order|sequence|thứ tự)$/iu],
  ];
  return kindOf(word) ?? others.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

function guessedKind(row: RowReader): QuestionKind {
  const { options } = row;
  const key = row.text('key');
  if (options.length === 0) {
    if (truthOf(key) !== null) return 'true-false';
    const kind =
      typeof row.cell('key') === 'number' || readDecimal(key.split(plusMinus)[0] ?? '') !== null ? 'number' : 'text';
    if (key !== '') row.note('key', 'kind-guessed', 'told', { kind });
    return key === '' ? 'single' : kind;
  }
  if (options.length >= 2 && options.every((option) => readPair(option) !== null)) return 'matching';
  if (options.length === 2 && options.every((option, at) => truthOf(option) === (at === 0))) return 'true-false';
  const isTruths = /^(?:(?:đ|s|đúng|sai)[\s,;/-]*)+$/iu.test(key) && readTruths(key, options.length) !== null;
  if (options.length > 2 && isTruths) return 'grid';
  return readKey(key, options).chosen.length > 1 ? 'multiple' : 'single';
}

const readers: Readonly<Record<QuestionKind, (row: RowReader) => Answer>> = {
  single: (row) => choice(row, 'single'),
  multiple: (row) => choice(row, 'multiple'),
  'true-false': trueFalse,
  grid,
  number,
  text,
  ordering,
  matching,
};

function choice(row: RowReader, kind: 'single' | 'multiple'): Answer {
  const { options } = row;
  const read = readKey(row.text('key'), options);
  for (const part of read.strangers) row.note('key', 'key-not-an-option', 'stops', { text: part.slice(0, 60) });
  if (read.isAmbiguous) row.note('key', 'keys-disagree', 'doubt', { text: row.text('key').slice(0, 60) });
  if (row.text('key') === '') row.note('key', 'no-key', 'stops');
  if (kind === 'single' && read.chosen.length > 1) row.note('key', 'several-keys-for-single', 'stops');
  return { kind, options, key: read.chosen.map(optionId) };
}

function trueFalse(row: RowReader): Answer {
  const truth = truthOf(row.text('key')) ?? booleanOf(row.text('key'));
  const chosen = truth === null ? readKey(row.text('key'), ['Đúng', 'Sai']).chosen[0] : truth ? 0 : 1;
  if (chosen === undefined) row.note('key', row.text('key') === '' ? 'no-key' : 'key-not-an-option', 'stops');
  return { kind: 'true-false', key: chosen === undefined ? [] : [optionId(chosen)] };
}

const booleanOf = (text: string): boolean | null => (text === '1' ? true : text === '0' ? false : null);

function grid(row: RowReader): Answer {
  const { options } = row;
  const truths = readTruths(row.text('key'), options.length);
  if (truths === null) {
    const isEmpty = row.text('key') === '';
    row.note('key', isEmpty ? 'no-key' : 'key-not-an-option', 'stops', { text: row.text('key').slice(0, 60) });
  }
  const key = options.flatMap((_, at) => (truths?.[at] === true ? [optionId(at)] : []));
  return { kind: 'grid', options, key, ...(options.length === 4 ? {} : { scheme: 'each-part' as const }) };
}

/** Between a number and its tolerance. */
const plusMinus = /\s*(?:±|\+\/-|\+-)\s*/;

/** A number that Excel kept as one has a point for its decimal mark; what was typed as a text is Vietnamese. */
function decimalOf(cell: Cell): string | null {
  if (typeof cell === 'string') return readDecimal(cell);
  return readDecimal(String(cell).replace('.', ','));
}

function number(row: RowReader): Answer {
  const cell = row.cell('key');
  const [value, within] = typeof cell === 'number' ? [cell, ''] : cell.split(plusMinus);
  const key = decimalOf(value ?? '');
  const toleranceCell = row.text('tolerance') === '' ? (within ?? '') : row.cell('tolerance');
  const tolerance = toleranceCell === '' ? null : decimalOf(toleranceCell);
  if (key === null) {
    const isEmpty = row.text('key') === '';
    row.note('key', isEmpty ? 'no-key' : 'number-unreadable', 'stops', { text: row.text('key').slice(0, 60) });
  }
  if (toleranceCell !== '' && tolerance === null)
    row.note('tolerance', 'number-unreadable', 'doubt', { text: String(toleranceCell).slice(0, 60) });
  return { kind: 'number', key: key === null ? [] : [key], ...(tolerance === null ? {} : { tolerance }) };
}

function text(row: RowReader): Answer {
  const variants = [...row.text('key').split(variantSeparator), ...row.options].filter((variant) => variant !== '');
  if (variants.length === 0) row.note('key', 'no-key', 'stops');
  return { kind: 'text', key: [...new Set(variants)] };
}

/** Without a key the items stand in their right order. */
function ordering(row: RowReader): Answer {
  const { options } = row;
  const key = row.text('key') === '' ? options.map((_, at) => at) : readOrder(row.text('key'), options);
  if (key.length !== options.length || new Set(key).size !== key.length)
    row.note('key', 'key-not-an-option', 'stops', { text: row.text('key').slice(0, 60) });
  return { kind: 'ordering', options, key: key.map(optionId) };
}

/** Each cell is a pair; what has nothing before its sign is an option that no prompt needs. */
function matching(row: RowReader): Answer {
  const pairs = row.options.map((cell) => readPair(cell) ?? { prompt: cell, option: '' });
  const options = [...new Set(pairs.map(({ option }) => option))];
  const prompts = pairs.filter(({ prompt }) => prompt !== '');
  return {
    kind: 'matching',
    options,
    prompts: prompts.map(({ prompt }) => prompt),
    key: prompts.map(({ option }, at) => `${promptId(at)}=${optionId(options.indexOf(option))}`),
  };
}
