/**
 * A blueprint as a worksheet: topics down, kinds and difficulties across, in each cell a count and, where it is not the
 * usual, the points of a question. Pure; each deed gives a new sheet.
 */
import { cellCountMax, pointsMax } from '../../../server/rules/blueprint-check.ts';
import type { BlueprintCell } from '../../../server/rules/contest.ts';
import { difficulties, questionKinds, type Difficulty, type QuestionKind } from '../../../server/rules/question.ts';
import type { BlueprintShape, BlueprintView } from '../../../server/wire/http/blueprints.ts';

export interface Column {
  readonly kind: QuestionKind | null;
  readonly difficulty: Difficulty | null;
}

export interface SheetCell {
  readonly count: number;
  /** null: as everywhere. */
  readonly points: number | null;
}

export interface Sheet {
  /** By `cellName`; a cell that is not there asks for nothing. */
  readonly cells: ReadonlyMap<string, SheetCell>;
  readonly pointsPerQuestion: number;
}

/** What is typed in: how many questions, or what each is worth. */
export type Layer = 'count' | 'points';

export interface Row {
  readonly topic: string;
  readonly name: string;
  /** From 1, at the top. */
  readonly level: number;
  /** In the blueprint but not in the bank any more. */
  readonly isGone: boolean;
}

export const emptyCell: SheetCell = { count: 0, points: null };

export const cellName = (topic: string, { kind, difficulty }: Column): string =>
  [topic, difficulty ?? '', kind ?? ''].join(' ');

export const cellAt = (sheet: Sheet, topic: string, column: Column): SheetCell =>
  sheet.cells.get(cellName(topic, column)) ?? emptyCell;

/** Four difficulties, "any" first, of each kind that is shown; every sheet has those of any kind. */
export const columnsOf = (kinds: readonly QuestionKind[]): Column[] =>
  [null, ...questionKinds.filter((kind) => kinds.includes(kind))].flatMap((kind) =>
    [null, ...difficulties].map((difficulty) => ({ kind, difficulty })),
  );

export const kindsIn = ({ cells }: Pick<BlueprintShape, 'cells'>): QuestionKind[] =>
  questionKinds.filter((kind) => cells.some((cell) => cell.kind === kind));

/** Cells that are alike are one; the first tells the points. */
export function toSheet({ cells, pointsPerQuestion }: BlueprintShape): Sheet {
  const sheet = new Map<string, SheetCell>();
  for (const { topic, difficulty, kind, count, points } of cells) {
    const name = cellName(topic, { kind, difficulty });
    const own = points === undefined || points === pointsPerQuestion ? null : points;
    const known = sheet.get(name);
    sheet.set(name, known ? { ...known, count: known.count + count } : { count, points: own });
  }
  return { cells: sheet, pointsPerQuestion };
}

/** Cells in the order of rows and columns, which is the order of saving. */
export function toBlueprint({ cells, pointsPerQuestion }: Sheet, rows: readonly Row[]): BlueprintShape {
  const columns = columnsOf(questionKinds);
  const asked = rows.flatMap(({ topic }) =>
    columns.flatMap((column) => {
      const cell = cells.get(cellName(topic, column));
      if (cell === undefined || cell.count === 0) return [];
      return [{ topic, ...column, count: cell.count, ...(cell.points !== null && { points: cell.points }) }];
    }),
  );
  return { cells: asked, pointsPerQuestion };
}

/** Topics in tree order; below them those that the blueprint still names. */
export function rowsOf({ topics, blueprint }: Pick<BlueprintView, 'topics' | 'blueprint'>): Row[] {
  const levels = new Map<string, number>();
  const rows = topics.map(({ id, name, parentId }): Row => {
    const level = (levels.get(parentId ?? '') ?? 0) + 1;
    levels.set(id, level);
    return { topic: id, name, level, isGone: false };
  });
  const gone = new Set(blueprint.cells.map(({ topic }) => topic).filter((topic) => !levels.has(topic)));
  return [...rows, ...[...gone].map((topic) => ({ topic, name: topic, level: 1, isGone: true }))];
}

/** A typed number in its limits; null for what is none. An empty text is nothing: no questions, the usual points. */
export function typed(text: string, layer: Layer): number | null {
  const plain = text.replace(/[\s.\u00a0]/gu, '');
  if (plain === '') return 0;
  if (!/^\d{1,6}$/.test(plain)) return null;
  return Math.min(Number(plain), layer === 'count' ? cellCountMax : pointsMax);
}

export function writeCell(sheet: Sheet, name: string, layer: Layer, value: number): Sheet {
  const before = sheet.cells.get(name) ?? emptyCell;
  const points = value === 0 || value === sheet.pointsPerQuestion ? null : value;
  const after = layer === 'count' ? { ...before, count: value } : { ...before, points };
  if (after.count === before.count && after.points === before.points) return sheet;
  return { ...sheet, cells: new Map(sheet.cells).set(name, after) };
}

/** Rows of tabs from a worksheet, laid from a cell on; what lies outside is left out. null when a cell holds no number. */
export function pasteBlock(
  sheet: Sheet,
  text: string,
  layer: Layer,
  { rows, columns, row, column }: { rows: readonly Row[]; columns: readonly Column[]; row: number; column: number },
): Sheet | null {
  let next = sheet;
  for (const [down, line] of text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').entries())
    for (const [right, part] of line.split('\t').entries()) {
      const [topic, to] = [rows[row + down]?.topic, columns[column + right]];
      if (topic === undefined || to === undefined) continue;
      const value = typed(part, layer);
      if (value === null) return null;
      next = writeCell(next, cellName(topic, to), layer, value);
    }
  return next;
}

export interface Sum {
  readonly questions: number;
  readonly points: number;
}

export function sumOf(sheet: Sheet, names: readonly string[]): Sum {
  let [questions, points] = [0, 0];
  for (const name of names) {
    const { count, points: own } = sheet.cells.get(name) ?? emptyCell;
    questions += count;
    points += count * (own ?? sheet.pointsPerQuestion);
  }
  return { questions, points };
}

/** The cell of the blueprint as rules know it, also while nothing is asked of it. */
export const ruleCell = (topic: string, { kind, difficulty }: Column, { count, points }: SheetCell): BlueprintCell => ({
  ...{ topic, kind, difficulty, count },
  ...(points !== null && { points }),
});
