/** The only place that reads the time. Everything else is handed a `Clock`, or an instant. */
import type { Millis } from './rules/ids.ts';

export interface Clock {
  now(): Millis;
}

/**
 * A clock over `read` that stands still where that goes back (a correction over the network, an administrator's hand):
 * an answer never arrives before its attempt began, and what is over stays over.
 */
export function neverBack(read: () => Millis): Clock {
  let latest = -Infinity;
  return { now: () => (latest = Math.max(latest, read())) };
}

export const systemClock: Clock = neverBack(() => Date.now());
