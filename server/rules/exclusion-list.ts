/**
 * A contest's list of people who may not take part (organisers, question writers, secretaries): what its table must hold
 * and how a new table joins the list that is there. Numbers are compared by whoever keeps them; a name alone excludes
 * nobody, since many people share one.
 */
import { normalisePhone, readCccd } from './identity.ts';
import { normaliseName, searchKey } from './names.ts';

export const exclusionColumns = ['fullName', 'phone', 'cccd', 'reason'] as const;
export type ExclusionColumn = (typeof exclusionColumns)[number];

export const exclusionLimits = {
  bytesMax: 1_048_576,
  /** Of one contest, and so of one table too. */
  peopleMax: 2_000,
  cellLengthMax: 200,
} as const;

export interface ExclusionLine {
  /** Row of the table as a spreadsheet counts it; the first is the names of the columns. */
  readonly row: number;
  readonly fullName: string;
  /** `+84…`; '' where the table has none. One of it and `cccd` is filled. */
  readonly phone: string;
  /** Twelve digits; '' where the table has none. */
  readonly cccd: string;
  readonly reason: string;
}

export const exclusionProblems = [
  'not-text',
  'too-large',
  'too-many-rows',
  'list-full',
  'no-rows',
  'column-missing',
  'cell-too-long',
  'name-missing',
  'mark-missing',
  'phone-malformed',
  'cccd-malformed',
  'cccd-old',
  'repeated',
] as const;
export type ExclusionProblemName = (typeof exclusionProblems)[number];

export interface ExclusionProblem {
  readonly row: number;
  readonly problem: ExclusionProblemName;
  /** A column, a row or a limit; never somebody's number. '' for none. */
  readonly about: string;
}

export interface ReadExclusions {
  /** None where there is any problem. */
  readonly lines: readonly ExclusionLine[];
  readonly problems: readonly ExclusionProblem[];
}

/** What a column may be called, as `searchKey` writes it. */
const names: Readonly<Record<ExclusionColumn, readonly string[]>> = {
  fullName: ['ho va ten', 'ho ten', 'full_name', 'full name', 'name'],
  phone: ['so dien thoai', 'dien thoai', 'sdt', 'phone', 'phone number'],
  cccd: ['so can cuoc', 'can cuoc', 'so cccd', 'cccd', 'so dinh danh', 'so dinh danh ca nhan', 'identity number'],
  reason: ['nhiem vu', 'ly do', 'reason', 'duty'],
};

export function readExclusionRows(rows: readonly (readonly string[])[]): ReadExclusions {
  const [head = [], ...body] = rows;
  const headings = head.map(searchKey);
  const placeOf = (column: ExclusionColumn): number => headings.findIndex((name) => names[column].includes(name));
  if (placeOf('fullName') < 0) return exclusionFault('column-missing', 'fullName');
  if (placeOf('phone') < 0 && placeOf('cccd') < 0) return exclusionFault('column-missing', 'phone');
  if (body.length > exclusionLimits.peopleMax)
    return exclusionFault('too-many-rows', String(exclusionLimits.peopleMax));
  const lines: ExclusionLine[] = [];
  const problems: ExclusionProblem[] = [];
  const rowOfMark = new Map<string, number>();
  body.forEach((cells, index) => {
    // Spreadsheets put an apostrophe before what is to stay text.
    const cell = (column: ExclusionColumn) => normaliseName(cells[placeOf(column)] ?? '').replace(/^'/, '');
    if (exclusionColumns.every((column) => cell(column) === '')) return;
    const read = readLine(index + 2, cell);
    if ('problem' in read) return void problems.push(read);
    const marks = marksOf(read);
    const before = marks.map((mark) => rowOfMark.get(mark)).find((row) => row !== undefined);
    if (before !== undefined) problems.push({ row: read.row, problem: 'repeated', about: String(before) });
    for (const mark of marks) rowOfMark.set(mark, read.row);
    lines.push(read);
  });
  if (problems.length > 0) return { lines: [], problems };
  return lines.length === 0 ? exclusionFault('no-rows', '') : { lines, problems };
}

/** A table that cannot be used as a whole. */
export const exclusionFault = (problem: ExclusionProblemName, about: string): ReadExclusions => ({
  lines: [],
  problems: [{ row: 1, problem, about }],
});

const marksOf = ({ phone, cccd }: Pick<ExclusionLine, 'phone' | 'cccd'>): string[] =>
  [phone, cccd].filter((mark) => mark !== '');

/** The first problem of the row, or the row. */
function readLine(row: number, cell: (column: ExclusionColumn) => string): ExclusionLine | ExclusionProblem {
  const problem = (name: ExclusionProblemName, about = ''): ExclusionProblem => ({ row, problem: name, about });
  const long = exclusionColumns.find((column) => cell(column).length > exclusionLimits.cellLengthMax);
  if (long !== undefined) return problem('cell-too-long', long);
  const [fullName, reason, phoneText, cccdText] = [cell('fullName'), cell('reason'), cell('phone'), cell('cccd')];
  if (fullName === '') return problem('name-missing');
  if (phoneText === '' && cccdText === '') return problem('mark-missing');
  // A spreadsheet takes a phone for a number and drops its zero.
  const phone = normalisePhone(/^\d{9}$/.test(phoneText) ? `0${phoneText}` : phoneText);
  if (phoneText !== '' && !phone.ok) return problem('phone-malformed');
  const cccd = readCccd(cccdText);
  if (cccdText !== '' && !cccd.ok) return problem(cccd.refusal.name === 'cccd-old' ? 'cccd-old' : 'cccd-malformed');
  return { row, fullName, reason, phone: phone.ok ? phone.value : '', cccd: cccd.ok ? cccd.value.digits : '' };
}

/** How somebody is known without their numbers: indexes that tell only whether two are the same. '' for none. */
export interface ExclusionMarks {
  readonly phoneIndex: string;
  readonly cccdIndex: string;
}

interface Listed extends ExclusionMarks {
  readonly id: string;
}

export interface ExclusionPlan<L extends ExclusionMarks> {
  readonly added: readonly L[];
  /** Those on the list with what it says of them from now on: what a line leaves empty stays. */
  readonly changed: readonly { readonly id: string; readonly line: L }[];
  /** Ids of the list whose every mark now stands with somebody changed. */
  readonly merged: readonly string[];
}

/** Joins lines to a list so that nobody stands on it twice and no mark is lost. */
export function planExclusions<L extends ExclusionMarks>(
  listed: readonly Listed[],
  lines: readonly L[],
): ExclusionPlan<L> {
  const left = new Map(listed.map((one) => [one.id, one]));
  const byMark = new Map<string, Listed[]>();
  for (const one of listed) for (const mark of filled(one)) byMark.set(mark, [...(byMark.get(mark) ?? []), one]);
  const plan = { added: [] as L[], changed: [] as { id: string; line: L }[], merged: [] as string[] };
  for (const line of lines) {
    const known = filled(line).flatMap((mark) => byMark.get(mark) ?? []);
    const first = known.find(({ id }) => left.delete(id));
    if (first === undefined) {
      plan.added.push(line);
      continue;
    }
    const whole = {
      ...line,
      phoneIndex: line.phoneIndex || first.phoneIndex,
      cccdIndex: line.cccdIndex || first.cccdIndex,
    };
    plan.changed.push({ id: first.id, line: whole });
    const marks = filled(whole);
    for (const other of known)
      if (filled(other).every((mark) => marks.includes(mark)) && left.delete(other.id)) plan.merged.push(other.id);
  }
  return plan;
}

const filled = ({ phoneIndex, cccdIndex }: ExclusionMarks): string[] =>
  [phoneIndex && `phone ${phoneIndex}`, cccdIndex && `cccd ${cccdIndex}`].filter((mark) => mark !== '');
