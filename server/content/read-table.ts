/**
 * A table of questions whose columns somebody names: its sheets with a guess for each, and its reading by the choice.
 * What the columns mean is formats/columns.ts' matter; files that need no help are read by read-any.ts.
 */
import { openCsv } from './formats/csv.ts';
import { guessColumns } from './formats/columns.ts';
import type { Cell, ColumnMapping, Rows } from './formats/columns.ts';
import { readRows } from './formats/columns-read.ts';
import { importedFile, tooManyQuestions } from './formats/draft.ts';
import { isPackage, refuse } from './formats/package.ts';
import type { Refused } from './formats/package.ts';
import { openWorkbook, readMapped } from './formats/sheet.ts';
import type { OpenedSheet } from './formats/sheet.ts';
import { importLimits } from './imported.ts';
import type { ReadOutcome } from './imported.ts';

/** Of what is shown while columns are chosen. */
export const tableLimits = { sheetsMax: 20, rowsMax: 30, columnsMax: 40, cellMax: 300 } as const;

export interface TableChoice {
  /** Name of the sheet; '' for the first. */
  readonly sheet: string;
  readonly mapping: ColumnMapping;
}

export interface SheetHead {
  readonly name: string;
  readonly rowCount: number;
  /** The first rows, cut to what a page can show. */
  readonly rows: Rows;
  /** null: nothing tells what the columns hold. */
  readonly mapping: ColumnMapping | null;
}

export type TableOutcome = { readonly ok: true; readonly value: readonly SheetHead[] } | Refused;

type Opened =
  | { readonly format: 'sheet'; readonly sheets: readonly OpenedSheet[]; readonly unreadPictures: number }
  | { readonly format: 'csv'; readonly sheets: readonly { readonly name: string; readonly rows: Rows }[] };

/** What the file's sheets hold. Never throws at content; what is no table is refused as `file-format-unknown`. */
export async function lookAtTable(bytes: Uint8Array): Promise<TableOutcome> {
  const opened = await open(bytes);
  if (!opened.ok) return opened;
  const cut = (cell: Cell): Cell => (typeof cell === 'string' ? cell.slice(0, tableLimits.cellMax) : cell);
  const heads = opened.value.sheets.slice(0, tableLimits.sheetsMax).map(({ name, rows }) => ({
    name,
    rowCount: rows.length,
    rows: rows.slice(0, tableLimits.rowsMax).map((row) => row.slice(0, tableLimits.columnsMax).map(cut)),
    mapping: guessColumns(rows),
  }));
  return { ok: true, value: heads };
}

/** Every question of one sheet, by the chosen columns. */
export async function readTable(file: { name: string; bytes: Uint8Array }, choice: TableChoice): Promise<ReadOutcome> {
  const opened = await open(file.bytes);
  if (!opened.ok) return opened;
  const table = opened.value;
  if (table.format === 'sheet') {
    const sheet = table.sheets.find(({ name }) => name === choice.sheet) ?? table.sheets[0];
    return readMapped(file.name, sheet ? [{ sheet, mapping: choice.mapping }] : [], table.unreadPictures);
  }
  const [sheet] = table.sheets;
  const found = sheet ? readRows(sheet.rows, choice.mapping, file.name) : [];
  return found.length > importLimits.questionsMax ? tooManyQuestions() : importedFile('csv', found, [], []);
}

async function open(bytes: Uint8Array): Promise<{ readonly ok: true; readonly value: Opened } | Refused> {
  if (bytes.length === 0) return refuse('file-empty');
  if (isPackage(bytes) || bytes[0] === 0xd0) {
    const opened = await openWorkbook(bytes);
    return opened.ok ? { ok: true, value: { format: 'sheet', ...opened.value } } : opened;
  }
  const opened = openCsv(bytes);
  return opened.ok ? { ok: true, value: { format: 'csv', sheets: [{ name: '', rows: opened.value.rows }] } } : opened;
}
