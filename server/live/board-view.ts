/**
 * What one audience sees of one board: the only function that makes a view, for a frame that is pushed, a
 * snapshot and an HTTP reply alike.
 *
 * The public never learns how many papers were perfect before the close, because a prediction question may
 * ask for it (thể lệ: "dự đoán số người trả lời đúng"): no count of them is sent anywhere and the
 * top is cut at 50. A round in which fewer than 50 are perfect shows them all; a contest that minds
 * declares `showsRank: false`, and then its public board has neither rows nor ranks until it closes.
 */
import type { Millis } from '../rules/ids.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import { isFrozenAt } from '../rules/timing.ts';
import { isSealed } from '../services/board-digest.ts';
import { asksHowMany } from '../services/round-view.ts';
import { isAnnounced } from '../services/standing-rows.ts';
import type { LoadedContest } from '../services/load-contest.ts';
import {
  boardTopMax,
  type Audience,
  type BoardView,
  type OwnPlace,
  type UnitBoardView,
} from '../wire/http/leaderboard.ts';
import type { BoardFeed } from './board-feed.ts';
import type { BoardNames } from './board-names.ts';
import { unitRows } from './unit-view.ts';

/** Stands for a number that is not told while a prediction question asks for it. */
export const notTold = -1;

export interface Watched {
  readonly board: string;
  /** Empty is everybody. */
  readonly categoryId: string;
  readonly audience: Audience;
}

/** A view without what changes by itself: equal bodies need no new frame. */
export interface BoardBody {
  readonly view: BoardView;
  readonly units: UnitBoardView;
  readonly participants: number;
}

/** How a board is told at an instant. */
export interface Telling {
  readonly isFrozen: boolean;
  readonly isFinal: boolean;
  readonly tellsRanks: boolean;
  readonly tellsCounts: boolean;
  /** How many have entered the contest, which every board of it tells. */
  readonly tellsEntrants: boolean;
}

/** Whether the contest has the board and the category. */
export function isBoardOf(
  contest: LoadedContest,
  { board, categoryId }: Pick<Watched, 'board' | 'categoryId'>,
): boolean {
  const isKnown = categoryId === '' || contest.definition.categories.some(({ id }) => id === categoryId);
  return isKnown && roundsOfBoard(contest, board).length > 0;
}

export async function boardBody(
  feed: BoardFeed,
  names: BoardNames,
  { board, categoryId, audience }: Watched,
  now: Millis,
): Promise<BoardBody> {
  const told = tellingOf(feed.contest, board, audience, now);
  const held = feed.boards.of(board, audience);
  const category = categoryId === '' ? null : feed.boards.roster.categories.numberOf(categoryId);
  const places = told.tellsRanks && held !== undefined ? held.top(category, boardTopMax) : [];
  const ids = places.map(({ slot }) => feed.boards.roster.slots.idOf(slot));
  const people = await names.ofParticipants(audience, board, ids);
  const units = told.tellsRanks && told.tellsCounts && held !== undefined ? held.units() : [];
  const { isFrozen, isFinal, tellsCounts } = told;
  return {
    view: {
      board,
      categoryId,
      isFrozen,
      isFinal,
      rankedCount: tellsCounts ? (held?.count(category) ?? 0) : notTold,
      top: places.map(({ slot, ...place }, n) => ({
        ...people[n]!,
        categoryId: feed.boards.roster.categories.nameOf(feed.boards.roster.categoryOf(slot)),
        ...place,
      })),
    },
    units: { board, isFrozen, units: await unitRows(feed, names, units) },
    participants: told.tellsEntrants ? feed.participants : notTold,
  };
}

/** One's own place among those the audience sees; null for a participant the contest has not ranked. No store is asked. */
export function ownPlace(
  feed: BoardFeed,
  names: BoardNames,
  { board, categoryId, audience }: Watched,
  participantId: string,
  now: Millis,
): OwnPlace {
  const told = tellingOf(feed.contest, board, audience, now);
  const held = feed.boards.of(board, audience);
  const slot = feed.boards.roster.slots.find(participantId);
  const category = categoryId === '' ? null : feed.boards.roster.categories.numberOf(categoryId);
  const place = slot === -1 ? null : (held?.place(slot, category) ?? null);
  return {
    board,
    participantId,
    rowId: names.rowId(board, participantId),
    rank: told.tellsRanks && place !== null ? place.rank : null,
    rankedCount: told.tellsCounts ? (held?.count(category) ?? 0) : notTold,
    score: place?.score ?? 0,
    correct: place?.correct ?? 0,
    elapsedMs: place?.elapsedMs ?? 0,
  };
}

function roundsOfBoard(contest: LoadedContest, board: string) {
  if (board === boardOfContest(contest.id)) return contest.rounds;
  return contest.rounds.filter(({ id }) => boardOfRound(id) === board);
}

export function tellingOf(contest: LoadedContest, board: string, audience: Audience, now: Millis): Telling {
  const rounds = roundsOfBoard(contest, board);
  // Closed is not final yet: until the seal its rows are being rebuilt.
  const isFinal = rounds.every(isSealed);
  if (audience === 'staff')
    return { isFrozen: false, isFinal, tellsRanks: true, tellsCounts: true, tellsEntrants: true };
  const open = rounds.filter((round) => !isAnnounced(round) && round.opensAt <= now);
  return {
    isFrozen: open.some((round) => isFrozenAt(round.definition, now, false)),
    isFinal,
    tellsRanks: open.every(({ definition }) => definition.showsRank),
    tellsCounts: !asksHowMany(rounds, now),
    tellsEntrants: !asksHowMany(contest.rounds, now),
  };
}
