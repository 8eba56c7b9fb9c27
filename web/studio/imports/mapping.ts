/** Which column of a table holds what, while somebody changes it column by column; pure. */
import type { TableColumn, TableMapping } from '../../../server/wire/http/bank-tables.ts';

/** What one column is: nothing, one of the named, or an option by its place (`0` is A). */
export type ColumnUse = '' | TableColumn | `option-${number}`;

export const noMapping: TableMapping = { headingRow: 0, columns: {}, options: [] };

export function useOf({ columns, options }: TableMapping, column: number): ColumnUse {
  const named = (Object.entries(columns) as [TableColumn, number][]).find(([, at]) => at === column);
  if (named) return named[0];
  const option = options.indexOf(column);
  return option < 0 ? '' : `option-${option}`;
}

/** The column in its new use; whichever column had that use before has none. */
export function withUse(mapping: TableMapping, column: number, use: ColumnUse): TableMapping {
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).filter(([name, at]) => at !== column && name !== use),
  );
  const place = /^option-(\d+)$/u.exec(use)?.[1];
  if (place === undefined) {
    const options = mapping.options.filter((at) => at !== column);
    return { ...mapping, columns: use === '' ? columns : { ...columns, [use]: column }, options };
  }
  const options: (number | null)[] = mapping.options.map((at) => (at === column ? null : at));
  options[Number(place)] = column;
  // Places between that nobody has named yet close up: options are A, B, C without a gap.
  return { ...mapping, columns, options: options.filter((at): at is number => typeof at === 'number') };
}

/** `A`, …, `Z`, `AA`, as spreadsheets name columns. */
export const columnLetter = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : columnLetter(Math.floor(at / 26) - 1) + columnLetter(at % 26);

export const isUsable = ({ columns }: TableMapping): boolean => columns.stem !== undefined;
