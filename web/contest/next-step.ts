/** What is next for this person in this contest: pure, from the rounds, the person's place and the server's time. */
import type { MyPlace } from './visitor.svelte.ts';
import type { RoundView } from '../../server/wire/http/contests.ts';

export type NextStep =
  | { readonly kind: 'enter'; readonly isEarly: boolean }
  | { readonly kind: 'resume'; readonly round: RoundView; readonly attemptId: string }
  | { readonly kind: 'start'; readonly round: RoundView; readonly ordinal: number }
  | { readonly kind: 'used-up'; readonly round: RoundView; readonly attemptId: string }
  | { readonly kind: 'wait'; readonly round: RoundView }
  | { readonly kind: 'disqualified' }
  | { readonly kind: 'over'; readonly attemptId: string };

/** By the instants and the close, not by the phase the server sent a while ago. */
export function phaseOf(round: RoundView, now: number): RoundView['phase'] {
  if (round.isClosed || now >= round.closesAt) return 'after';
  return now >= round.opensAt ? 'open' : 'before';
}

/** The round a visitor should see first: the open one, else the next, else the last. */
export function roundToShow(rounds: readonly RoundView[], now: number): RoundView | null {
  return (
    rounds.find((round) => phaseOf(round, now) === 'open') ??
    rounds.filter((round) => phaseOf(round, now) === 'before').sort((a, b) => a.opensAt - b.opensAt)[0] ??
    rounds.toSorted((a, b) => b.closesAt - a.closesAt)[0] ??
    null
  );
}

/** The one thing to do now. `place` is null for who has not entered or not signed in. */
export function nextStep(rounds: readonly RoundView[], place: MyPlace | null, now: number): NextStep {
  const round = roundToShow(rounds, now);
  const lastAttempt = place?.attempts.findLast((attempt) => attempt.state !== 'running')?.id ?? '';
  if (!round || phaseOf(round, now) === 'after') return { kind: 'over', attemptId: lastAttempt };
  const isOpen = phaseOf(round, now) === 'open';
  if (!place) return { kind: 'enter', isEarly: !isOpen };
  if (place.isDisqualified) return { kind: 'disqualified' };
  if (!isOpen) return { kind: 'wait', round };
  const attempts = place.attempts.filter((attempt) => attempt.roundId === round.id);
  const running = attempts.find((attempt) => attempt.state === 'running');
  if (running) return { kind: 'resume', round, attemptId: running.id };
  if (attempts.length < round.attemptsMax) return { kind: 'start', round, ordinal: attempts.length + 1 };
  return { kind: 'used-up', round, attemptId: attempts.find((one) => one.isBest)?.id ?? lastAttempt };
}
