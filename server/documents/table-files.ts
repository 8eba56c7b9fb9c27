/**
 * Plain tables as .xlsx and as .csv: a title, a head, rows. Text is text in both, whatever it begins with; numbers stay
 * numbers. What the columns mean is the caller's matter.
 */
import type { Cell, CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';
import { printable } from './format.ts';

export interface TableColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
}

export interface Table {
  /** Of the sheet, at most 31 characters. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const font = { name: 'Times New Roman', size: 12 };
const thin = { style: 'thin' } as const;
const border = { top: thin, right: thin, bottom: thin, left: thin };
const titleStyle: CellStyle = { font: { ...font, size: 14, bold: true }, numFmt: '@' };
const headStyle: CellStyle = {
  ...{ font: { ...font, bold: true }, border, numFmt: '@' },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EDF3' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const textStyle: CellStyle = { font, border, numFmt: '@', alignment: { vertical: 'top', wrapText: true } };
const numberStyle: CellStyle = { font, border, numFmt: 'General', alignment: { vertical: 'top', horizontal: 'right' } };

const text = (value: string, style: CellStyle): Partial<Cell> => ({ value: printable(value), type: 'string', style });

function cellOf(value: string | number | null): Partial<Cell> {
  if (typeof value === 'string') return text(value, textStyle);
  return { value, type: value === null ? 'empty' : 'number', style: numberStyle };
}

function sheetOf({ name, title, columns, rows }: Table): WriteSheet {
  const cells = new Map<string, Partial<Cell>>([['0,0', text(title, titleStyle)]]);
  columns.forEach((column, at) => cells.set(`1,${at}`, text(column.title, headStyle)));
  rows.forEach((row, below) =>
    columns.forEach((_column, at) => cells.set(`${below + 2},${at}`, cellOf(row[at] ?? null))),
  );
  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: Array.from({ length: rows.length + 2 }, () => columns.map((): CellValue => null)),
    cells,
    freezePane: { rows: 2, columns: 1 },
    pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

export async function writeTablesXlsx(tables: readonly Table[]): Promise<Uint8Array> {
  // Loaded here: the server starts without it.
  const { writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({ sheets: tables.map(sheetOf), defaultFont: font });
}

/** RFC 4180 with the mark by which Excel knows UTF-8. A text that would be a formula gets an apostrophe before it. */
export function writeTableCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): Uint8Array {
  const lines = [columns.map(({ title }) => title), ...rows].map((row) => row.map(field).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function field(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = printable(value).replace(/^(?=[=+\-@])/, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
