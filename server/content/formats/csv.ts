/**
 * Tables of questions as text (CSV): comma, semicolon or tab, in any encoding that people still have. What a row means
 * is columns-read.ts' matter.
 */
import { detectDelimiter, writeCsv as joinCsv } from 'hucre/csv';
import { importLimits } from '../imported.ts';
import type { ExportedBank, ReadOutcome, WrittenFile } from '../imported.ts';
import { guessColumns } from './columns.ts';
import type { ColumnMapping, Rows } from './columns.ts';
import { readRows } from './columns-read.ts';
import { csvRows } from './csv-rows.ts';
import { rowsOf } from './columns-write.ts';
import { importedFile, placeIn, problemAt, tooManyQuestions } from './draft.ts';
import { readTextFile } from './legacy-text-file.ts';
import type { TextEncodingName } from './legacy-text-file.ts';
import { refuse } from './package.ts';
import type { Refused } from './package.ts';

type CsvOutcome =
  { readonly ok: true; readonly value: { readonly rows: Rows; readonly encoding: TextEncodingName } } | Refused;

/** Rows of a text file with the delimiter that makes sense of it. */
export function openCsv(bytes: Uint8Array): CsvOutcome {
  if (bytes.length > importLimits.bytesMax) return refuse('file-too-large', { max: String(importLimits.bytesMax) });
  const read = readTextFile(bytes);
  if (!read.ok) return read;
  const { text, encoding } = read.value;
  const [, named] = /^sep=(.)\n/.exec(text) ?? [];
  const body = named === undefined ? text : text.slice(6);
  const rows = parse(body, named ?? bestDelimiter(body), importLimits.rowsMax + 1);
  if (rows.length > importLimits.rowsMax)
    return refuse('file-too-many-questions', { max: String(importLimits.rowsMax) });
  return { ok: true, value: { rows, encoding } };
}

const parse = (text: string, delimiter: string, maxRows: number): Rows =>
  csvRows(text, delimiter, maxRows).map((row) => row.map(unguarded));

const headCharacters = 20_000;

/** The delimiter that finds the most headings; without headings, the most regular one. */
function bestDelimiter(text: string): string {
  const head = text.slice(0, headCharacters);
  const found = [';', '\t', ',', '|'].map((delimiter) => {
    const mapping = guessColumns(parse(head, delimiter, 40));
    const isHeaded = mapping !== null && mapping.headingRow >= 0;
    return { delimiter, columns: isHeaded ? columnCount(mapping) : 0 };
  });
  const best = found.reduce((most, one) => (one.columns > most.columns ? one : most));
  return best.columns > 0 ? best.delimiter : detectDelimiter(head);
}

const columnCount = ({ columns, options }: ColumnMapping): number => Object.keys(columns).length + options.length;

/** Every question of the table, by the guessed columns. */
export function readCsv(file: { name: string; bytes: Uint8Array }): ReadOutcome {
  const opened = openCsv(file.bytes);
  if (!opened.ok) return opened;
  const { rows, encoding } = opened.value;
  const mapping = guessColumns(rows);
  const found = mapping === null ? [] : readRows(rows, mapping, file.name);
  if (found.length > importLimits.questionsMax) return tooManyQuestions();
  const isLegacy = encoding === 'tcvn3' || encoding === 'vni' || encoding === 'windows-1258';
  const converted = problemAt(placeIn(file.name), 'legacy-text-converted', 'told', { encoding });
  return importedFile('csv', found, [], isLegacy ? [converted] : []);
}

/** Excel takes a cell that begins so for a formula; an apostrophe before it is taken away again when we read. */
const formula = /^'*[=+\-@\t\r]/;
/** `-3,5` is what it looks like. */
const plainNumber = /^[+-]?\d[\d.,]*$/;
const guarded = (cell: string): string => (formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);

/** With semicolons and a byte order mark: so a Vietnamese Excel opens it with a double click. */
export function writeCsv(bank: ExportedBank): WrittenFile {
  const { headings, rows, notHeld } = rowsOf(bank);
  const text = joinCsv(
    [headings, ...rows].map((row) => row.map(guarded)),
    { delimiter: ';' },
  );
  const bytes = new TextEncoder().encode(`\ufeff${text}`);
  return { fileName: `${bank.id}.csv`, mimeType: 'text/csv; charset=utf-8', bytes, notHeld };
}
