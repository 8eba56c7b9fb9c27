/**
 * A paper (đề thi): the questions one attempt will see, in order, each with the
 * order of its options. Drawing is pure and deterministic: same pool, blueprint and
 * seed give the same paper on every machine. Nothing here knows which option is right.
 */
import type { Blueprint, BlueprintCell } from './contest.ts';
import type { VersionId } from './ids.ts';
import { kinds } from './marking/index.ts';
import type { Difficulty, QuestionKind } from './question.ts';
import { makeCellPool, makeSupply, takeSparable, type CellPool } from './paper-supply.ts';
import { makeRandom, shuffle, takeSome, type Random } from './random.ts';
import { accepted, refused, type Outcome } from './refusal.ts';

export interface PaperSlot {
  readonly versionId: VersionId;
  /** Option ids in the order this person sees them. */
  readonly options: readonly string[];
  /** What it is worth when it is right in full; absent: what the blueprint says for all. */
  readonly points?: number;
}

export interface Paper {
  /** Hex seed the paper was drawn from: HMAC of the round's secret and the attempt's id. */
  readonly seed: string;
  /** Slot n of the paper (numbered from 1) is `slots[n - 1]`. */
  readonly slots: readonly PaperSlot[];
}

/** What drawing may know of a question; a practice question has no place in a pool. */
export interface PoolQuestion {
  readonly versionId: VersionId;
  readonly questionId: string;
  readonly topic: string;
  /** Its topic and all above it; absent: its topic stands alone. */
  readonly within?: readonly string[];
  readonly difficulty: Difficulty;
  readonly kind: QuestionKind;
  readonly optionIds: readonly string[];
  readonly keepsOrder?: boolean;
}

/**
 * Every cell of the blueprint is met exactly and no question comes twice, whenever the pool allows it: picky cells draw
 * first, and no cell takes what another cannot do without. Questions are in random order, and options too where their
 * kind has it and the question does not keep its own. The order of `pool` is irrelevant. Refuses with
 * `blueprint-unmet`, which names the cell; its difficulty or kind is `any` when it has none.
 */
export const drawPaper = (blueprint: Blueprint, pool: readonly PoolQuestion[], seedHex: string): Outcome<Paper> =>
  makeDraw(blueprint, pool)(seedHex);

export type Draw = (seedHex: string) => Outcome<Paper>;

/** The same for many papers: looking through a large pool costs much more than drawing from it. */
export function makeDraw(blueprint: Blueprint, pool: readonly PoolQuestion[]): Draw {
  const cells = pickiestFirst(blueprint.cells);
  const cellPool = makeCellPool(cells, oneOfEach(pool));
  return (seedHex) => drawFrom(cellPool, seedHex);
}

function drawFrom(cellPool: CellPool<PoolQuestion>, seedHex: string): Outcome<Paper> {
  const random = makeRandom(seedHex);
  const { cells } = cellPool;
  const supply = makeSupply(cellPool);
  // What cannot be met is refused by the first cell that has too little: then nothing is spared for others.
  const isMet = supply.canMeetFrom(0);
  const drawn: { question: PoolQuestion; cell: BlueprintCell }[] = [];
  for (const [at, cell] of cells.entries()) {
    const fitting = supply.fitting(at);
    if (fitting.length < cell.count) return unmet(cell, fitting.length);
    let taken = takeSome(fitting, cell.count, random);
    supply.take(taken);
    if (isMet && !supply.canMeetFrom(at + 1)) {
      supply.giveBack(taken);
      const others = fitting.filter((question) => !taken.includes(question));
      const wanted = [...taken, ...shuffle(others, random)];
      taken = takeSparable(supply, wanted, { count: cell.count, later: at + 1 });
    }
    drawn.push(...taken.map((question) => ({ question, cell })));
  }
  const slots = shuffle(drawn, random).map(({ question, cell }) => slotOf(question, cell, random));
  return accepted({ seed: seedHex, slots });
}

/** Points of a slot that is right in full. */
export const pointsOfSlot = (slot: PaperSlot, blueprint: Pick<Blueprint, 'pointsPerQuestion'>): number =>
  slot.points ?? blueprint.pointsPerQuestion;

/** Of the whole paper, as it was drawn. */
export const fullScoreOfPaper = ({ slots }: Paper, blueprint: Pick<Blueprint, 'pointsPerQuestion'>): number =>
  slots.reduce((sum, slot) => sum + pointsOfSlot(slot, blueprint), 0);

/** Cells that take anything wait, or they could use up what a picky cell needs. */
function pickiestFirst(cells: readonly BlueprintCell[]): readonly BlueprintCell[] {
  const pickiness = (cell: BlueprintCell) => (cell.difficulty === null ? 0 : 1) + (cell.kind ? 1 : 0);
  return cells.toSorted((a, b) => pickiness(b) - pickiness(a));
}

/** Sorted, so that the order in which a database returns rows changes no paper; one version of each question. */
function oneOfEach(pool: readonly PoolQuestion[]): PoolQuestion[] {
  const sorted = pool.toSorted((a, b) => order(a.questionId, b.questionId) || order(a.versionId, b.versionId));
  return sorted.filter((question, at) => sorted[at - 1]?.questionId !== question.questionId);
}

/** By code units: a locale's order differs between builds of the engine. */
function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function slotOf(
  { versionId, kind, optionIds, keepsOrder }: PoolQuestion,
  cell: BlueprintCell,
  random: Random,
): PaperSlot {
  // An order to be found is never shown as it was written: it may be the key.
  const isShuffled = kinds[kind].isShuffled && (!keepsOrder || kind === 'ordering');
  return {
    versionId,
    options: isShuffled ? shuffle(optionIds, random) : [...optionIds],
    ...(cell.points !== undefined && { points: cell.points }),
  };
}

function unmet(cell: BlueprintCell, have: number) {
  const { topic, difficulty, kind, count: needed } = cell;
  return refused({
    name: 'blueprint-unmet',
    topic,
    difficulty: difficulty ?? 'any',
    kind: kind ?? 'any',
    needed,
    have,
  });
}
