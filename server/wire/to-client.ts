/**
 * Server → browser over the websocket. A `board` frame is a whole view (the top fits in a few kB),
 * built by the same function for a snapshot, a push and the HTTP reply; encoded once for each audience.
 */
import type { BoardView, OwnPlace, UnitBoardView } from './http/leaderboard.ts';

export type ToClient =
  | {
      readonly type: 'board';
      /** Grows by one with every change in the room. */
      readonly version: number;
      readonly view: BoardView;
      readonly units: UnitBoardView;
      /** Live counter of the contest page; -1 is not told, as `rankedCount`. */
      readonly participants: number;
      readonly serverNow: number;
    }
  | { readonly type: 'own-place'; readonly place: OwnPlace }
  | { readonly type: 'pong'; readonly serverNow: number }
  /** The server stops or restarts: come back after `retryMs`. */
  | { readonly type: 'bye'; readonly retryMs: number }
  | { readonly type: 'problem'; readonly problem: string };

export const encodeToClient = (frame: ToClient): string => JSON.stringify(frame);
