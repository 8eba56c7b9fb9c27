/**
 * The standings of one participant, computed from nothing but the ended attempts: every board's row, as the
 * staff sees it and as the public sees it. One incremental update, the rebuild of a whole contest and
 * `verify` all call this, so they cannot disagree.
 *
 * The frozen public view is computed too, never remembered: it is what the attempts that had ended before
 * the freeze amount to. So it can be rebuilt, and nothing that happens later can show in it.
 */
import {
  bestAttempt,
  boardOfContest,
  boardOfRound,
  overallRow,
  predictionGap,
  sortKey,
  type RankedValues,
} from '../rules/standings.ts';
import type { Millis } from '../rules/ids.ts';
import type { RoundRow } from '../store/contests.ts';
import type { EndedAttempt, RankedParticipant, StandingRow } from '../store/standings.ts';
import type { LoadedContest } from './load-contest.ts';

export type RankedContest = Pick<LoadedContest, 'id' | 'definition' | 'rounds'>;

/** Results are announced when the round has been closed: from then on both audiences see the same. */
export const isAnnounced = (round: Pick<RoundRow, 'closedAt'>): boolean => round.closedAt > 0;

/** By board; no row for a board without an ended attempt. `attempts` are the participant's, ended and not void. */
export function standingRows(
  contest: RankedContest,
  participant: RankedParticipant,
  attempts: readonly EndedAttempt[],
): StandingRow[] {
  const seen = contest.rounds.map((round) => {
    const ended = attempts.filter(({ roundId }) => roundId === round.id);
    return {
      round,
      count: ended.length,
      staff: best(contest, round, ended),
      shown: shownToPublic(contest, round, participant, ended),
    };
  });
  const played = seen.filter((one) => one.staff !== null);
  if (played.length === 0) return [];
  const rounds = played.map(({ round, count, staff, shown }) =>
    makeRow(contest, participant, { board: boardOfRound(round.id), attempts: count, staff, shown }),
  );
  const overall = makeRow(contest, participant, {
    board: boardOfContest(contest.id),
    attempts: played.reduce((sum, { count }) => sum + count, 0),
    staff: total(played.map(({ staff }) => staff)),
    shown: total(played.map(({ shown }) => shown)),
  });
  return [...rounds, overall];
}

interface Values extends RankedValues {
  readonly attemptId: StandingRow['attemptId'];
  readonly prediction: number | null;
}

/** The attempt that counts, by the contest's own comparator; null without any. */
function best(contest: RankedContest, round: RoundRow, attempts: readonly EndedAttempt[]): Values | null {
  const values = attempts.map((attempt) => ({
    attemptId: attempt.id,
    prediction: attempt.prediction,
    score: attempt.score,
    correct: attempt.correct,
    predictionGap: predictionGap(attempt.prediction, round.predictionTruth),
    elapsedMs: attempt.elapsedMs,
    submittedAt: attempt.finishedAt,
  }));
  return bestAttempt(contest.definition.ranking, values);
}

function shownToPublic(
  contest: RankedContest,
  round: RoundRow,
  participant: RankedParticipant,
  attempts: readonly EndedAttempt[],
): Values | null {
  const freezesAt = isAnnounced(round) ? null : round.definition.freezesAt;
  if (isOut(participant, freezesAt)) return null;
  const visible = freezesAt === null ? attempts : attempts.filter(({ finishedAt }) => finishedAt < freezesAt);
  return best(contest, round, visible);
}

/** A disqualification shows on a frozen board only when it came before the freeze. */
function isOut({ disqualifiedAt }: RankedParticipant, freezesAt: Millis | null): boolean {
  return disqualifiedAt > 0 && (freezesAt === null || disqualifiedAt < freezesAt);
}

function total(rounds: readonly (Values | null)[]): Values | null {
  const played = rounds.filter((values) => values !== null);
  return played.length === 0 ? null : { ...overallRow(played), attemptId: '', prediction: null };
}

interface Seen {
  readonly board: string;
  readonly attempts: number;
  readonly staff: Values | null;
  readonly shown: Values | null;
}

function makeRow(contest: RankedContest, participant: RankedParticipant, seen: Seen): StandingRow {
  const { board, attempts, staff, shown } = seen;
  if (staff === null) throw new Error('a standing without an ended attempt');
  const keys = contest.definition.ranking;
  return {
    board,
    participantId: participant.id,
    contestId: contest.id,
    categoryId: participant.categoryId,
    unitId: participant.unitId,
    attemptId: staff.attemptId,
    isRanked: participant.disqualifiedAt === 0,
    sortKey: sortKey(keys, staff),
    score: staff.score,
    correct: staff.correct,
    elapsedMs: staff.elapsedMs,
    submittedAt: staff.submittedAt,
    prediction: staff.prediction,
    predictionGap: staff.predictionGap,
    attempts,
    publicSortKey: shown === null ? '' : sortKey(keys, shown),
    publicScore: shown?.score ?? 0,
    publicCorrect: shown?.correct ?? 0,
    publicElapsedMs: shown?.elapsedMs ?? 0,
  };
}
