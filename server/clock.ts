/** The only place that reads the time. Everything else is handed a `Clock`, or an instant. */
import type { Millis } from './rules/ids.ts';

export interface Clock {
  now(): Millis;
}

export const systemClock: Clock = { now: () => Date.now() };
