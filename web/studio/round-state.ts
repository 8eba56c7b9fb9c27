/** What a round's instants mean to an organiser now; pure, on the server's time. */
import type { RoundView } from '../../server/wire/http/contests.ts';

/** `after`: its time is over and the server has not settled it yet; `closed`: it has. */
export type RoundState = 'before' | 'open' | 'after' | 'closed';

export function roundState(round: RoundView, now: number): RoundState {
  if (round.isClosed) return 'closed';
  if (now >= round.closesAt) return 'after';
  return now >= round.opensAt ? 'open' : 'before';
}

/** Closing now would be before the time that the rules have published. */
export const isEarly = (round: RoundView, now: number): boolean => now < round.closesAt;

/** The round that tells how a contest stands: the open one, one being settled, the next, else the last. */
export function tellingRound(rounds: readonly RoundView[], now: number): RoundView | null {
  const inState = (state: RoundState) => rounds.filter((round) => roundState(round, now) === state);
  const byOpening = (a: RoundView, b: RoundView) => a.opensAt - b.opensAt;
  return (
    inState('open')[0] ??
    inState('after')[0] ??
    inState('before').sort(byOpening)[0] ??
    rounds.toSorted(byOpening).at(-1) ??
    null
  );
}
