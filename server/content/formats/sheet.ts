/**
 * Excel and OpenDocument workbooks to rows of cells, and to questions. hucre reads them, but only once the package was
 * opened inside our limits, because it has none of its own. What a row means is columns-read.ts' matter.
 */
import { importLimits } from '../imported.ts';
import type { ReadOutcome } from '../imported.ts';
import { guessColumns } from './columns.ts';
import type { Cell, ColumnMapping, Rows } from './columns.ts';
import { readRows } from './columns-read.ts';
import { importedFile, placeIn, problemAt, tooManyQuestions } from './draft.ts';
import type { Found } from './draft.ts';
import { isPackage, readPackage, refuse } from './package.ts';
import type { Package, Refused } from './package.ts';

export interface OpenedSheet {
  readonly name: string;
  readonly rows: Rows;
}

export interface OpenedWorkbook {
  readonly sheets: readonly OpenedSheet[];
  /** Pictures that lie on the sheets: nobody can tell which question they belong to. */
  readonly pictureCount: number;
}

type WorkbookOutcome = { readonly ok: true; readonly value: OpenedWorkbook } | Refused;

/** XML of one part; a sheet of 5,000 questions has less than a quarter. */
const partBytesMax = 40_000_000;

/** Visible sheets with the text of their cells. Never throws at content. */
export async function openWorkbook(bytes: Uint8Array): Promise<WorkbookOutcome> {
  if (bytes.length === 0) return refuse('file-empty');
  if (!isPackage(bytes)) return refuseOther(bytes);
  const opened = await readPackage(bytes);
  if (!opened.ok) return opened;
  const refused = refusePackage(opened.value);
  if (refused !== null) return refused;
  const pictureCount = [...opened.value.keys()].filter((path) => /^(?:xl\/media|Pictures)\//.test(path)).length;
  try {
    const sheets = await readSheets(bytes, opened.value.has('xl/workbook.xml'));
    return sheets === null
      ? refuse('file-too-many-questions', { max: String(importLimits.rowsMax) })
      : { ok: true, value: { sheets, pictureCount } };
  } catch {
    return refuse('file-broken', { reason: 'workbook' });
  }
}

/** Not a zip: an old .xls, or a file with a password, which look the same from outside. */
function refuseOther(bytes: Uint8Array): Refused {
  const isOle = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  const isLocked = isOle && Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isLocked ? refuse('file-encrypted') : refuse('file-format-unknown', isOle ? { format: 'xls' } : {});
}

function refusePackage(files: Package): Refused | null {
  const isSheet = files.has('xl/workbook.xml') || files.has('content.xml');
  if (!isSheet) return refuse('file-format-unknown', {});
  for (const [path, content] of files) {
    if (/vbaProject\.bin$/i.test(path)) return refuse('file-has-macros', { path });
    if (!/\.(?:xml|rels)$/.test(path)) continue;
    if (content.length > partBytesMax) return refuse('file-unpacks-too-large', { path });
    if (Buffer.from(content.buffer, content.byteOffset, content.length).includes('<!DOCTYPE'))
      return refuse('file-external-entity', { path });
  }
  return null;
}

/** null: more rows than any file of questions has. */
async function readSheets(bytes: Uint8Array, isExcel: boolean): Promise<OpenedSheet[] | null> {
  const maxRows = importLimits.rowsMax + 1;
  // Loaded here: the server starts without it.
  const workbook = isExcel
    ? await (await import('hucre/xlsx')).readXlsx(bytes, { readStyles: true, maxRows })
    : await (await import('hucre/ods')).readOds(bytes, { maxRows });
  const shown = workbook.sheets.filter((sheet) => sheet.hidden !== true && sheet.veryHidden !== true);
  if (shown.some((sheet) => sheet.rows.length > importLimits.rowsMax)) return null;
  return shown.map(({ name, rows, cells, merges }) => {
    const texts = rows.map((row, at) =>
      row
        .slice(0, importLimits.columnsMax)
        .map((value, column) => cellOf(value, cells?.get(`${at},${column}`)?.style?.numFmt)),
    );
    for (const merge of merges ?? []) fillDown(texts, merge);
    return { name, rows: texts };
  });
}

interface Merge {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
}

/** A topic over ten rows is the topic of ten questions. */
function fillDown(rows: Cell[][], { startRow, startCol, endRow, endCol }: Merge): void {
  if (startCol !== endCol) return;
  const text = rows[startRow]?.[startCol] ?? '';
  for (const row of rows.slice(startRow + 1, endRow + 1)) if (startCol < row.length) row[startCol] = text;
}

function cellOf(value: unknown, format: string | undefined): Cell {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return format?.includes('%') ? `${Number((value * 100).toPrecision(15))}%` : value;
  return value instanceof Date ? dayOf(value, format ?? '') : '';
}

/** As it looks in a Vietnamese Excel, unless its author chose another order. */
function dayOf(date: Date, format: string): string {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (Number.isNaN(year)) return '';
  if (/^y+-m+-d+/i.test(format)) return date.toISOString().slice(0, 10);
  return `${day}/${month}/${year}`;
}

/** Mapping of every sheet that has questions: by headings, or by content for a first sheet that has none. */
export function guessSheets(sheets: readonly OpenedSheet[]): { sheet: OpenedSheet; mapping: ColumnMapping }[] {
  const guessed = sheets.flatMap((sheet) => {
    const mapping = guessColumns(sheet.rows);
    return mapping === null ? [] : [{ sheet, mapping }];
  });
  const headed = guessed.filter(({ mapping }) => mapping.headingRow >= 0);
  return headed.length > 0 ? headed : guessed.slice(0, 1);
}

/** Every question of the workbook, by the guessed columns. */
export async function readSheet(file: { name: string; bytes: Uint8Array }): Promise<ReadOutcome> {
  const opened = await openWorkbook(file.bytes);
  if (!opened.ok) return opened;
  const { sheets, pictureCount } = opened.value;
  const guessed = guessSheets(sheets);
  const found: Found[] = [];
  for (const { sheet, mapping } of guessed) {
    const isOnly = guessed.length === 1;
    const name = isOnly ? file.name : `${file.name}: ${sheet.name}`;
    found.push(...readRows(sheet.rows, mapping, name, isOnly ? [] : [sheet.name]));
    if (found.length > importLimits.questionsMax) return tooManyQuestions();
  }
  const pictures = problemAt(placeIn(file.name), 'media-unreadable', 'doubt', { count: String(pictureCount) });
  return importedFile('sheet', found, [], pictureCount > 0 ? [pictures] : []);
}
