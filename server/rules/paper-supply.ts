/**
 * What a pool can give to the cells of a blueprint all together. Cells overlap (a topic holds its subtopics, a cell may
 * take any difficulty or kind), so counting each by itself is not enough: it is a flow from groups of like questions,
 * those that the same cells may draw, to cells.
 */
import type { BlueprintCell } from './contest.ts';
import type { PoolQuestion } from './paper.ts';

export type Supplied = Pick<PoolQuestion, 'topic' | 'within' | 'difficulty' | 'kind'>;

export interface Supply<Q extends Supplied> {
  /** Questions that the cell may draw and nobody took, in the order of the pool. */
  fitting(cell: number): Q[];
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

interface Group {
  /** Places of the cells that may draw its questions. */
  readonly cells: readonly number[];
  left: number;
}

export function makeSupply<Q extends Supplied>(cells: readonly BlueprintCell[], pool: readonly Q[]): Supply<Q> {
  const groups = new Map<string, Group>();
  const groupOf = new Map<Q, Group>();
  for (const question of pool) {
    const fitting = cells.flatMap((cell, at) => (fits(question, cell) ? [at] : []));
    if (fitting.length === 0) continue;
    const group = groups.get(fitting.join()) ?? { cells: fitting, left: 0 };
    groups.set(fitting.join(), group);
    group.left += 1;
    groupOf.set(question, group);
  }
  const gone = new Set<Q>();
  const move = (questions: readonly Q[], by: 1 | -1) => {
    for (const question of questions) {
      const group = groupOf.get(question);
      if (group) group.left += by;
      if (by < 0) gone.add(question);
      else gone.delete(question);
    }
  };
  return {
    fitting: (cell) => pool.filter((question) => !gone.has(question) && groupOf.get(question)?.cells.includes(cell)),
    take: (questions) => move(questions, -1),
    giveBack: (questions) => move(questions, 1),
    canMeetFrom: (start) => flows(cells, start, [...groups.values()]),
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

/** Fills cell after cell, moving what earlier ones took from a group to another of theirs where that frees some. */
function flows(cells: readonly BlueprintCell[], start: number, groups: readonly Group[]): boolean {
  const given = groups.map(() => new Map<number, number>());
  const spare = groups.map(({ left }) => left);

  /** One more question for a cell, or false; `seen` are the groups asked already. */
  function fill(cell: number, seen: Set<number>): boolean {
    for (const [at, group] of groups.entries()) {
      if (seen.has(at) || !group.cells.includes(cell)) continue;
      seen.add(at);
      const held = given[at] ?? new Map<number, number>();
      const hasSpare = (spare[at] ?? 0) > 0;
      const other = hasSpare ? undefined : [...held].find(([to, n]) => n > 0 && fill(to, seen))?.[0];
      if (other === undefined && !hasSpare) continue;
      if (other === undefined) spare[at] = (spare[at] ?? 0) - 1;
      else held.set(other, (held.get(other) ?? 0) - 1);
      held.set(cell, (held.get(cell) ?? 0) + 1);
      return true;
    }
    return false;
  }

  return cells.every(({ count }, cell) => {
    if (cell < start) return true;
    for (let n = 0; n < count; n += 1) if (!fill(cell, new Set())) return false;
    return true;
  });
}
