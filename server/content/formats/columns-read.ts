/**
 * Rows of a table to questions, by a mapping of columns. One question a row; a row with a lone cell is the title of a
 * section. Where a table came from (Excel, CSV) is not known here, only its name for places.
 */
import type { ImportProblem } from '../../rules/import-preview.ts';
import { importLimits } from '../imported.ts';
import { columnLetter } from './columns.ts';
import type { Cell, ColumnMapping, ColumnName, Rows } from './columns.ts';
import { answerOf } from './columns-answer.ts';
import { readDate, readFolding, readLegal, isTicked, topicSeparator } from './columns-words.ts';
import { draftLimits, foundQuestion, notAQuestion, placeIn, problemAt, tidy } from './draft.ts';
import type { Draft, Found } from './draft.ts';
import { difficultyOf, schemeOf } from './plain-text-words.ts';

/** One row with its mapping: what the readers of single columns ask. */
export interface RowReader {
  /** Text of a column, tidied; '' where the table has none. */
  readonly text: (name: ColumnName) => string;
  readonly cell: (name: ColumnName) => Cell;
  /** Up to the last that is filled. */
  readonly options: readonly string[];
  /** Notes a problem at a column of this row. */
  readonly note: (
    column: ColumnName | number,
    name: ImportProblem['name'],
    weight: ImportProblem['weight'],
    params?: Readonly<Record<string, string>>,
  ) => void;
}

/** What the rows under the headings would make, in their order. `file` names them in places. */
export function readRows(rows: Rows, mapping: ColumnMapping, file: string, topicPath: readonly string[] = []): Found[] {
  const found: Found[] = [];
  let section: readonly string[] = topicPath;
  for (const [at, cells] of rows.entries()) {
    if (at <= mapping.headingRow) continue;
    const filled = cells.filter((cell) => String(cell).trim() !== '');
    if (filled.length === 0) continue;
    const title = filled.length === 1 ? sectionTitle(cells, mapping) : null;
    if (title !== null) section = [...topicPath, title];
    else found.push(readRow(cells, at, mapping, file, section));
    if (found.length > importLimits.questionsMax) break;
  }
  return found;
}

/** A lone cell is a title if it is no question: before the columns of the question, or too short to ask anything. */
function sectionTitle(cells: readonly Cell[], { columns }: ColumnMapping): string | null {
  const at = cells.findIndex((cell) => String(cell).trim() !== '');
  const title = cellText(cells[at] ?? '');
  const isAsking = at === columns.stem && (/[?:…]\s*$/u.test(title) || title.length > 80);
  return isAsking || title.length > 200 || /^\d+$/.test(title) ? null : title.replace(/\s+/g, ' ');
}

function readRow(
  cells: readonly Cell[],
  at: number,
  mapping: ColumnMapping,
  file: string,
  section: readonly string[],
): Found {
  const label = mapping.columns.label === undefined ? '' : tidy(String(cells[mapping.columns.label] ?? ''));
  const place = placeIn(file, { row: at + 1, label: /^\d+$/.test(label) ? `Câu ${label}` : label.slice(0, 60) });
  const noticed: ImportProblem[] = [];
  const row: RowReader = {
    cell: (name) => {
      const cell = cells[mapping.columns[name] ?? -1] ?? '';
      return typeof cell === 'number' ? cell : cellText(cell);
    },
    text: (name) => cellText(cells[mapping.columns[name] ?? -1] ?? ''),
    options: filledOptions(mapping.options.map((column) => cellText(cells[column] ?? ''))),
    note: (column, name, weight, params = {}) => {
      const index = typeof column === 'number' ? mapping.options[column] : mapping.columns[column];
      const letter = index === undefined ? '' : columnLetter(index);
      noticed.push(problemAt({ ...place, column: letter }, name, weight, params));
    },
  };
  const topic = row.text('topic').split(topicSeparator);
  const topicPath = row.text('topic') === '' ? section : topic;
  const answer = answerOf(row);
  if (answer === null) return notAQuestion(place, 'kind-not-held', { kind: row.text('kind').slice(0, 60) }, topicPath);
  if (row.text('stem') === '') row.note('stem', 'no-stem', 'stops');
  row.options.forEach((text, option) => {
    if (text === '') row.note(option, 'empty-option', 'stops', { option: String.fromCharCode(97 + option) });
  });
  return foundQuestion({ ...answer, ...commonParts(row) }, place, topicPath, noticed);
}

/** Blanks without end are a slip of the keyboard, and patterns of spaces would look for their end again and again. */
const cellText = (cell: Cell): string => tidy(String(cell).slice(0, draftLimits.keptMax + 1)).replace(/\s{30,}/g, ' ');

function filledOptions(options: readonly string[]): readonly string[] {
  const last = options.findLastIndex((text) => text !== '');
  return options.slice(0, last + 1);
}

/** What a row of any kind has. */
function commonParts(row: RowReader): Omit<Draft, 'kind'> {
  const difficulty = difficultyOf(row.text('difficulty'));
  if (difficulty === null && row.text('difficulty') !== '')
    row.note('difficulty', 'unknown-difficulty', 'doubt', { text: row.text('difficulty').slice(0, 60) });
  const scheme = schemeOf(row.text('scheme'));
  const folding = readFolding(row.text('folding'));
  return {
    id: row.text('code'),
    stem: row.text('stem'),
    explanation: row.text('explanation'),
    source: row.text('source'),
    tags: row.text('tags').split(/[;,\n]/),
    legal: readLegal(row.text('legal')),
    factId: row.text('fact').slice(0, 100),
    checkedOn: readDate(row.text('checked')),
    isPractice: isTicked(row.text('practice')),
    ...(difficulty === null ? {} : { difficulty }),
    ...(scheme === null ? {} : { scheme }),
    ...(folding === null ? {} : { folding }),
    ...(isTicked(row.text('keepsOrder')) ? { keepsOrder: true } : {}),
  };
}
