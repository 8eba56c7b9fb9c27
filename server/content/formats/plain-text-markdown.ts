/**
 * Words with formatting to the Markdown that questions are kept in, and back. Only what our Markdown would take for a
 * sign is escaped, so that authors read their own words. Which texts become what is not decided here.
 */
import { guardSign, opaqueSign, picture, piecesBetween, plainMarks, words } from './plain-text-line.ts';
import type { Line, Marks, Piece } from './plain-text-line.ts';

/** Stand-ins for signs that we put, while what people typed is escaped around them. */
const signOf = { bold: '\ue001', italic: '\ue002', strike: '\ue003', opaque: opaqueSign } as const;
const isPunctuation = (sign: string): boolean => /[\p{P}\p{S}]/u.test(sign);
const isBlankSign = (sign: string): boolean => sign === '' || /\s/u.test(sign);

interface Span {
  text: string;
  bold: boolean;
  italic: boolean;
  strike: boolean;
}

/** Lines to one Markdown text, paragraphs apart by an empty line; what all of a text has (all bold) is no emphasis and is dropped. */
export function markdownOf(lines: readonly Line[]): string {
  const pieces = lines.flatMap((line) => line.pieces);
  const isWhole = (has: (marks: Marks) => boolean): boolean =>
    pieces.every((piece) => piece.opaque !== '' || piece.text.trim() === '' || has(piece.marks));
  const drop = {
    bold: isWhole((marks) => marks.bold || marks.underline),
    italic: isWhole((marks) => marks.italic),
    strike: isWhole((marks) => marks.strike),
  };
  return lines
    .map((line) => ({ line, text: lineMarkdown(line, drop) }))
    .filter(({ text }) => text !== '')
    .map(({ line, text }, i) => (i === 0 ? text : `${line.isSoft ? '\n' : '\n\n'}${text}`))
    .join('');
}

/** People who know LaTeX type it between dollars; that is what our Markdown does too. */
const typedFormula = new RegExp(`\\$\\$[^$]{1,500}\\$\\$|\\$(?![\\s${guardSign}])[^$]{1,500}?(?<!\\s)\\$(?!\\d)`, 'gu');

function withTypedFormulas({ text, pieces }: Line): readonly Piece[] {
  if (!text.includes('$')) return pieces;
  const parts: Piece[] = [];
  let at = 0;
  for (const { index, 0: formula } of text.matchAll(typedFormula)) {
    if (formula.includes(opaqueSign)) continue;
    parts.push(...piecesBetween(pieces, at, index), picture(formula));
    at = index + formula.length;
  }
  return [...parts, ...piecesBetween(pieces, at, text.length)];
}

function lineMarkdown(line: Line, drop: { bold: boolean; italic: boolean; strike: boolean }): string {
  const spans: Span[] = [];
  const pieces = withTypedFormulas(line);
  for (const { text, marks } of pieces) {
    const bold = !drop.bold && (marks.bold || marks.underline);
    const span = { text, bold, italic: !bold && !drop.italic && marks.italic, strike: !drop.strike && marks.strike };
    const last = spans.at(-1);
    // Blanks take the formatting before them: a bold phrase is one phrase.
    const isSame = last && (text.trim() === '' || sameLook(last, span));
    if (isSame) last.text += text;
    else spans.push(span);
  }
  const signed = spans.map((span, i) => emphasised(span, spans[i - 1]?.text ?? '', spans[i + 1]?.text ?? '')).join('');
  const opaque = pieces.filter((piece) => piece.opaque !== '').map((piece) => piece.opaque);
  let next = 0;
  // Guards have done their work once a line is known for what it is.
  return escapeMarkdown(signed.replaceAll(guardSign, '').replace(/\s+/gu, ' ').trim())
    .replaceAll(signOf.bold, '**')
    .replaceAll(signOf.italic, '*')
    .replaceAll(signOf.strike, '~~')
    .replaceAll(signOf.opaque, () => opaque[next++] ?? '');
}

function sameLook(a: Span, b: Span): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.strike === b.strike;
}

/** Signs go tight around the words, and only where Markdown will read them. */
function emphasised(span: Span, before: string, after: string): string {
  const core = span.text.trim();
  const lead = span.text.slice(0, span.text.length - span.text.trimStart().length);
  const trail = span.text.slice(lead.length + core.length);
  const sign = span.bold ? signOf.bold : span.italic ? signOf.italic : span.strike ? signOf.strike : '';
  if (sign === '' || core.replaceAll(opaqueSign, '') === '') return span.text;
  const previous = lead === '' ? before.slice(-1) : ' ';
  const following = trail === '' ? after.slice(0, 1) : ' ';
  const opens = !isPunctuation(core.charAt(0)) || isBlankSign(previous) || isPunctuation(previous);
  const closes = !isPunctuation(core.slice(-1)) || isBlankSign(following) || isPunctuation(following);
  return opens && closes ? `${lead}${sign}${core}${sign}${trail}` : span.text;
}

/** Text of one line as Markdown that shows exactly it. */
export function escapeMarkdown(text: string): string {
  const isStarred = /[\ue001\ue002]/u.test(text);
  const isPaired = { '*': isStarred || canPair(text, '*'), _: isStarred || canPair(text, '_') };
  return text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/gu, '\\\\')
    .replace(/`/gu, '\\`')
    .replace(/\*+|_+/gu, (run) => (isPaired[run.charAt(0) === '*' ? '*' : '_'] ? run.replace(/./gu, '\\$&') : run))
    .replace(/~~/gu, '\\~\\~')
    .replace(/\$/gu, '\\$')
    .replace(/!(?=\[[^\]]{0,700}\]\(media:)/gu, '\\!')
    .replace(/&(?=#?\w+;)/gu, '\\&')
    .replace(/^([-+*])(?=\s|$)/u, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2')
    .replace(/^(?=~{3})/u, '\\')
    .replace(/^(?=[|:-][-:|\s]*$)/u, '\\');
}

/** Whether a run of this sign could open emphasis somewhere and another close it. */
function canPair(text: string, sign: '*' | '_'): boolean {
  const bare = sign === '*' ? '\\*' : '_';
  // Whole runs only: inside a long one every sign would look for the end again.
  const opens = new RegExp(`(?<!${bare})${bare}+(?=[^\\s${bare}])`, 'u').exec(text);
  const closes = [...text.matchAll(new RegExp(`(?<=[^\\s${bare}])${bare}+`, 'gu'))].at(-1);
  return opens !== null && closes !== undefined && closes.index > opens.index;
}

const inline =
  /\\([!-/:-@[-`{-~])|(!\[(?:\\.|[^\]\\]){0,700}\]\(media:[\w-]+\)|\$\$[^$]+\$\$|\$(?!\s)(?:\\\$|[^$\\]|\\[^$])+?(?<!\s)\$(?!\d))|(\*\*|~~|\*)/gu;

/** The way back, for writers: paragraphs of lines of pieces. What our own Markdown cannot say stays as it was typed. */
export function piecesOf(markdown: string): Piece[][][] {
  return markdown.split(/\n{2,}/u).map((paragraph) => paragraph.split('\n').map(linePieces));
}

/** Whether a sign goes tight before words and comes again tight after them. */
function isOpening(sign: string, rest: string): boolean {
  const again = rest.indexOf(sign);
  return /^[^\s*~]/u.test(rest) && again > 0 && /\S/u.test(rest.charAt(again - 1));
}

function linePieces(line: string): Piece[] {
  const pieces: Piece[] = [];
  let marks = plainMarks;
  let at = 0;
  const add = (text: string): void => {
    if (text !== '') pieces.push(words(text, marks));
  };
  for (const found of line.matchAll(inline)) {
    add(line.slice(at, found.index));
    at = found.index + found[0].length;
    const [, escaped, opaque, sign] = found;
    if (escaped !== undefined) add(escaped);
    else if (opaque !== undefined) pieces.push({ text: opaqueSign, marks: plainMarks, opaque });
    else {
      const name = sign === '**' ? 'bold' : sign === '*' ? 'italic' : 'strike';
      const isSign = marks[name] ? /\S$/u.test(line.slice(0, found.index)) : isOpening(sign ?? '', line.slice(at));
      if (isSign) marks = { ...marks, [name]: !marks[name] };
      else add(sign ?? '');
    }
  }
  add(line.slice(at));
  return pieces;
}
