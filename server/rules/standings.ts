/**
 * Who stands where, and by what. One comparator (the sort key) chooses a person's best attempt,
 * orders the boards, the report and the print. A tie is never broken by anything outside the
 * contest's declared keys: equals share a rank.
 */
import type { PredictionKind, RankingKey } from './contest.ts';
import type { ContestId, RoundId } from './ids.ts';
import { predictionMax } from './response.ts';
import { compareRows, sortKey, type RankedValues } from './sort-key.ts';
import type { AttemptState } from './timing.ts';

export { compareRows, decidedBy, rankingMax, sortKey, type RankedValues } from './sort-key.ts';
export { rankUnits, unitFigures, unitStandings, type UnitFigures } from './unit-standings.ts';

export const boardOfRound = (id: RoundId): string => `r:${id}`;
export const boardOfContest = (id: ContestId): string => `o:${id}`;

/**
 * The attempt that counts for its participant: the best by the ranking, of equals the earlier submitted,
 * then the first in the list (attempts are given in their own order). null for an empty list.
 */
export function bestAttempt<T extends RankedValues>(keys: readonly RankingKey[], attempts: readonly T[]): T | null {
  const [best] = attempts
    .map((attempt) => ({ attempt, sortKey: sortKey(keys, attempt) }))
    .sort((a, b) => compareRows(a, b) || a.attempt.submittedAt - b.attempt.submittedAt);
  return best?.attempt ?? null;
}

/**
 * Competition rank (1, 1, 3) of the row at a place (1 is the first) under the one above it, row by row: a board may be too
 * long for one turn. Throws when the rows are not sorted best first.
 */
export function rankBelow(
  above: { readonly sortKey: string; readonly rank: number } | undefined,
  row: { readonly sortKey: string },
  place: number,
): number {
  if (above && compareRows(above, row) > 0) throw new Error('rows to rank are not sorted best first');
  return above?.sortKey === row.sortKey ? above.rank : place;
}

/** null as long as either side is not known. */
export function predictionGap(prediction: number | null, truth: number | null): number | null {
  return prediction === null || truth === null ? null : Math.abs(prediction - truth);
}

/**
 * One participant's counted rows of several rounds as one: everything adds up, submitted at is the last.
 * A round without a known gap adds the worst gap one prediction can have, so that leaving it out is
 * never better than a bad guess; with no gap at all the sum is null. Rounds not taken part in add nothing.
 */
export function overallRow(rows: readonly RankedValues[]): RankedValues {
  const sum = (value: (row: RankedValues) => number) => rows.reduce((total, row) => total + value(row), 0);
  const hasGap = rows.some((row) => row.predictionGap !== null);
  return {
    score: sum((row) => row.score),
    correct: sum((row) => row.correct),
    predictionGap: hasGap ? sum((row) => row.predictionGap ?? predictionMax) : null,
    elapsedMs: sum((row) => row.elapsedMs),
    submittedAt: rows.reduce((latest, row) => Math.max(latest, row.submittedAt), 0),
  };
}

/** What the truth of a prediction question is counted from. */
export interface CountedAttempt {
  readonly participantId: string;
  readonly state: AttemptState;
  readonly isDisqualified: boolean;
  readonly correct: number;
  readonly questionCount: number;
}

/**
 * The true value of a round's prediction question. `perfect-participants`: people, not attempts, with at
 * least one ended attempt that is right in every question; the disqualified are not among them, so a
 * disqualification can change it. `participants`: people with an ended attempt, who did take part whatever
 * became of them. Void and running attempts count nowhere.
 */
export function predictionTruth(kind: PredictionKind, attempts: Iterable<CountedAttempt>): number {
  const people = new Set<string>();
  for (const attempt of attempts) {
    const hasEnded = attempt.state === 'handed-in' || attempt.state === 'timed-out';
    if (hasEnded && counts[kind](attempt)) people.add(attempt.participantId);
  }
  return people.size;
}

const counts: Record<PredictionKind, (attempt: CountedAttempt) => boolean> = {
  'perfect-participants': ({ isDisqualified, correct, questionCount }) => !isDisqualified && correct === questionCount,
  participants: () => true,
};
