/**
 * Cuts CSV text into cells: quotes, doubled quotes, line ends inside quotes. It stops at its limits instead of reading
 * on, which the library for CSV does not. What a cell means is not known here.
 */
import { importLimits } from '../imported.ts';

/** Characters of a cell; what is cut off is told, because no text of a question is half as long. */
const cellMax = 100_000;

/** At most `maxRows` rows; blank lines are rows too, so that places are those of a spreadsheet. */
export function csvRows(text: string, delimiter: string, maxRows: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length && rows.length < maxRows) {
    const { cell, end } = text.charAt(at) === '"' ? quoted(text, at, delimiter) : bare(text, at, delimiter);
    if (row.length < importLimits.columnsMax) row.push(cell.slice(0, cellMax));
    const isLast = text.charAt(end) !== delimiter;
    if (isLast) {
      // A line end after the last row begins no row.
      if (end < text.length || row.length > 1 || row[0] !== '') rows.push(row);
      row = [];
    }
    at = end + 1;
  }
  return rows;
}

interface CellRead {
  readonly cell: string;
  /** Place of the delimiter or line end after it, or the text's length. */
  readonly end: number;
}

function bare(text: string, from: number, delimiter: string): CellRead {
  let end = from;
  while (end < text.length && text.charAt(end) !== delimiter && text.charAt(end) !== '\n') end += 1;
  return { cell: text.slice(from, end), end };
}

/** A quote that is never closed takes the rest of the text, as in Excel; words after a closing quote stay. */
function quoted(text: string, from: number, delimiter: string): CellRead {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return { cell: parts.join('') + text.slice(at), end: text.length };
    parts.push(text.slice(at, close));
    if (text.charAt(close + 1) !== '"') {
      const rest = bare(text, close + 1, delimiter);
      return { cell: parts.join('') + rest.cell, end: rest.end };
    }
    parts.push('"');
    at = close + 2;
  }
}
