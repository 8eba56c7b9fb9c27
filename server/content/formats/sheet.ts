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
import { mediaShelf } from './media-shelf.ts';
import { isPackage, readPackage, refuse } from './package.ts';
import type { Package, Refused } from './package.ts';
import { richCell } from './sheet-rich-cell.ts';
import { withPictures } from './sheet-beside.ts';
import { workbookPictures } from './sheet-pictures.ts';
import type { SheetPicture } from './sheet-pictures.ts';

export interface OpenedSheet {
  readonly name: string;
  readonly rows: Rows;
  readonly pictures: readonly SheetPicture[];
}

export interface OpenedWorkbook {
  readonly sheets: readonly OpenedSheet[];
  /** Of an OpenDocument file, whose pictures are not read. */
  readonly unreadPictures: number;
}

type WorkbookOutcome = { readonly ok: true; readonly value: OpenedWorkbook } | Refused;

/** Columns that are looked at, all the way down: a stray cell to the right must not make a sheet of it. */
const range = 'A1:GR1048576';

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
  const unreadPictures = [...opened.value.keys()].filter((path) => path.startsWith('Pictures/')).length;
  const { bySheet, drawnBytes } = workbookPictures(opened.value);
  if (drawnBytes > importLimits.unpackedBytesMax) return refuse('file-unpacks-too-large', { path: 'xl/media' });
  try {
    const sheets = await readSheets(bytes, opened.value);
    if (sheets === null) return tooManyRows();
    const shown = sheets.map((sheet) => ({ ...sheet, pictures: bySheet.get(sheet.name) ?? [] }));
    return { ok: true, value: { sheets: shown, unreadPictures } };
  } catch (failure) {
    // A cell a million rows down is what hucre cannot span; nothing of the file is wrong otherwise.
    const isTooWide = failure instanceof Error && / spans \d+ rows /.test(failure.message);
    return isTooWide ? tooManyRows() : refuse('file-broken', { reason: 'workbook' });
  }
}

const tooManyRows = (): Refused => refuse('file-too-many-questions', { max: String(importLimits.rowsMax) });

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
async function readSheets(bytes: Uint8Array, files: Package): Promise<Omit<OpenedSheet, 'pictures'>[] | null> {
  const maxRows = importLimits.rowsMax + 1;
  // Loaded here: the server starts without it.
  const content = files.get('xl/workbook.xml') === undefined ? files.get('content.xml') : undefined;
  const workbook =
    content === undefined
      ? await (await import('hucre/xlsx')).readXlsx(bytes, { readStyles: true, maxRows, range })
      : await (await import('hucre/ods')).readOds(bytes, { maxRows });
  const unseen = content === undefined ? [] : hiddenTables(content);
  const shown = workbook.sheets.filter(
    (sheet, at) => sheet.hidden !== true && sheet.veryHidden !== true && unseen[at] !== true,
  );
  if (shown.some((sheet) => sheet.rows.length > importLimits.rowsMax)) return null;
  return shown.map(({ name, rows, cells, merges }) => {
    const texts = rows.map((row, at) =>
      row.slice(0, importLimits.columnsMax).map((value, column) => {
        const cell = cells?.get(`${at},${column}`);
        // `#REF!` is Excel's word for nothing: told as what is missing.
        if (cell?.type === 'error') return '';
        const runs = typeof value === 'string' ? (cell?.richText ?? []) : [];
        return runs.length > 1 ? richCell(runs) : cellOf(value, cell?.style?.numFmt);
      }),
    );
    for (const merge of merges ?? []) fillDown(texts, merge);
    return { name, rows: texts };
  });
}

/** Which tables of an OpenDocument sheet, in their order, have a style that is not displayed; hucre does not look. */
function hiddenTables(content: Uint8Array): boolean[] {
  const text = new TextDecoder().decode(content);
  const styles = text.matchAll(
    /<style:style\s[^<>]{0,500}?style:name="([^"<>]{0,200})"[^<>]{0,500}>\s{0,50}<style:table-properties\s[^<>]{0,500}?table:display="false"/g,
  );
  const hidden = new Set([...styles].map(([, name]) => name));
  return [...text.matchAll(/<table:table\s([^<>]{0,1000})>/g)].map(([, attributes = '']) =>
    hidden.has(/table:style-name="([^"]*)"/.exec(attributes)?.[1]),
  );
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
  if (typeof value === 'number') return format?.includes('%') ? `${digits(value * 100)}%` : digits(value);
  return value instanceof Date ? dayOf(value, format ?? '') : '';
}

/** Excel shows fifteen digits of 0,1 + 0,2. */
const digits = (value: number): number => Number(value.toPrecision(15));

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
  return readMapped(file.name, guessSheets(opened.value.sheets), opened.value.unreadPictures);
}

/** Every question of these sheets, with the pictures that lie on them. */
export function readMapped(
  name: string,
  mapped: readonly { readonly sheet: OpenedSheet; readonly mapping: ColumnMapping }[],
  unreadPictures: number,
): ReadOutcome {
  const shelf = mediaShelf();
  const found: Found[] = [];
  let left = unreadPictures;
  for (const { sheet, mapping } of mapped) {
    const isOnly = mapped.length === 1;
    const { rows, leftCount } = withPictures(sheet.rows, mapping, sheet.pictures, shelf);
    left += leftCount;
    found.push(...readRows(rows, mapping, isOnly ? name : `${name}: ${sheet.name}`, isOnly ? [] : [sheet.name]));
    if (found.length > importLimits.questionsMax) return tooManyQuestions();
  }
  const pictures = problemAt(placeIn(name), 'media-unreadable', 'doubt', { count: String(left) });
  return importedFile('sheet', found, shelf.media, left > 0 ? [pictures] : []);
}
