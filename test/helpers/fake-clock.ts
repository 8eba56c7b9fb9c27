/** A clock that stands still until a test moves it. */
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
