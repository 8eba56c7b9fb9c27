/**
 * A GIFT file cut into questions, so that one that cannot be read does not take the others with it, each with its line,
 * its category and what its comments say. What stands in a question is gift.ts' matter.
 */

import { importLimits } from '../imported.ts';

export interface GiftPiece {
  /** Of the file, from 1; where the question's own words begin. */
  readonly line: number;
  readonly text: string;
  readonly topicPath: readonly string[];
  readonly id: string;
  readonly tags: readonly string[];
}

/** Escaped signs, and signs of prose that are no signs of GIFT, while the parser works: it would stumble over them. */
const signs = ['\\', ':', '#', '=', '{', '}', '~', '\n'];
const standIns = signs.map((_, at) => String.fromCharCode(0xe010 + at));

const standInFor = (sign: string): string => standIns[signs.indexOf(sign)] ?? sign;

/** Every backslash sequence as one sign that means nothing to a parser. */
export const masked = (text: string): string =>
  text
    .replace(/[\ue010-\ue017]/g, '')
    .replace(/\\([\\:#={}~n])/g, (_, sign: string) => standInFor(sign === 'n' ? '\n' : sign));

/** The way back. GIFT cannot write an arrow, so its writers use an entity. */
export const unmasked = (text: string): string =>
  text.replaceAll('-&gt;', '->').replace(/[\ue010-\ue017]/g, (sign) => signs[standIns.indexOf(sign)] ?? sign);

/** Signs that a sentence may have for itself. */
export const maskedProse = (text: string): string => text.replace(/[\\:#=~{}]/g, (sign) => standInFor(sign));

/** Of one question, before repeated ones are left out. */
const tagsMax = 100;
/** Runs of lines: a question is one of them, and so may be its category and its comments. */
const runsMax = importLimits.questionsMax * 3;

/** Blank lines inside braces are a slip of many authors; past so many lines the brace was never closed. */
const piecesJoinedMax = 60;

export function giftPieces(text: string): GiftPiece[] {
  const pieces: GiftPiece[] = [];
  let topicPath: readonly string[] = [];
  for (const { line, lines } of paragraphs(text)) {
    const body: string[] = [];
    let first = 0;
    const tags: string[] = [];
    let id = '';
    for (const [at, words] of lines.entries()) {
      const category = /^\s*\$CATEGORY:\s*(.*)$/.exec(words)?.[1];
      if (category !== undefined) topicPath = categoryPath(category);
      else if (/^\s*\/\//.test(words)) {
        id = /\[id:([^\]]{1,100})\]/.exec(words)?.[1]?.trim() ?? id;
        if (tags.length < tagsMax)
          tags.push(...[...words.matchAll(/\[tag:([^\]]{1,100})\]/g)].map(([, tag = '']) => tag.trim()));
      } else {
        if (body.length === 0) first = at;
        body.push(words);
      }
    }
    if (body.some((words) => words.trim() !== '')) {
      pieces.push({ line: line + first, text: body.join('\n'), topicPath, id, tags });
    }
  }
  return pieces;
}

/** Runs of lines without a blank one, or with blank ones inside braces that are closed later. */
function paragraphs(text: string): { line: number; lines: string[] }[] {
  const found: { line: number; lines: string[] }[] = [];
  let run: string[] = [];
  for (const [at, words] of [...text.split('\n'), ''].entries()) {
    if (words.trim() !== '') run.push(words);
    else if (run.length > 0) {
      found.push({ line: at - run.length + 1, lines: run });
      run = [];
    }
    if (found.length > runsMax) break;
  }
  const whole: { line: number; lines: string[] }[] = [];
  for (let at = 0; at < found.length; at += 1) {
    const piece = found[at];
    if (!piece) continue;
    const end = isOpen(piece.lines) ? closingPiece(found, at) : at;
    // Blank lines are dropped, because the parser ends a question at them.
    whole.push({ line: piece.line, lines: found.slice(at, end + 1).flatMap(({ lines }) => lines) });
    at = end;
  }
  return whole;
}

function closingPiece(found: readonly { lines: readonly string[] }[], from: number): number {
  for (let at = from + 1; at < Math.min(found.length, from + piecesJoinedMax); at += 1) {
    const lines = found[at]?.lines ?? [];
    // A title or a category begins another question: the brace was forgotten.
    if (/^\s*(?:::|\$CATEGORY:)/.test(lines[0] ?? '')) return from;
    if (lines.some((line) => masked(line).includes('}'))) return at;
  }
  return from;
}

function isOpen(lines: readonly string[]): boolean {
  const text = masked(lines.filter((line) => !/^\s*\/\//.test(line)).join('\n'));
  return text.includes('{') && !text.includes('}');
}

/** `$course$/top/Luật//Nghị định/Chương 1`: a doubled slash is one in a name. */
export const categoryPath = (category: string): string[] =>
  category
    .replaceAll('//', '\ue010')
    .split('/')
    .map((name) => name.replaceAll('\ue010', '/').trim())
    .filter((name, at) => name !== '' && !/^\$.*\$$/.test(name) && !(at <= 1 && name.toLowerCase() === 'top'));

export const categoryText = (path: readonly string[]): string =>
  ['$course$', 'top', ...path.map((name) => name.replaceAll('/', '//').replace(/\s+/g, ' '))].join('/');
