/** Clocks for tests: one that stands still until a test moves it, and one that runs and can be moved. */
import type { Clock } from '../../server/clock.ts';
import type { Millis } from '../../server/rules/ids.ts';

export interface FakeClock extends Clock {
  set(now: Millis): void;
  advance(byMs: number): void;
}

/** Saturday 21 November 2026, 09:00 in Việt Nam: the sample's second round is open. */
export const usualNow: Millis = Date.UTC(2026, 10, 21, 2);

export function fakeClock(start: Millis = usualNow): FakeClock {
  let now = start;
  return {
    now: () => now,
    set: (to) => void (now = to),
    advance: (byMs) => void (now += byMs),
  };
}

/** Runs like any clock, from `start` on; moving it is as if that time had passed. For tests with a real browser. */
export function runningClock(start: Millis = usualNow): FakeClock {
  let shift = start - performance.now();
  const now = (): Millis => Math.floor(performance.now() + shift);
  return {
    now,
    set: (to) => void (shift = to - performance.now()),
    advance: (byMs) => void (shift += byMs),
  };
}
