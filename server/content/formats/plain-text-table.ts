/**
 * Tables in question files: a table of keys, a table with a question in each row, statements with columns Đúng and Sai,
 * options in cells, or only figures of a question. Gives lines in reading order as if there had been no table.
 */
import { cut, isBlank, joined, makeLine, nowhere, textLine, words } from './plain-text-line.ts';
import type { Line, TableBlock } from './plain-text-line.ts';
import { isKeyCell, keyList } from './plain-text-keys.ts';
import type { KeyEntry } from './plain-text-keys.ts';
import { isLabelOnly, labelAtStart, labelled } from './plain-text-options.ts';
import { fieldOf, startOf } from './plain-text-words.ts';

/** `figures`: lines of a table that had to be flattened. */
export type Item =
  | { readonly type: 'line'; readonly line: Line }
  | { readonly type: 'keys'; readonly entries: readonly KeyEntry[] }
  | { readonly type: 'figures'; readonly lines: readonly Line[] };

type Cell = readonly Line[];
type Rows = readonly (readonly Cell[])[];

/** What a table says, in reading order. */
export function tableItems(table: TableBlock): Item[] {
  const rows = table.rows.map((row) => row.map((cell) => cell.filter((line) => !isBlank(line))));
  const entries = keyTable(rows);
  if (entries) return [{ type: 'keys', entries }];
  const lines = questionTable(rows) ?? truthTable(rows) ?? optionCells(rows) ?? layout(rows);
  if (lines) return lines.map((line) => ({ type: 'line', line }));
  const figures = rows
    .map((row) =>
      joined(
        row.flatMap((cell) => (cell.length === 0 ? [] : [joined(cell)])),
        ' | ',
      ),
    )
    .filter((line) => !isBlank(line));
  return figures.length === 0 ? [] : [{ type: 'figures', lines: figures }];
}

const cellText = (cell: Cell | undefined): string => (cell ?? []).map((line) => line.text.trim()).join(' ');
const numberIn = (text: string): number | null => {
  const found = /^(?:câu\s*)?(\d{1,4})\s*[.:)]?$/iu.exec(text.trim());
  return found ? Number(found[1]) : null;
};
const isKeyHeader = (text: string): boolean =>
  /^(?:câu(?: hỏi| số)?|stt|số câu|đáp án|đ\/?a|chọn|key|bảng đáp án.*)$/iu.test(text.trim());

function keyTable(rows: Rows): KeyEntry[] | null {
  const texts = rows.map((row) => row.map(cellText));
  const cells = texts.flat().filter((text) => text !== '' && !isKeyHeader(text));
  const lists = cells.map(keyList);
  if (cells.length > 0 && lists.every((list) => list !== null)) {
    const entries = lists.flat().filter((entry) => entry !== null);
    if (entries.length >= 2) return entries;
  }
  return keysBelow(texts) ?? keysBeside(texts) ?? keysWithReasons(rows, texts);
}

/** A row of numbers over a row of keys. */
function keysBelow(texts: readonly (readonly string[])[]): KeyEntry[] | null {
  const entries: KeyEntry[] = [];
  const rows = texts.filter((row) => row.some((text) => text !== ''));
  if (rows.length < 2 || rows.length % 2 === 1) return null;
  for (let i = 0; i < rows.length; i += 2) {
    const [above = [], below = []] = [rows[i], rows[i + 1]];
    const isNamed = below.some(isKeyHeader);
    for (let column = 0; column < Math.max(above.length, below.length); column += 1) {
      const [top, bottom] = [above[column] ?? '', below[column] ?? ''];
      if ((top === '' && bottom === '') || isKeyHeader(top) || isKeyHeader(bottom)) continue;
      const number = numberIn(top);
      if (number === null || (bottom !== '' && !isNamed && !isKeyCell(bottom))) return null;
      if (bottom !== '') entries.push({ number, text: bottom, section: '' });
    }
  }
  return entries.length >= 2 ? entries : null;
}

/** Pairs of columns: number, key. */
function keysBeside(texts: readonly (readonly string[])[]): KeyEntry[] | null {
  const entries: KeyEntry[] = [];
  const [head = []] = texts;
  const hasHead = head.some((text) => text !== '') && head.every((text) => text === '' || isKeyHeader(text));
  for (const row of hasHead ? texts.slice(1) : texts) {
    if (row.length % 2 === 1) return null;
    for (let i = 0; i < row.length; i += 2) {
      const [left = '', right = ''] = [row[i], row[i + 1]];
      if (left === '' && right === '') continue;
      const number = numberIn(left);
      if (number === null || (right !== '' && !hasHead && !isKeyCell(right))) return null;
      if (right !== '') entries.push({ number, text: right, section: '' });
    }
  }
  return entries.length >= 2 ? entries : null;
}

/** Columns for the number, the key and why; numbers alone tell it from a table of questions. */
function keysWithReasons(rows: Rows, texts: readonly (readonly string[])[]): KeyEntry[] | null {
  const names = (texts[0] ?? []).map(columnOf);
  const [at, keyAt] = [names.findIndex((name) => name === 'number' || name === 'stem'), names.indexOf('Đáp án')];
  const body = rows.slice(1).filter((row) => row.some((cell) => cell.length > 0));
  if (at < 0 || keyAt < 0 || body.some((row) => numberIn(cellText(row[at])) === null)) return null;
  const entries = body.map((row): KeyEntry => {
    const reason = row.flatMap((cell, column) => (column === at || column === keyAt ? [] : cell));
    return { number: numberIn(cellText(row[at])) ?? 0, text: cellText(row[keyAt]), section: '', reason };
  });
  const isPlain = names.every((name) => !/^[A-H]$/u.test(name));
  return isPlain && entries.length >= 2 ? entries.filter(({ text }) => text !== '') : null;
}

const columns: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['number', /^(?:stt|tt|câu|câu số|số)$/iu],
  ['stem', /^(?:câu hỏi|nội dung(?: câu hỏi)?|question|nội dung câu hỏi và .*)$/iu],
  ['Đáp án', /^(?:đáp án(?: đúng)?|đ\/?a|key|answer|phương án đúng)$/iu],
  ['Giải thích', /^(?:giải thích|hướng dẫn.*|lời giải)$/iu],
  ['Căn cứ', /^(?:căn cứ.*|nguồn|trích dẫn|tài liệu.*|ghi chú nguồn)$/iu],
  ['Mức độ', /^(?:mức độ.*|độ khó)$/iu],
];

function columnOf(text: string): string {
  const letter = /^(?:phương án|đáp án|lựa chọn|option|p\/?a)?\s*([A-H])\.?$/iu.exec(text)?.[1];
  return letter?.toUpperCase() ?? columns.find(([, pattern]) => pattern.test(text))?.[0] ?? '';
}

/** A row a question, columns named in the first row. */
function questionTable(rows: Rows): Line[] | null {
  const names = (rows[0] ?? []).map((cell) => columnOf(cellText(cell)));
  const hasOptions = names.filter((name) => /^[A-H]$/u.test(name)).length >= 2;
  if (!names.includes('stem') || !(hasOptions || names.includes('Đáp án'))) return null;
  const lines: Line[] = [];
  rows.slice(1).forEach((row, at) => {
    if (row.every((cell) => cell.length === 0)) return;
    const of = (name: string): Cell => row[names.indexOf(name)] ?? [];
    const number = numberIn(cellText(of('number'))) ?? at + 1;
    const [first = textLine(''), ...others] = of('stem');
    const bare = startOf(first.text) ? cut(first, startOf(first.text)?.length ?? 0) : first;
    lines.push(joined([textLine(`Câu ${number}.`, { ...first, heading: 0 }), bare]), ...others);
    names.forEach((name, column) => {
      const cell = row[column] ?? [];
      if (/^[A-H]$/u.test(name) && cell.length > 0) {
        const whole = joined(cell);
        lines.push(labelAtStart(whole.text)?.letter === name ? whole : labelled(name, whole));
      }
    });
    names.forEach((name, column) => {
      const cell = row[column] ?? [];
      if (columns.some(([known]) => known === name) && name !== 'number' && name !== 'stem' && cell.length > 0) {
        lines.push(joined([textLine(`${name}:`), joined(cell)]));
      }
      if (name === '' && cell.length > 0) lines.push(...cell);
    });
  });
  return lines;
}

/** Statements with a cross under Đúng or Sai. */
function truthTable(rows: Rows): Line[] | null {
  const head = (rows[0] ?? []).map(cellText);
  const right = head.findIndex((text) => /^(?:đúng|đ)$/iu.test(text));
  const wrong = head.findIndex((text) => /^(?:sai|s)$/iu.test(text));
  if (right < 0 || wrong < 0) return null;
  return rows.slice(1).flatMap((row, at) => {
    const texts = row.filter((_, column) => column !== right && column !== wrong).filter((cell) => cell.length > 0);
    const [first, ...others] = texts;
    if (!first) return [];
    const isLabel = isLabelOnly(cellText(first)) || numberIn(cellText(first)) !== null;
    const statement = joined((isLabel ? others : texts).flat());
    const bare = cut(statement, labelAtStart(statement.text)?.end ?? 0);
    const truth = cellText(row[right]) !== '' ? ' (Đ)' : cellText(row[wrong]) !== '' ? ' (S)' : '';
    const letter = String.fromCharCode(97 + at);
    return [makeLine([words(`${letter}) `), ...bare.pieces, words(truth)], { ...statement, heading: 0 })];
  });
}

/** Every cell an option: in order of letters, since some go down the columns. */
function optionCells(rows: Rows): Line[] | null {
  const cells = rows.flatMap((row) => joinLabels(row)).filter((cell) => cell.length > 0);
  const starts = cells.map((cell) => labelAtStart(cell[0]?.text ?? '')?.letter ?? '');
  if (cells.length < 2 || starts.some((letter) => letter === '')) return null;
  // More than one label in a cell: it is a line of its own, and only the parser knows its order.
  if (new Set(starts).size !== starts.length) return null;
  return cells
    .map((cell, i) => ({ cell, letter: starts[i] ?? '' }))
    .sort((a, b) => a.letter.charCodeAt(0) - b.letter.charCodeAt(0))
    .flatMap(({ cell }) => cell);
}

/** `A` in a cell and its text in the next are one. */
function joinLabels(row: readonly Cell[]): Cell[] {
  const cells: Cell[] = [];
  for (let i = 0; i < row.length; i += 1) {
    const cell = row[i] ?? [];
    const next = row[i + 1];
    const [only] = cell;
    if (cell.length === 1 && only && isLabelOnly(only.text) && next && next.length > 0) {
      const letter = /[A-Za-z]/u.exec(only.text)?.[0] ?? 'A';
      const [first = textLine('', nowhere), ...others] = next;
      const label = labelAtStart(`${only.text} `) ? only : labelled(letter, textLine(''));
      cells.push([joined([label, first]), ...others]);
      i += 1;
    } else cells.push(cell);
  }
  return cells;
}

/** A table that only places things: cells one after another. */
function layout(rows: Rows): Line[] | null {
  const lines = rows.flatMap((row) => joinLabels(row).flat());
  const isOfQuestions = ({ text }: Line): boolean =>
    labelAtStart(text)?.letter === 'A' || fieldOf(text) !== null || startOf(text)?.style === 'word';
  return lines.some(isOfQuestions) || rows.every((row) => row.length <= 1) ? lines : null;
}
