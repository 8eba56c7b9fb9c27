/**
 * Reads a table of units (CSV, UTF-8, first row the names of its columns) with a plain problem for
 * each row that cannot be used. It never throws for what the table says; whether parents exist is
 * for `services/import-units.ts`, which knows the units that are there already.
 */
import { parseCsv } from 'hucre/csv';
import { normaliseName } from '../rules/names.ts';

export const unitColumns = [
  'scheme',
  'code',
  'parent_scheme',
  'parent_code',
  'hierarchy',
  'kind',
  'name',
  'headcount',
] as const;
type UnitColumn = (typeof unitColumns)[number];

export const unitLimits = {
  textLengthMax: 4 * 1024 * 1024,
  rowsMax: 20_000,
  cellLengthMax: 200,
  headcountMax: 10_000_000,
} as const;

export interface UnitLine {
  /** Row of the table as a spreadsheet counts it; the first is the names of the columns. */
  readonly row: number;
  readonly scheme: string;
  readonly code: string;
  /** Both '' for a root. */
  readonly parentScheme: string;
  readonly parentCode: string;
  readonly hierarchy: 'government' | 'doan';
  readonly kind: string;
  readonly name: string;
  readonly headcount: number;
}

export interface UnitProblem {
  readonly row: number;
  readonly problem: UnitProblemName;
  /** The column or value that the problem is about; '' for none. */
  readonly about: string;
}

export type UnitProblemName =
  | 'too-large'
  | 'too-many-rows'
  | 'column-missing'
  | 'cell-too-long'
  | 'code-malformed'
  | 'parent-half'
  | 'hierarchy-unknown'
  | 'kind-malformed'
  | 'name-missing'
  | 'headcount-malformed'
  | 'repeated'
  | 'parent-unknown'
  | 'parent-loop';

export interface ReadUnits {
  readonly lines: readonly UnitLine[];
  readonly problems: readonly UnitProblem[];
}

export function readUnitsText(text: string): ReadUnits {
  if (text.length > unitLimits.textLengthMax) return failed('too-large', '');
  const rows = parseCsv(text, { maxRows: unitLimits.rowsMax + 2 }).map((row) =>
    row.map((cell) => normaliseName(String(cell ?? ''))),
  );
  if (rows.length > unitLimits.rowsMax + 1) return failed('too-many-rows', String(unitLimits.rowsMax));
  const [names = [], ...body] = rows;
  const missing = unitColumns.find((column) => !names.includes(column));
  if (missing !== undefined) return failed('column-missing', missing);
  const lines: UnitLine[] = [];
  const problems: UnitProblem[] = [];
  const seen = new Set<string>();
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell === '')) return;
    const row = index + 2;
    const cell = (column: UnitColumn): string => cells[names.indexOf(column)] ?? '';
    const read = readLine(row, cell);
    if ('problem' in read) return void problems.push(read);
    const name = `${read.scheme}:${read.code}`;
    if (seen.has(name)) problems.push({ row, problem: 'repeated', about: name });
    seen.add(name);
    lines.push(read);
  });
  return { lines, problems };
}

const failed = (problem: UnitProblemName, about: string): ReadUnits => ({
  lines: [],
  problems: [{ row: 1, problem, about }],
});

const schemePattern = /^[a-z0-9-]{1,20}$/;
const codePattern = /^[A-Za-z0-9-]{1,20}$/;

/** The first problem of the row, or the row. */
function readLine(row: number, cell: (column: UnitColumn) => string): UnitLine | UnitProblem {
  const problem = (name: UnitProblemName, about: string): UnitProblem => ({ row, problem: name, about });
  const long = unitColumns.find((column) => cell(column).length > unitLimits.cellLengthMax);
  if (long !== undefined) return problem('cell-too-long', long);
  const [scheme, code, parentScheme, parentCode] = [
    cell('scheme'),
    cell('code'),
    cell('parent_scheme'),
    cell('parent_code'),
  ];
  if (!schemePattern.test(scheme) || !codePattern.test(code)) return problem('code-malformed', `${scheme}:${code}`);
  if ((parentScheme === '') !== (parentCode === '')) return problem('parent-half', `${parentScheme}:${parentCode}`);
  const hierarchy = cell('hierarchy');
  if (hierarchy !== 'government' && hierarchy !== 'doan') return problem('hierarchy-unknown', hierarchy);
  const kind = cell('kind');
  if (!/^[a-z_]{1,40}$/.test(kind)) return problem('kind-malformed', kind);
  const name = cell('name');
  if (name === '') return problem('name-missing', '');
  const headcount = cell('headcount') === '' ? '0' : cell('headcount');
  if (!/^[0-9]{1,8}$/.test(headcount) || Number(headcount) > unitLimits.headcountMax)
    return problem('headcount-malformed', headcount);
  return { row, scheme, code, parentScheme, parentCode, hierarchy, kind, name, headcount: Number(headcount) };
}
