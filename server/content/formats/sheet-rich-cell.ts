/** A cell of which parts are bold, italic, raised or struck, as the Markdown that questions are kept in. */
import type { Cell } from 'hucre/xlsx';
import { makeLine, nowhere, picture, plainMarks, words, type Piece } from './plain-text-line.ts';
import { markdownOf } from './plain-text-markdown.ts';
import { raised } from './word-symbols.ts';

type Run = NonNullable<Cell['richText']>[number];

/** `A.`, `Câu 3:`: what is set off by it is the letter, not a word. */
const labelPattern = /^\s*(?:câu\s*)?\w{1,4}\s*[.):]\s*$/iu;

/** A look that all of the cell has is how somebody likes their table, and is dropped. */
export function richCell(runs: readonly Run[]): string {
  const lines: Piece[][] = [[]];
  for (const [at, run] of runs.entries()) {
    for (const [row, text] of run.text.split('\n').entries()) {
      if (row > 0) lines.push([]);
      lines.at(-1)?.push(pieceOf(text, at === 0 && labelPattern.test(text) ? {} : (run.font ?? {})));
    }
  }
  return markdownOf(lines.map((pieces, at) => makeLine(pieces, { ...nowhere, isSoft: at > 0 })));
}

function pieceOf(text: string, font: NonNullable<Run['font']>): Piece {
  const marks = {
    ...plainMarks,
    bold: font.bold === true,
    italic: font.italic === true,
    underline: font.underline !== undefined && font.underline !== false,
    strike: font.strikethrough === true,
  };
  if (font.vertAlign === undefined || text.trim() === '') return words(text, marks);
  const sign = raised(text, font.vertAlign);
  return 'latex' in sign ? picture(`$${sign.latex}$`) : words(sign.text, marks);
}
