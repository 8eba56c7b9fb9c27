/** What a board's name stands for inside a contest: one of its rounds, or all of them. */
import type { Localised } from '../rules/contest.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import type { RoundRow } from '../store/contests.ts';
import { isSealed } from './board-digest.ts';
import type { LoadedContest } from './load-contest.ts';

export interface BoardOf {
  readonly board: string;
  readonly scope: 'round' | 'overall';
  /** The rounds that its results rest on, in their order. */
  readonly rounds: readonly RoundRow[];
  /** Every one of them is closed and sealed. */
  readonly isFinal: boolean;
  /** null is the whole contest. */
  readonly roundName: Localised | null;
}

/** null when the contest has no such board. */
export function boardOf(contest: LoadedContest, board: string): BoardOf | null {
  if (board === boardOfContest(contest.id)) {
    const { rounds } = contest;
    return { board, scope: 'overall', rounds, isFinal: rounds.length > 0 && rounds.every(isSealed), roundName: null };
  }
  const round = contest.rounds.find(({ id }) => boardOfRound(id) === board);
  if (round === undefined) return null;
  return { board, scope: 'round', rounds: [round], isFinal: isSealed(round), roundName: round.definition.name };
}
