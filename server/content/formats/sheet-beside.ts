/** Puts the pictures of a sheet into the texts of its rows: where a text names one, else after the question or its option. */
import type { Cell, ColumnMapping, Rows } from './columns.ts';
import type { MediaShelf } from './media-shelf.ts';
import type { SheetPicture } from './sheet-pictures.ts';

export interface Illustrated {
  readonly rows: Rows;
  /** Pictures beside no question, or of a kind that nobody can show. */
  readonly leftCount: number;
}

const shown = /\.(?:png|jpe?g|gif|webp|bmp|tiff?|svg|avif)$/i;

export function withPictures(
  rows: Rows,
  mapping: ColumnMapping,
  pictures: readonly SheetPicture[],
  shelf: MediaShelf,
): Illustrated {
  const texts = rows.map((row) => [...row]);
  for (const { row, column, isInCell } of pictures)
    if (isInCell && texts[row]?.[column] !== undefined) texts[row][column] = '';
  const isQuestion = rows.map((row, at) => at > mapping.headingRow && isAsking(row, mapping));
  const byRow = new Map<number, SheetPicture[]>();
  let leftCount = 0;
  for (const picture of pictures) {
    const at = rowOf(picture, isQuestion);
    if (at === null || !shown.test(picture.path)) leftCount += 1;
    else byRow.set(at, [...(byRow.get(at) ?? []), picture]);
  }
  for (const [at, beside] of byRow) illustrate(texts[at] ?? [], mapping, beside, shelf);
  return { rows: texts, leftCount };
}

/** More than the title of a section. */
const isAsking = (row: readonly Cell[], { columns }: ColumnMapping): boolean =>
  String(row[columns.stem ?? -1] ?? '').trim() !== '' || row.filter((cell) => String(cell).trim() !== '').length > 1;

/** The first question that it touches from its upper end; a picture may hang a little too high. */
function rowOf({ row, lastRow }: SheetPicture, isQuestion: readonly boolean[]): number | null {
  const last = Math.min(lastRow, isQuestion.length - 1);
  for (let at = row; at <= last; at += 1) if (isQuestion[at]) return at;
  return null;
}

const reference = /(?<=\]\(media:)[0-9A-Za-z_-]{1,100}(?=\))/g;

function illustrate(row: Cell[], mapping: ColumnMapping, pictures: readonly SheetPicture[], shelf: MediaShelf): void {
  const refs = new Map(pictures.map((picture) => [picture, shelf.add(picture.path, picture.bytes)]));
  const wanted = [...new Set(row.flatMap((cell) => String(cell).match(reference) ?? []))];
  // A program that saved the file anew may have lost the names, and kept the order.
  const unnamed = pictures.filter(({ title }) => !wanted.includes(title));
  const lost = wanted.filter((name) => !pictures.some(({ title }) => title === name));
  const byName = new Map(pictures.map((picture) => [picture.title, refs.get(picture) ?? '']));
  lost.forEach((name, at) => {
    const other = unnamed[at];
    if (other) byName.set(name, refs.get(other) ?? name);
  });
  row.forEach((cell, at) => {
    if (typeof cell === 'string') row[at] = cell.replace(reference, (name) => byName.get(name) ?? name);
  });
  for (const picture of unnamed.slice(lost.length)) {
    const column = mapping.options.includes(picture.column) ? picture.column : (mapping.columns.stem ?? picture.column);
    while (row.length <= column) row.push('');
    const text = String(row[column]).trim();
    const markdown = `![${altOf(picture.alt)}](media:${refs.get(picture) ?? ''})`;
    row[column] = text === '' ? markdown : `${text}${column === mapping.columns.stem ? '\n\n' : ' '}${markdown}`;
  }
}

const altOf = (alt: string): string =>
  alt
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 300)
    .replace(/[[\]\\]/gu, '\\$&');
