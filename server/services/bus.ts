/**
 * What has happened, told inside this process after the commit that made it true.
 * A hint, never the truth: whoever misses one finds the same in the store.
 */
import type { ContestId, RoundId, UserId } from '../rules/ids.ts';

export type Happening =
  | { readonly what: 'entered'; readonly contestId: ContestId }
  | { readonly what: 'attempt-started'; readonly contestId: ContestId }
  | { readonly what: 'standings-changed'; readonly contestId: ContestId }
  | { readonly what: 'round-closed'; readonly contestId: ContestId; readonly roundId: RoundId }
  | { readonly what: 'contest-changed'; readonly contestId: ContestId }
  /** One login session ended (`sessionId` as stored, hashed), or all of the user's ('' ). */
  | { readonly what: 'signed-out'; readonly userId: UserId; readonly sessionId: string }
  /** The server is about to stop; sockets say goodbye. */
  | { readonly what: 'stopping' };

export interface Bus {
  say(happening: Happening): void;
  /** Returns the call that stops hearing. */
  hear(listener: (happening: Happening) => void): () => void;
}

/** A listener that throws is told to `onProblem` and harms no other. */
export function makeBus(onProblem: (problem: unknown) => void): Bus {
  const listeners = new Set<(happening: Happening) => void>();
  return {
    say(happening) {
      for (const listener of listeners) {
        try {
          listener(happening);
        } catch (problem) {
          onProblem(problem);
        }
      }
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
