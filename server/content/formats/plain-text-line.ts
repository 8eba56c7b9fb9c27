/**
 * A line of a document with its formatting: what readers of Word and text files give to the parser of questions. Lines
 * are cut and joined here without losing which letter was bold; what a line means is not decided here.
 */
import type { ImportProblemName } from '../../rules/import-preview.ts';

/** Empty colour and highlight: those of the page. */
export interface Marks {
  readonly bold: boolean;
  readonly underline: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly colour: string;
  readonly highlight: string;
}

/** `opaque`: Markdown of a picture or formula, which stands in the text as one U+FFFC; empty for words. */
export interface Piece {
  readonly text: string;
  readonly marks: Marks;
  readonly opaque: string;
  /** What its reader could not keep of it. */
  readonly problem?: { readonly name: ImportProblemName; readonly text: string };
}

/**
 * `heading`: 1 for the highest, 0 for none. `page` 0: not known. `row`: line of a text file, else 0. `isSoft`: goes on in the
 * paragraph of the line before.
 */
export interface LinePlace {
  readonly page: number;
  readonly row: number;
  readonly heading: number;
  readonly isSoft: boolean;
}

export interface Line extends LinePlace {
  readonly pieces: readonly Piece[];
  /** All pieces together. */
  readonly text: string;
  /** How much of the text, from its start, an automatic number made. */
  readonly autoLength: number;
}

export interface TableBlock {
  readonly rows: readonly (readonly (readonly Line[])[])[];
}

/** One paragraph may be several lines (Shift+Enter); each is a block of its own. */
export type Block = Line | TableBlock;

export const plainMarks: Marks = {
  bold: false,
  underline: false,
  italic: false,
  strike: false,
  colour: '',
  highlight: '',
};

export const nowhere: LinePlace = { page: 0, row: 0, heading: 0, isSoft: false };

/** Stands for a picture or a formula. */
export const opaqueSign = '\ufffc';
/** Holds a word back from being taken for a label; writers set it, nobody sees it. */
export const guardSign = '\u2060';

const invisible = /[\u200b-\u200f\ufeff\u00ad\u202a-\u202e\ue000-\ue00f]/gu;
const blanks = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;

export function words(text: string, marks: Marks = plainMarks): Piece {
  return { text, marks, opaque: '' };
}

export function picture(markdown: string): Piece {
  return { text: opaqueSign, marks: plainMarks, opaque: markdown };
}

/** A line of cleaned pieces: NFC over the borders of runs, plain blanks, no invisible signs. `label`: an automatic number. */
export function makeLine(pieces: readonly Piece[], place: LinePlace = nowhere, label = ''): Line {
  const clean: Piece[] = label === '' ? [] : [words(`${label} `)];
  for (const piece of pieces) {
    if (piece.opaque !== '') {
      clean.push({ ...piece, text: opaqueSign });
      continue;
    }
    const text = piece.text.replace(invisible, '').replace(blanks, ' ').replaceAll(opaqueSign, '').replaceAll('Ð', 'Đ');
    const [, loose = '', rest = ''] = /^(\p{M}*)(.*)$/su.exec(text) ?? [];
    const last = clean.at(-1);
    // A letter and its tone typed in two runs belong together.
    if (loose !== '' && last?.opaque === '') {
      clean[clean.length - 1] = { ...last, text: (last.text + loose).normalize('NFC') };
      if (rest !== '') clean.push({ ...piece, text: rest.normalize('NFC') });
    } else if (text !== '') clean.push({ ...piece, text: text.normalize('NFC') });
  }
  return { ...place, pieces: clean, text: textOf(clean), autoLength: label === '' ? 0 : label.length + 1 };
}

/** A line without formatting. */
export function textLine(text: string, place: LinePlace = nowhere): Line {
  return makeLine([words(text)], place);
}

/** The part of a line between two offsets of its text, without blanks at its ends. */
export function cut(line: Line, from: number, to = line.text.length): Line {
  let start = from;
  let end = to;
  while (start < end && /\s/u.test(line.text.charAt(start))) start += 1;
  while (end > start && /\s/u.test(line.text.charAt(end - 1))) end -= 1;
  const pieces = piecesBetween(line.pieces, start, end);
  return { ...line, pieces, text: textOf(pieces), autoLength: Math.max(0, line.autoLength - start) };
}

/** The pieces between two offsets of their joined text, blanks and all. */
export function piecesBetween(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const between: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const text = piece.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += piece.text.length;
    if (text !== '') between.push({ ...piece, text });
  }
  return between;
}

/** One line after another, `between` them. */
export function joined(lines: readonly Line[], between = ' '): Line {
  const first = lines[0] ?? textLine('');
  const pieces = lines.flatMap((line, i) => (i === 0 ? line.pieces : [words(between), ...line.pieces]));
  return { ...first, pieces, text: textOf(pieces) };
}

export function isBlank(line: Line): boolean {
  return line.text.trim() === '';
}

export function isTable(block: Block): block is TableBlock {
  return 'rows' in block;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}
