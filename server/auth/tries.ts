/**
 * Failed tries per name, in memory, forgotten after a while. It slows guessing down; it never
 * touches a login session, so nobody can be thrown out of an exam by a stranger's guesses.
 */
import type { Clock } from '../clock.ts';
import type { Millis } from '../rules/ids.ts';

export interface Tries {
  /** The instant from which one may try again, or null for now. */
  blockedUntil(name: string, triesMax: number): Millis | null;
  failed(name: string): void;
  /** Takes one failure back. */
  notTried(name: string): void;
  forget(name: string): void;
}

export const triesWindowMs = 10 * 60_000;
/** Names remembered; the oldest makes room, so that made-up names cannot fill the memory. */
const namesMax = 50_000;

export function makeTries(clock: Clock): Tries {
  const failures = new Map<string, { count: number; since: Millis }>();
  return {
    blockedUntil(name, triesMax) {
      const failure = failures.get(name);
      if (failure === undefined || failure.count < triesMax) return null;
      const until = failure.since + triesWindowMs;
      return clock.now() < until ? until : null;
    },
    failed(name) {
      const now = clock.now();
      const failure = failures.get(name);
      if (failure !== undefined && now < failure.since + triesWindowMs) {
        failure.count += 1;
        return;
      }
      failures.delete(name);
      if (failures.size >= namesMax) failures.delete(failures.keys().next().value ?? '');
      failures.set(name, { count: 1, since: now });
    },
    notTried(name) {
      const failure = failures.get(name);
      if (failure !== undefined) failure.count = Math.max(0, failure.count - 1);
    },
    forget: (name) => void failures.delete(name),
  };
}
