/**
 * Finds the lettered options in lines: one on a line, several on one line, after the stem on its own line. Letters count
 * only in their order, so that `TP. A. Nguyễn` or a lone `B.` never starts an option. Which is right is not decided here.
 */
import { cut, words } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';

export interface OptionLine {
  /** As printed, upper case. */
  readonly letter: string;
  readonly isLowerCase: boolean;
  /** An asterisk or tick stood before or after it. */
  readonly isStarred: boolean;
  /** The letter was an automatic number: it says nothing about formatting, and may go on counting from question to question. */
  readonly isAuto: boolean;
  readonly label: Line;
  readonly body: Line;
}

const label =
  /(?<star>[*✓✔☑☒■]|\[[xX]\])?[ \t]*(?:\((?<inBrackets>[A-Za-z])\)|(?<bare>[A-Za-z])[ \t]?[.):/\]]|(?<dashed>[A-Z])[ \t]?[-–](?=\s))(?<after>\*)?/u;
const atStart = new RegExp(`^\\s*(?!\\s)(?:[□○◯☐•▪●-]\\s*(?=[(]?[A-Za-z][.)]))?${label.source}[ \\t]*`, 'u');

interface LabelFound {
  readonly letter: string;
  readonly isLowerCase: boolean;
  readonly isStarred: boolean;
  readonly start: number;
  readonly end: number;
}

/** The option letter at the start of a line, whatever its place in the alphabet. */
export function labelAtStart(text: string): LabelFound | null {
  const found = atStart.exec(text);
  return found ? labelFound(found, 0) : null;
}

function labelFound(found: RegExpExecArray | RegExpMatchArray, start: number): LabelFound {
  const { star, inBrackets, bare, dashed, after } = found.groups ?? {};
  const printed = inBrackets ?? bare ?? dashed ?? '';
  return {
    letter: printed.toUpperCase(),
    isLowerCase: printed !== printed.toUpperCase(),
    isStarred: star !== undefined || after !== undefined,
    start,
    end: start + found[0].length,
  };
}

/**
 * The options of one line and what stood before the first, or null: the line has none. `expected`: the letter that comes
 * next in the question (`A` for the first); `isLowerCase` null while nothing has been seen.
 */
export function optionsIn(
  line: Line,
  expected: string,
  isLowerCase: boolean | null,
): { readonly before: Line; readonly options: readonly OptionLine[] } | null {
  const fits = (found: LabelFound): boolean => isLowerCase === null || found.isLowerCase === isLowerCase;
  const first = labelAtStart(line.text);
  const isAuto = first !== null && line.autoLength > 0 && first.end <= line.autoLength + 1;
  // People repeat or skip a letter by slip; at the start of a line, in the same case, it is an option all the same.
  const isNear =
    first !== null && (first.letter === expected || (expected !== 'A' && distance(first.letter, expected) <= 2));
  const later = expected === 'A' && first?.letter === 'A' && !isAuto ? laterStart(line.text, first) : null;
  if (first && fits(first) && (isNear || isAuto) && !later) {
    const rest = labelsAfter(line.text, first.end, first.letter, first.isLowerCase);
    return { before: cut(line, 0, 0), options: optionsFrom(line, [first, ...rest], isAuto) };
  }
  if (expected !== 'A') return null;
  const inside = labelsAfter(line.text, 0, '@', false);
  const opening = inside[0] && (laterStart(line.text, inside[0]) ?? inside[0]);
  if (!opening || inside.length < 2) return null;
  // Two letters in a sentence may be chance; two after a tab or wide gap are not.
  const labels = [opening, ...inside.slice(1)];
  const isWide = labels.every(
    ({ start }) => start === 0 || /\t|\s{2}/u.test(line.text.slice(Math.max(0, start - 2), start)),
  );
  if (inside.length < 3 && !isWide) return null;
  return { before: cut(line, 0, opening.start), options: optionsFrom(line, labels, false) };
}

/**
 * `Tên của A. Turing là gì? A. Alan B. Bob`: the options begin with the last A before B that a sentence's end or a wide gap
 * sets apart and that has words of its own; null: it is the first.
 */
function laterStart(text: string, first: LabelFound): LabelFound | null {
  const second = labelsAfter(text, first.end, first.letter, first.isLowerCase)[0];
  if (!second) return null;
  let found: LabelFound | null = null;
  for (const match of text.slice(first.end, second.start).matchAll(labelInside)) {
    const label = labelFound(match, first.end + match.index);
    const isSame = label.letter === first.letter && label.isLowerCase === first.isLowerCase;
    const isApart = /(?:[?:.!…"”)]\s*|\t|\s{2})$/u.test(text.slice(Math.max(0, label.start - 4), label.start));
    if (isSame && isApart && text.slice(label.end, second.start).trim() !== '') found = label;
  }
  return found;
}

function distance(a: string, b: string): number {
  return Math.abs(a.charCodeAt(0) - b.charCodeAt(0));
}

/** Only the first two blanks of a run are looked at: no later one can lead to a label that they did not. */
const labelInside = new RegExp(`(?<=^|\\s|[.;,?:](?=[A-Z][.]))(?!(?<=[ \\t]{2})[ \\t])${label.source}\\s*`, 'gu');

/** Labels further along the line, each the next letter of the alphabet, each after a blank. */
function labelsAfter(text: string, from: number, letter: string, isLowerCase: boolean): LabelFound[] {
  const found: LabelFound[] = [];
  let last = letter;
  for (const match of text.slice(from).matchAll(labelInside)) {
    const next = labelFound(match, from + match.index);
    if (next.letter.charCodeAt(0) !== last.charCodeAt(0) + 1 || next.isLowerCase !== isLowerCase) continue;
    found.push(next);
    last = next.letter;
  }
  return found;
}

function optionsFrom(line: Line, labels: readonly LabelFound[], isAuto: boolean): OptionLine[] {
  return labels.map(({ letter, isLowerCase, isStarred, start, end }, i) => {
    const body = cut(line, end, labels[i + 1]?.start ?? line.text.length);
    const tick = /(?<!\s)\s*(?:\*|✓|✔|\(\s*(?:đúng|đ|x|\*)\s*\)|\[[xX]\])$/iu.exec(body.text);
    const hasTick = tick !== null && tick.index > 0 && !/^\s*\(\s*đ/iu.test(tick[0]);
    const trimmed = hasTick ? cut(body, 0, tick.index) : body;
    return {
      letter,
      isLowerCase,
      isStarred: isStarred || hasTick,
      isAuto: isAuto && i === 0,
      label: cut(line, start, end),
      body: trimmed,
    };
  });
}

/** A bullet at the start of a line: options without letters. */
export function bulletLength(text: string): number {
  return /^\s*(?:[•▪●○◦■□\uf0b7\uf0a7]|[-–+](?=\s))\s*/u.exec(text)?.[0].length ?? 0;
}

/** A cell or line that has nothing but a letter: its text stands in the next. */
export function isLabelOnly(text: string): boolean {
  return /^\s*\(?[A-Za-z]\s*[.):]?\s*$/u.test(text);
}

/** `A.` before a line, for what stood in a table's column of that letter. */
export function labelled(letter: string, line: Line): Line {
  const prefix = `${letter}. `;
  return { ...line, pieces: [words(prefix), ...line.pieces], text: prefix + line.text, autoLength: prefix.length };
}
