/** A leaderboard as public and staff see it; the websocket sends the same shapes. */
import { Type, type Static } from 'typebox';
import { Closed, Id, Nullable } from './common.ts';

export const Audience = Type.Union([Type.Literal('public'), Type.Literal('staff')]);
export type Audience = Static<typeof Audience>;

export const BoardRow = Closed({
  /** Opaque, stable on one board: lets the eye follow a row that moves. */
  rowId: Type.String(),
  rank: Type.Number(),
  /** Masked unless consents to publication say otherwise. */
  name: Type.String(),
  unitName: Type.String(),
  categoryId: Type.String(),
  score: Type.Number(),
  correct: Type.Number(),
  elapsedMs: Type.Number(),
});
export type BoardRow = Static<typeof BoardRow>;

export const UnitRow = Closed({
  unitId: Id,
  name: Type.String(),
  /** 0 for a unit that does not compete: too few entrants, or no declared headcount where the rate decides. */
  rank: Type.Number(),
  entrants: Type.Number(),
  headcount: Nullable(Type.Number()),
  /** Entrants over headcount, 0…1; null without a declared headcount. */
  rate: Nullable(Type.Number()),
  mean: Type.Number(),
  total: Type.Number(),
});
export type UnitRow = Static<typeof UnitRow>;

export const boardTopMax = 50;

/** `board` is `r:<round id>` or `o:<contest id>`; `categoryId` empty is everybody. */
export const BoardView = Closed({
  board: Type.String(),
  categoryId: Type.String(),
  isFrozen: Type.Boolean(),
  isFinal: Type.Boolean(),
  /** -1 is not told, as long as a prediction question asks how many take part. */
  rankedCount: Type.Number(),
  top: Type.Array(BoardRow),
});
export type BoardView = Static<typeof BoardView>;

export const UnitBoardView = Closed({ board: Type.String(), isFrozen: Type.Boolean(), units: Type.Array(UnitRow) });
export type UnitBoardView = Static<typeof UnitBoardView>;

/** One's own place on a board; null rank is not on it. */
export const OwnPlace = Closed({
  board: Type.String(),
  participantId: Id,
  rowId: Type.String(),
  rank: Nullable(Type.Number()),
  rankedCount: Type.Number(),
  score: Type.Number(),
  correct: Type.Number(),
  elapsedMs: Type.Number(),
});
export type OwnPlace = Static<typeof OwnPlace>;
