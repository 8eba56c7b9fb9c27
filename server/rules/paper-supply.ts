/**
 * What a pool can give to the cells of a blueprint all together. Cells overlap (a topic holds its subtopics, a cell may
 * take any difficulty or kind), so counting each by itself is not enough: it is a flow from groups of like questions,
 * those that the same cells may draw, to cells.
 */
import type { BlueprintCell } from './contest.ts';
import type { PoolQuestion } from './paper.ts';

export type Supplied = Pick<PoolQuestion, 'topic' | 'within' | 'difficulty' | 'kind'>;

/** Questions that the same cells may draw. */
export interface SupplyPart {
  /** Places of those cells. */
  readonly cells: readonly number[];
  readonly count: number;
}

/** A pool as the cells see it: made once, drawn from many times. */
export interface CellPool<Q extends Supplied> {
  readonly cells: readonly BlueprintCell[];
  /** By cell, what it may draw, in the order of the pool. */
  readonly fitting: readonly (readonly Q[])[];
  readonly parts: readonly SupplyPart[];
  /** Place of a question's part; none for what no cell may draw. */
  readonly partOf: ReadonlyMap<Q, number>;
}

export interface Supply<Q extends Supplied> {
  /** Questions that the cell may draw and nobody took, in the order of the pool. */
  fitting(cell: number): readonly Q[];
  take(questions: readonly Q[]): void;
  giveBack(questions: readonly Q[]): void;
  /** Whether the cells from this place on can all have their count of what is left, no question being given to two. */
  canMeetFrom(cell: number): boolean;
}

/** Whether a cell may draw the question. */
export function fits({ topic, within, difficulty, kind }: Supplied, cell: BlueprintCell): boolean {
  const isOfTopic = topic === cell.topic || (within?.includes(cell.topic) ?? false);
  return isOfTopic && (cell.difficulty ?? difficulty) === difficulty && (cell.kind ?? kind) === kind;
}

export const placesFitting = (question: Supplied, cells: readonly BlueprintCell[]): number[] =>
  cells.flatMap((cell, at) => (fits(question, cell) ? [at] : []));

export function makeCellPool<Q extends Supplied>(cells: readonly BlueprintCell[], pool: readonly Q[]): CellPool<Q> {
  const fitting: Q[][] = cells.map(() => []);
  const places = new Map<string, number>();
  const parts: { cells: readonly number[]; count: number }[] = [];
  const partOf = new Map<Q, number>();
  for (const question of pool) {
    const mine = placesFitting(question, cells);
    if (mine.length === 0) continue;
    for (const at of mine) fitting[at]?.push(question);
    const name = mine.join();
    const place = places.get(name) ?? parts.push({ cells: mine, count: 0 }) - 1;
    places.set(name, place);
    partOf.set(question, place);
    const part = parts[place];
    if (part) part.count += 1;
  }
  return { cells, fitting, parts, partOf };
}

export function makeSupply<Q extends Supplied>({ cells, fitting, parts, partOf }: CellPool<Q>): Supply<Q> {
  const left = parts.map(({ count }) => count);
  const gone = new Set<Q>();
  const move = (questions: readonly Q[], by: 1 | -1) => {
    for (const question of questions) {
      const part = partOf.get(question);
      if (part !== undefined) left[part] = (left[part] ?? 0) + by;
      if (by < 0) gone.add(question);
      else gone.delete(question);
    }
  };
  return {
    fitting: (cell) => fitting[cell]?.filter((question) => !gone.has(question)) ?? [],
    take: (questions) => move(questions, -1),
    giveBack: (questions) => move(questions, 1),
    canMeetFrom: (start) =>
      canMeet(
        cells.map(({ count }, at) => (at < start ? 0 : count)),
        parts.map((part, at) => ({ cells: part.cells, count: left[at] ?? 0 })),
      ),
  };
}

/**
 * Takes the first `count` questions of `wanted` that the cells from `later` on can do without, in its order: all of
 * them, when those and a cell of `count` can be met together.
 */
export function takeSparable<Q extends Supplied>(
  supply: Supply<Q>,
  wanted: readonly Q[],
  { count, later }: { count: number; later: number },
): Q[] {
  const taken: Q[] = [];
  for (const question of wanted) {
    if (taken.length === count) break;
    supply.take([question]);
    if (supply.canMeetFrom(later)) taken.push(question);
    else supply.giveBack([question]);
  }
  return taken;
}

/**
 * Whether cells that ask for these counts can all have them. Each takes what is free; what then is missing is freed by
 * moving what others took to another part of theirs.
 */
export function canMeet(counts: readonly number[], parts: readonly SupplyPart[]): boolean {
  // What few may draw is taken first, so that little has to be moved.
  const sorted = parts.toSorted((a, b) => a.cells.length - b.cells.length);
  const spare = sorted.map(({ count }) => count);
  const given = sorted.map(() => new Map<number, number>());
  const give = (part: number, cell: number, count: number) => {
    const held = given[part];
    held?.set(cell, (held.get(cell) ?? 0) + count);
  };

  /** One more question for a cell, or false; `seen` are the parts asked already. */
  function fill(cell: number, seen: Set<number>): boolean {
    for (const [at, part] of sorted.entries()) {
      if (seen.has(at) || !part.cells.includes(cell)) continue;
      seen.add(at);
      const hasSpare = (spare[at] ?? 0) > 0;
      const other = hasSpare ? undefined : [...(given[at] ?? [])].find(([to, n]) => n > 0 && fill(to, seen))?.[0];
      if (other === undefined && !hasSpare) continue;
      if (other === undefined) spare[at] = (spare[at] ?? 0) - 1;
      else give(at, other, -1);
      give(at, cell, 1);
      return true;
    }
    return false;
  }

  return counts.every((count, cell) => {
    let missing = count;
    for (const [at, part] of sorted.entries()) {
      if (missing === 0 || !part.cells.includes(cell)) continue;
      const taken = Math.min(missing, spare[at] ?? 0);
      spare[at] = (spare[at] ?? 0) - taken;
      give(at, cell, taken);
      missing -= taken;
    }
    for (; missing > 0; missing -= 1) if (!fill(cell, new Set())) return false;
    return true;
  });
}
