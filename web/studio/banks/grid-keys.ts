/** Where a key leads in a table that behaves like a worksheet; pure. Rows from 0, columns from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  /** Columns that are shown, rising. */
  readonly columns: readonly number[];
  /** Rows that a page key skips. */
  readonly step: number;
}

const within = (row: number, rows: number): number => Math.max(0, Math.min(rows - 1, row));

/** The cell that `key` goes to; null for a key that goes nowhere. At an edge it is the cell itself. */
export function goalOf(key: string, isToEnd: boolean, { row, column }: Cell, size: GridSize): Cell | null {
  const { rows, columns, step } = size;
  const at = Math.max(0, columns.indexOf(column));
  const [first = 0, last = 0] = [columns[0], columns.at(-1)];
  switch (key) {
    case 'ArrowDown':
      return { row: isToEnd ? rows - 1 : within(row + 1, rows), column };
    case 'ArrowUp':
      return { row: isToEnd ? 0 : within(row - 1, rows), column };
    case 'ArrowRight':
      return { row, column: isToEnd ? last : (columns[at + 1] ?? column) };
    case 'ArrowLeft':
      return { row, column: isToEnd ? first : (columns[at - 1] ?? column) };
    case 'PageDown':
      return { row: within(row + step, rows), column };
    case 'PageUp':
      return { row: within(row - step, rows), column };
    case 'Home':
      return { row: isToEnd ? 0 : row, column: first };
    case 'End':
      return { row: isToEnd ? rows - 1 : row, column: last };
    default:
      return null;
  }
}

/** Rows as a worksheet takes them from the clipboard: tabs between cells, none of the cells can begin a formula. */
export const tabSeparated = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ').replace(/^(?=[=+\-@])/, "'")).join('\t'))
    .join('\n');
