/**
 * The one text by which standings are ordered: the contest's ranking keys packed into digits of
 * fixed width, so that comparing texts is comparing by the list, on every database and in every
 * language. A bigger text is better, an equal one is a tie. Ranks are `standings.ts`.
 */
import type { RankingKey } from './contest.ts';
import type { Millis } from './ids.ts';

/** What one attempt, or all of a person's attempts together, is ranked by. Whole numbers. */
export interface RankedValues {
  readonly score: number;
  readonly correct: number;
  /** |prediction − truth|; null when nothing was predicted, or while the truth is not known. */
  readonly predictionGap: number | null;
  readonly elapsedMs: number;
  readonly submittedAt: Millis;
}

/** Largest values that the key tells apart; what is beyond a limit counts as the limit, below 0 as 0. */
export const rankingMax = {
  score: 9_999_999,
  correct: 9_999,
  /** One short of ten nines: the worst place is kept for people without a prediction. */
  predictionGap: 9_999_999_998,
  /** Three years. */
  elapsed: 99_999_999_999,
  /** The year 2286. */
  submittedAt: 9_999_999_999_999,
} as const satisfies Record<RankingKey, number>;

/**
 * Digits only, of the same length for the same list of keys. Without a prediction the gap is the worst
 * there is; while the truth is not known everybody's gap is null, so the key leaves them equal there.
 */
export function sortKey(keys: readonly RankingKey[], row: RankedValues): string {
  return keys.map((key) => digitsOf(key, row)).join('');
}

/** Order of standings: negative when `a` is placed before `b`, 0 for a tie. */
export function compareRows(a: { readonly sortKey: string }, b: { readonly sortKey: string }): number {
  if (a.sortKey === b.sortKey) return 0;
  return a.sortKey > b.sortKey ? -1 : 1;
}

/** The first key on which `row` lost to `above`; empty when they are equal on all of them. */
export function decidedBy(keys: readonly RankingKey[], above: RankedValues, row: RankedValues): RankingKey | '' {
  return keys.find((key) => digitsOf(key, above) !== digitsOf(key, row)) ?? '';
}

function digitsOf(key: RankingKey, row: RankedValues): string {
  return String(placeOf[key](row)).padStart(String(rankingMax[key]).length, '0');
}

/** Each value as a number of which more is better. */
const placeOf: Record<RankingKey, (row: RankedValues) => number> = {
  score: (row) => clamp('score', row.score),
  correct: (row) => clamp('correct', row.correct),
  predictionGap: ({ predictionGap }) =>
    predictionGap === null ? 0 : rankingMax.predictionGap + 1 - clamp('predictionGap', predictionGap),
  elapsed: (row) => rankingMax.elapsed - clamp('elapsed', row.elapsedMs),
  submittedAt: (row) => rankingMax.submittedAt - clamp('submittedAt', row.submittedAt),
};

function clamp(key: RankingKey, value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${key} of a standing is not a whole number: ${value}`);
  return Math.max(0, Math.min(value, rankingMax[key]));
}
