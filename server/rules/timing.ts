/**
 * What an instant means for a round and for an attempt. Every window is half-open: its first
 * millisecond is inside, its last is not. `now` is always the server's clock at arrival.
 *
 *   round:    before | opensAt  open    | closesAt    after
 *   attempt:         | start    running | deadlineAt  grace | +graceMs  over
 */
import type { RoundDefinition } from './contest.ts';
import type { Millis } from './ids.ts';

export const attemptStates = ['running', 'handed-in', 'timed-out', 'void'] as const;
export type AttemptState = (typeof attemptStates)[number];

export interface RoundPhaseAt {
  readonly phase: 'before' | 'open' | 'after';
  /** When this phase began; null for `before`. */
  readonly since: Millis | null;
  /** When it ends; null for `after`. */
  readonly until: Millis | null;
}

interface RoundTimes {
  readonly opensAt: Millis;
  readonly closesAt: Millis;
  /** 0 until the server has closed it; earlier than `closesAt` when an organiser closed it early. */
  readonly closedAt: Millis;
}

/** A round that was closed early is over from that instant; one that the server closed late was over at `closesAt`. */
export function phaseAt(round: RoundTimes, now: Millis): RoundPhaseAt {
  const endsAt = round.closedAt > 0 ? Math.min(round.closedAt, round.closesAt) : round.closesAt;
  if (now >= endsAt) return { phase: 'after', since: endsAt, until: null };
  if (now >= round.opensAt) return { phase: 'open', since: round.opensAt, until: endsAt };
  return { phase: 'before', since: null, until: Math.min(round.opensAt, endsAt) };
}

/** First instant that no longer counts, without the grace: start + duration, or the end of the round if that is sooner. */
export function attemptDeadline(
  round: Pick<RoundDefinition, 'durationMs'>,
  closesAt: Millis,
  startedAt: Millis,
): Millis {
  return Math.min(startedAt + round.durationMs, closesAt);
}

interface AttemptTimes {
  readonly state: AttemptState;
  readonly startedAt: Millis;
  readonly deadlineAt: Millis;
}

/** In `grace` answers that were on the wire are still taken; in `over` nothing is, whatever the row still says. */
export function attemptPhaseAt(attempt: AttemptTimes, graceMs: number, now: Millis): 'running' | 'grace' | 'over' {
  if (attempt.state !== 'running' || now >= attempt.deadlineAt + graceMs) return 'over';
  return now >= attempt.deadlineAt ? 'grace' : 'running';
}

/**
 * When an attempt counts as submitted, and how long it took, in milliseconds. The grace is never a
 * gain or a loss: whatever ends at or after the deadline counts as ended at the deadline.
 */
export function countedTimes(
  attempt: Pick<AttemptTimes, 'startedAt' | 'deadlineAt'>,
  endedAt: Millis,
): { submittedAt: Millis; elapsedMs: number } {
  const submittedAt = Math.max(attempt.startedAt, Math.min(endedAt, attempt.deadlineAt));
  return { submittedAt, elapsedMs: submittedAt - attempt.startedAt };
}

/** Whether the public board stands still; announcing the results lets it go. */
export function isFrozenAt(round: { readonly freezesAt: Millis | null }, now: Millis, isAnnounced: boolean): boolean {
  return round.freezesAt !== null && now >= round.freezesAt && !isAnnounced;
}
