/** Small values as our tables of questions write them and read them back: dates, ticks, instruments, what is ignored. */
import type { LegalSource, TextFolding } from '../../rules/question.ts';

/** Between a topic and its subtopic. */
export const topicSeparator = /\s+>\s+/;
export const topicPathText = (path: readonly string[]): string => path.join(' > ');

export const isTicked = (text: string): boolean => /^(?:x|có|co|yes|true|đúng|1|✓|✔)$/iu.test(text.trim());
export const tick = (is: boolean): string => (is ? 'x' : '');

/** ISO date of `2026-11-20` or `20/11/2026`; '' for anything else. */
export function readDate(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text.slice(0, 10);
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  return year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const foldings: readonly (readonly [keyof TextFolding, string, RegExp])[] = [
  ['ignoresCase', 'hoa thường', /hoa\s*[/-]?\s*thường|case/iu],
  ['ignoresMarks', 'dấu', /dấu(?!\s*cách)|marks|diacritics/iu],
  ['ignoresSpaces', 'khoảng trắng', /khoảng (?:trắng|cách)|dấu cách|spaces/iu],
];

/** `hoa thường; dấu`; null: the cell says nothing. */
export function readFolding(text: string): TextFolding | null {
  if (text === '') return null;
  const has = (name: keyof TextFolding): boolean => foldings.some(([one, , words]) => one === name && words.test(text));
  return {
    ignoresCase: has('ignoresCase'),
    ignoresMarks: has('ignoresMarks'),
    ignoresSpaces: has('ignoresSpaces'),
  };
}

export const foldingText = (folding: TextFolding): string =>
  foldings.flatMap(([name, words]) => (folding[name] ? [words] : [])).join('; ') || 'không';

/** One instrument a line: instrument | article | clause | in force from | until. */
export function readLegal(text: string): LegalSource[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 10)
    .map((line) => {
      const [instrument = '', article = '', clause = '', from = '', until = ''] = line
        .split('|')
        .map((part) => part.trim());
      return {
        instrument: instrument.slice(0, 300),
        article: article.slice(0, 60),
        clause: clause.slice(0, 60),
        inForceFrom: readDate(from),
        inForceTo: readDate(until),
      };
    });
}

export const legalText = (legal: readonly LegalSource[]): string =>
  legal
    .map(({ instrument, article, clause, inForceFrom, inForceTo }) =>
      [instrument, article, clause, inForceFrom, inForceTo].join(' | ').replace(/[\s|]+$/, ''),
    )
    .join('\n');

/** Between a prompt and what it is paired with, in one cell: ours, and those that count where ours is not. */
export const pairSign = /\s*(?:=>|⇒)\s*/;
const otherPairSigns = /\s*(?:→|->|<->|↔)\s*/;

/** Prompt and option of a cell; null: it is no pair. */
export function readPair(cell: string): { readonly prompt: string; readonly option: string } | null {
  const found = pairSign.exec(cell) ?? otherPairSigns.exec(cell);
  return found ? { prompt: cell.slice(0, found.index), option: cell.slice(found.index + found[0].length) } : null;
}

export const pairText = (prompt: string, option: string): string => `${prompt} => ${option}`.trim();

/** Between accepted variants of a short text. */
export const variantSeparator = /\s*[|\n]\s*/;
