/**
 * A paper (đề thi): the questions one attempt will see, in order, each with the
 * order of its options. Drawing is pure and deterministic: same pool, blueprint and
 * seed give the same paper on every machine. Nothing here knows which option is right.
 */
import type { Blueprint, BlueprintCell } from './contest.ts';
import type { VersionId } from './ids.ts';
import type { Difficulty, QuestionKind } from './question.ts';
import { makeRandom, shuffle, takeSome, type Random } from './random.ts';
import { accepted, refused, type Outcome } from './refusal.ts';

export interface PaperSlot {
  readonly versionId: VersionId;
  /** Option ids in the order this person sees them. */
  readonly options: readonly string[];
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
  readonly difficulty: Difficulty;
  readonly kind: QuestionKind;
  readonly optionIds: readonly string[];
}

/**
 * Every cell of the blueprint is met exactly and no question comes twice. Cells that name no
 * difficulty draw from what the others of their topic left. Questions are in random order, options
 * too, except that a statement to judge keeps Đúng before Sai. The order of `pool` is irrelevant.
 * Refuses with `blueprint-unmet`, which names the cell; its difficulty is `any` when it has none.
 */
export function drawPaper(blueprint: Blueprint, pool: readonly PoolQuestion[], seedHex: string): Outcome<Paper> {
  const random = makeRandom(seedHex);
  const left = byTopic(pool);
  const drawn: PoolQuestion[] = [];
  for (const cell of pickiestFirst(blueprint.cells)) {
    const ofTopic = left.get(cell.topic) ?? [];
    const fitting = ofTopic.filter((question) => cell.difficulty === null || question.difficulty === cell.difficulty);
    if (fitting.length < cell.count) return unmet(cell, fitting.length);
    const taken = takeSome(fitting, cell.count, random);
    left.set(
      cell.topic,
      ofTopic.filter((question) => !taken.includes(question)),
    );
    drawn.push(...taken);
  }
  return accepted({ seed: seedHex, slots: shuffle(drawn, random).map((question) => slotOf(question, random)) });
}

/** Cells that take any difficulty wait, or they could use up what a picky cell of their topic needs. */
function pickiestFirst(cells: readonly BlueprintCell[]): readonly BlueprintCell[] {
  return [...cells.filter((cell) => cell.difficulty !== null), ...cells.filter((cell) => cell.difficulty === null)];
}

/** Sorted, so that the order in which a database returns rows changes no paper; one version of each question. */
function byTopic(pool: readonly PoolQuestion[]): Map<string, PoolQuestion[]> {
  const sorted = [...pool].sort((a, b) => order(a.questionId, b.questionId) || order(a.versionId, b.versionId));
  const topics = new Map<string, PoolQuestion[]>();
  for (const [at, question] of sorted.entries()) {
    if (sorted[at - 1]?.questionId === question.questionId) continue;
    const ofTopic = topics.get(question.topic);
    if (ofTopic) ofTopic.push(question);
    else topics.set(question.topic, [question]);
  }
  return topics;
}

/** By code units: a locale's order differs between builds of the engine. */
function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function slotOf(question: PoolQuestion, random: Random): PaperSlot {
  const keepsOrder = question.kind === 'true-false';
  return {
    versionId: question.versionId,
    options: keepsOrder ? [...question.optionIds] : shuffle(question.optionIds, random),
  };
}

function unmet(cell: BlueprintCell, have: number) {
  const { topic, count: needed } = cell;
  return refused({ name: 'blueprint-unmet', topic, difficulty: cell.difficulty ?? 'any', needed, have });
}
