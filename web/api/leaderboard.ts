/** Leaderboards over HTTP: for those without sockets, and for the first look. */
import type { BoardView, OwnPlace, UnitBoardView } from '../../server/wire/http/leaderboard.ts';
import { call, query } from './http.ts';

export const readBoard = (slug: string, board: string, category = '') =>
  call<BoardView>('GET', `/contests/${slug}/board${query({ board, category })}`);

export const readUnitBoard = (slug: string, board: string) =>
  call<UnitBoardView>('GET', `/contests/${slug}/units-board${query({ board })}`);

export const readOwnPlace = (slug: string, board: string, participant: string) =>
  call<OwnPlace>('GET', `/contests/${slug}/own-place${query({ board, participant })}`);

/** Names of boards, as the server knows them. */
export const boardOfRound = (roundId: string): string => `r:${roundId}`;
export const boardOfContest = (contestId: string): string => `o:${contestId}`;
