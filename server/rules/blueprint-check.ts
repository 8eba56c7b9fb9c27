/**
 * What a pool can give to a blueprint, cell by cell and all together: for the editor, at each key that is typed, and for
 * publishing. The server tells the pool as counts of like questions, so that no question leaves it. Which paper comes
 * out is `paper.ts`.
 */
import { fullScoreOf, questionCountOf, type Blueprint, type BlueprintCell } from './contest.ts';
import { fits, makeSupply, type Supplied } from './paper-supply.ts';
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

/** `have` of `unmet-together` is what the other cells leave. The first three cannot be met, the rest are warnings. */
export type CellFault =
  | { readonly name: 'unmet'; readonly needed: number; readonly have: number }
  | { readonly name: 'unmet-together'; readonly needed: number; readonly have: number }
  | { readonly name: 'topic-gone' }
  | { readonly name: 'few'; readonly needed: number; readonly have: number }
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
  const asked = blueprint.cells.filter(({ count }) => count > 0);
  // What is too long anyway is not worth a search.
  const shortOf = isTooLong ? new Map<BlueprintCell, number>() : sharedShortage(asked, stands);
  const cells = blueprint.cells.map((cell): CheckedCell => {
    const have = countFor(stands, cell);
    if (cell.count === 0) return { cell, have, faults: [] };
    if (!known.has(cell.topic)) return { cell, have, faults: [{ name: 'topic-gone' }] };
    return {
      cell,
      have,
      faults: [...countFaults(cell, have, shortOf.get(cell)), ...restFaults(cell, stands, blueprint)],
    };
  });
  const isMet = !isTooLong && !cells.some(isUnmet);
  return {
    ...{ cells, questions, points },
    papers: isMet && questions > 0 ? papersIn(asked, stands) : 0,
    problems: [
      ...(questions === 0 ? (['empty'] as const) : []),
      ...(isTooLong ? (['too-many-questions'] as const) : []),
      ...(points > rankingMax.score ? (['too-many-points'] as const) : []),
    ],
  };
}

function countFaults({ count: needed }: BlueprintCell, have: number, left: number | undefined): CellFault[] {
  if (have < needed) return [{ name: 'unmet', needed, have }];
  if (left !== undefined) return [{ name: 'unmet-together', needed, have: left }];
  return have < needed * papersWanted ? [{ name: 'few', needed: needed * papersWanted, have }] : [];
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

/** Cells that the others, those before them in the order of drawing, leave too little; with what is left for them. */
function sharedShortage(cells: readonly BlueprintCell[], stands: readonly Stand[]): Map<BlueprintCell, number> {
  const shortOf = new Map<BlueprintCell, number>();
  if (canMeet(cells, stands)) return shortOf;
  const met: BlueprintCell[] = [];
  for (const cell of cells.filter((one) => countFor(stands, one) >= one.count).toSorted(pickiestFirst)) {
    let left = cell.count;
    while (left > 0 && !canMeet([...met, { ...cell, count: left }], stands)) left -= 1;
    if (left < cell.count) shortOf.set(cell, left);
    met.push({ ...cell, count: left });
  }
  return shortOf;
}

/** As drawing goes: what takes anything waits. */
const pickiness = (cell: BlueprintCell): number => (cell.difficulty === null ? 0 : 1) + (cell.kind ? 1 : 0);
const pickiestFirst = (a: BlueprintCell, b: BlueprintCell): number => pickiness(b) - pickiness(a);

function papersIn(cells: readonly BlueprintCell[], stands: readonly Stand[]): number {
  let papers = 1;
  const times = (n: number) => cells.map((cell) => ({ ...cell, count: cell.count * n }));
  while (papers < papersWanted && canMeet(times(papers + 1), stands)) papers += 1;
  return papers;
}

/** No group gives more than all the cells ask: beyond that its size does not matter. */
function canMeet(cells: readonly BlueprintCell[], stands: readonly Stand[]): boolean {
  const asked = questionCountOf({ cells });
  const pool = stands.flatMap((one) =>
    Array.from({ length: Math.min(one.count, asked) }, (): Supplied => ({ ...one })),
  );
  return makeSupply(cells, pool).canMeetFrom(0);
}
