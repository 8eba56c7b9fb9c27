/** The system's clock, over hands that are turned back. */
import { expect, test } from 'vitest';
import { neverBack, systemClock } from '../server/clock.ts';

test('where the time goes back the clock stands still, until it has caught up', () => {
  const hands = [1_000, 1_250, 400, 900, 1_250, 1_251];
  const clock = neverBack(() => hands.shift() ?? 0);
  expect([1, 2, 3, 4, 5, 6].map(() => clock.now())).toEqual([1_000, 1_250, 1_250, 1_250, 1_250, 1_251]);
});

test('the server’s own clock tells the time of day', () => {
  expect(new Date(systemClock.now()).getUTCFullYear()).toBeGreaterThan(2_024);
});
