/**
 * What a pool can give to a blueprint, cell by cell and all together: for the editor, at each key that is typed, and for
 * publishing. The server tells the pool as counts of like questions, so that no question leaves it. Which paper comes
 * out is `paper.ts`.
 */
import { fullScoreOf, questionCountOf, type Blueprint, type BlueprintCell } from './contest.ts';
import { canMeet, fits, placesFitting, type Supplied, type SupplyPart } from './paper-supply.ts';
import { topicsAbove, type Difficulty, type QuestionKind, type Topic } from './question.ts';
import { rankingMax } from './sort-key.ts';

/** Questions that are alike to every cell. */
export interface SupplyGroup {
  readonly topic: string;
  readonly difficulty: Difficulty;
  readonly kind: QuestionKind;
  /** Equal parts that their marking gives points in: points that are no multiple of it lose a rest. */
  readonly split: number;
  readonly count: number;
}

/**
 * `have` of a fault that is `together` is what the other cells leave. The first three cannot be met, the rest are
 * warnings; `needed` of `few` and `few-together` is for `papersWanted` papers without a common question.
 */
export type CellFault =
  | { readonly name: 'unmet'; readonly needed: number; readonly have: number }
  | { readonly name: 'unmet-together'; readonly needed: number; readonly have: number }
  | { readonly name: 'topic-gone' }
  | { readonly name: 'few'; readonly needed: number; readonly have: number }
  | { readonly name: 'few-together'; readonly needed: number; readonly have: number }
  | { readonly name: 'points-rest'; readonly points: number; readonly split: number };

export interface CheckedCell {
  readonly cell: BlueprintCell;
  /** What it could draw if it were alone. */
  readonly have: number;
  readonly faults: readonly CellFault[];
}

export interface CheckedBlueprint {
  /** In the order of the blueprint; cells without a count ask for nothing and have no faults. */
  readonly cells: readonly CheckedCell[];
  readonly questions: number;
  readonly points: number;
  /** Papers without a common question that the pool has, at most `papersWanted`. */
  readonly papers: number;
  readonly problems: readonly ('empty' | 'too-many-questions' | 'too-many-points')[];
}

/** A pool of fewer papers repeats itself: neighbours see the same questions. */
export const papersWanted = 5;
/** Of one paper; the longest round has no time for more. */
export const questionsMax = 200;
export const cellCountMax = 100;
export const pointsMax = 10_000;

const unmetNames: readonly CellFault['name'][] = ['unmet', 'unmet-together', 'topic-gone'];

export const isUnmet = ({ faults }: CheckedCell): boolean => faults.some(({ name }) => unmetNames.includes(name));

export const canBePublished = ({ cells, problems }: CheckedBlueprint): boolean =>
  problems.length === 0 && !cells.some(isUnmet);

type Stand = Supplied & { readonly split: number; readonly count: number };

/** How many questions a cell could draw if it were alone. */
export function supplyFor(groups: readonly SupplyGroup[], topics: readonly Topic[]): (cell: BlueprintCell) => number {
  const stands = standsOf(groups, topics);
  return (cell) => countFor(stands, cell);
}

export function checkBlueprint(
  blueprint: Blueprint,
  groups: readonly SupplyGroup[],
  topics: readonly Topic[],
): CheckedBlueprint {
  const stands = standsOf(groups, topics);
  const known = new Set(topics.map(({ id }) => id));
  const questions = questionCountOf(blueprint);
  const points = fullScoreOf(blueprint);
  const isTooLong = questions > questionsMax;
  const demand = demandOf(blueprint.cells, stands);
  // What is too long anyway is not worth a search.
  const short = isTooLong ? new Map<BlueprintCell, number>() : sharedShortage(demand, 1);
  const fewLeft = isTooLong || short.size > 0 ? new Map<BlueprintCell, number>() : sharedShortage(demand, papersWanted);
  const cells = blueprint.cells.map((cell): CheckedCell => {
    const have = countFor(stands, cell);
    if (cell.count === 0) return { cell, have, faults: [] };
    if (!known.has(cell.topic)) return { cell, have, faults: [{ name: 'topic-gone' }] };
    return {
      cell,
      have,
      faults: [...countFaults(cell, have, short.get(cell), fewLeft.get(cell)), ...restFaults(cell, stands, blueprint)],
    };
  });
  const isMet = !isTooLong && !cells.some(isUnmet);
  return {
    ...{ cells, questions, points },
    papers: isMet && questions > 0 ? papersIn(demand) : 0,
    problems: [
      ...(questions === 0 ? (['empty'] as const) : []),
      ...(isTooLong ? (['too-many-questions'] as const) : []),
      ...(points > rankingMax.score ? (['too-many-points'] as const) : []),
    ],
  };
}

function countFaults(
  { count: needed }: BlueprintCell,
  have: number,
  left: number | undefined,
  fewLeft: number | undefined,
): CellFault[] {
  if (have < needed) return [{ name: 'unmet', needed, have }];
  if (left !== undefined) return [{ name: 'unmet-together', needed, have: left }];
  const wanted = needed * papersWanted;
  if (have < wanted) return [{ name: 'few', needed: wanted, have }];
  return fewLeft === undefined ? [] : [{ name: 'few-together', needed: wanted, have: fewLeft }];
}

/** The marking that loses most of the points. */
function restFaults(cell: BlueprintCell, stands: readonly Stand[], { pointsPerQuestion }: Blueprint): CellFault[] {
  const points = cell.points ?? pointsPerQuestion;
  const splits = stands.filter((one) => fits(one, cell) && points % one.split !== 0).map(({ split }) => split);
  return splits.length === 0 ? [] : [{ name: 'points-rest', points, split: Math.max(...splits) }];
}

function standsOf(groups: readonly SupplyGroup[], topics: readonly Topic[]): Stand[] {
  const within = new Map<string, readonly string[]>();
  for (const { topic } of groups) if (!within.has(topic)) within.set(topic, topicsAbove(topics, topic));
  return groups.map((group) => ({ ...group, within: within.get(group.topic) ?? [group.topic] }));
}

const countFor = (stands: readonly Stand[], cell: BlueprintCell): number =>
  stands.reduce((sum, one) => sum + (fits(one, cell) ? one.count : 0), 0);

/** What cells ask, and the parts of the pool that the same of them may draw. */
interface Demand {
  readonly cells: readonly BlueprintCell[];
  readonly parts: readonly SupplyPart[];
}

function demandOf(all: readonly BlueprintCell[], stands: readonly Stand[]): Demand {
  // As drawing goes: what takes anything waits.
  const cells = all.filter(({ count }) => count > 0).toSorted((a, b) => pickiness(b) - pickiness(a));
  const parts = new Map<string, { cells: number[]; count: number }>();
  for (const one of stands) {
    const places = placesFitting(one, cells);
    const part = parts.get(places.join()) ?? { cells: places, count: 0 };
    parts.set(places.join(), part);
    part.count += one.count;
  }
  return { cells, parts: [...parts.values()] };
}

const pickiness = (cell: BlueprintCell): number => (cell.difficulty === null ? 0 : 1) + (cell.kind ? 1 : 0);

/**
 * Cells to which the others, those before them in the order of drawing, leave too little for so many papers; with what is
 * left for them. A cell that asks for more than there is for it alone is none of them, and is not counted.
 */
function sharedShortage({ cells, parts }: Demand, papers: number): Map<BlueprintCell, number> {
  const shortOf = new Map<BlueprintCell, number>();
  const wanted = cells.map(({ count }) => count * papers);
  if (canMeet(wanted, parts)) return shortOf;
  const met = cells.map(() => 0);
  for (const [at, cell] of cells.entries()) {
    const need = wanted[at] ?? 0;
    const alone = parts.reduce((sum, part) => sum + (part.cells.includes(at) ? part.count : 0), 0);
    if (alone < need) continue;
    const most = mostThat(need, (count) => canMeet(met.with(at, count), parts));
    met[at] = most;
    if (most < need) shortOf.set(cell, most);
  }
  return shortOf;
}

/** The greatest number up to `max` that still can be; what is more than one that cannot, cannot either. */
function mostThat(max: number, canBe: (count: number) => boolean): number {
  let [low, high] = [0, max];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (canBe(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function papersIn({ cells, parts }: Demand): number {
  let papers = 1;
  const times = (n: number) => cells.map(({ count }) => count * n);
  while (papers < papersWanted && canMeet(times(papers + 1), parts)) papers += 1;
  return papers;
}
