/**
 * One's own places and attempts in a contest. No shape here has room for a key, an
 * explanation or another person, except the review of a closed round.
 */
import { Type, type Static } from 'typebox';
import { Closed, Id, Nullable } from './common.ts';
import { GivenAnswer, KindName, SentChoice, SentText } from './given.ts';

const AttemptState = Type.Union([
  Type.Literal('running'),
  Type.Literal('handed-in'),
  Type.Literal('timed-out'),
  Type.Literal('void'),
]);

export const AttemptSummary = Closed({
  id: Id,
  roundId: Id,
  ordinal: Type.Number(),
  state: AttemptState,
  startedAt: Type.Number(),
  finishedAt: Type.Number(),
  /** null while running. */
  score: Nullable(Type.Number()),
  correct: Nullable(Type.Number()),
  elapsedMs: Nullable(Type.Number()),
  isBest: Type.Boolean(),
});
export type AttemptSummary = Static<typeof AttemptSummary>;

export const MyPlace = Closed({
  participantId: Id,
  fullName: Type.String(),
  isChild: Type.Boolean(),
  categoryId: Type.String(),
  unitName: Type.String(),
  isDisqualified: Type.Boolean(),
  attempts: Type.Array(AttemptSummary),
});
export const MyPlaces = Closed({ places: Type.Array(MyPlace), serverNow: Type.Number() });
export type MyPlaces = Static<typeof MyPlaces>;

export const StartAttempt = Closed({ participantId: Id, roundId: Id });

/** Stem, options and prompts are HTML that the server made. */
export const AskedQuestion = Closed({
  slot: Type.Number(),
  kind: KindName,
  topicName: Type.String(),
  /** What the slot is worth when everything is right. */
  points: Type.Number(),
  stem: Type.String(),
  /** In this paper's own order; empty for `number` and `text`. */
  options: Type.Array(Type.String()),
  /** Left side of `matching`; empty elsewhere. */
  prompts: Type.Array(Type.String()),
});
export type AskedQuestion = Static<typeof AskedQuestion>;

/** A draft as the server holds it: `choice` and `text` as in `GivenAnswer`. */
export const HeldAnswer = Closed({
  slot: Type.Number(),
  revision: Type.Number(),
  choice: Type.Array(Type.Number()),
  text: Type.String(),
  /** Only for slot 0, the prediction question. */
  prediction: Nullable(Type.Number()),
  receivedAt: Type.Number(),
});
export type HeldAnswer = Static<typeof HeldAnswer>;

export const AttemptView = Closed({
  id: Id,
  contestSlug: Type.String(),
  roundId: Id,
  participantId: Id,
  participantName: Type.String(),
  ordinal: Type.Number(),
  state: AttemptState,
  startedAt: Type.Number(),
  deadlineAt: Type.Number(),
  graceMs: Type.Number(),
  serverNow: Type.Number(),
  questions: Type.Array(AskedQuestion),
  prediction: Nullable(Type.String()),
  answers: Type.Array(HeldAnswer),
});
export type AttemptView = Static<typeof AttemptView>;

export const answersPerRequestMax = 60;

/** One journalled draft. `clientKey` is the client's own, made before sending; sending it again changes nothing. */
export const AnswerDraft = Closed({
  clientKey: Type.String({ pattern: '^[A-Za-z0-9_-]{8,40}$' }),
  slot: Type.Integer({ minimum: 0, maximum: 200 }),
  revision: Type.Integer({ minimum: 1, maximum: 100_000 }),
  choice: SentChoice,
  text: SentText,
  prediction: Nullable(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
});
export type AnswerDraft = Static<typeof AnswerDraft>;

export const SendAnswers = Closed({
  answers: Type.Array(AnswerDraft, { minItems: 1, maxItems: answersPerRequestMax }),
});

/** `saved`: on disk. `superseded`: a newer revision stands, given in `held`; show that one. */
export const AnswerReceipt = Closed({
  clientKey: Type.String(),
  slot: Type.Number(),
  status: Type.Union([Type.Literal('saved'), Type.Literal('superseded')]),
  held: HeldAnswer,
});
export const AnswerReceipts = Closed({ receipts: Type.Array(AnswerReceipt), serverNow: Type.Number() });
export type AnswerReceipts = Static<typeof AnswerReceipts>;

/** Stem, options, prompts and explanation are HTML that the server made. */
export const ReviewedQuestion = Closed({
  slot: Type.Number(),
  kind: KindName,
  stem: Type.String(),
  options: Type.Array(Type.String()),
  prompts: Type.Array(Type.String()),
  given: GivenAnswer,
  /** A right answer, after any ruling: of several that are accepted the one by which `given` was marked. */
  right: GivenAnswer,
  /** The others. */
  alsoRight: Type.Array(GivenAnswer),
  isRight: Type.Boolean(),
  /** `earned` of `of` equal parts of `points`; what it came to is rounded down to whole points. */
  earned: Type.Number(),
  of: Type.Number(),
  points: Type.Number(),
  /** What was decided about a wrong key, with the notice that the public was given. */
  ruling: Nullable(
    Closed({
      kind: Type.Union([Type.Literal('void'), Type.Literal('accept'), Type.Literal('correct')]),
      notice: Type.String(),
    }),
  ),
  explanation: Type.String(),
  source: Type.String(),
});
export type ReviewedQuestion = Static<typeof ReviewedQuestion>;

/** The line of the public board that stands above one's own, and what it is better by: `amount` points, right answers or milliseconds. */
export const PlaceAbove = Closed({
  rank: Type.Number(),
  key: Type.Union([Type.Literal('score'), Type.Literal('correct'), Type.Literal('elapsed')]),
  amount: Type.Number(),
});
export type PlaceAbove = Static<typeof PlaceAbove>;

export const AttemptResult = Closed({
  attempt: AttemptSummary,
  contestSlug: Type.String(),
  questionCount: Type.Number(),
  scoreMax: Type.Number(),
  prediction: Nullable(Type.Number()),
  /** Provisional before the round has closed; null where the rules do not tell it yet. */
  rank: Nullable(Type.Number()),
  rankedCount: Nullable(Type.Number()),
  /** The rank is the one of the frozen public board. */
  isFrozen: Type.Boolean(),
  /** null where places are not told or not moving any more, and for whoever leads. */
  above: Nullable(PlaceAbove),
  isProvisional: Type.Boolean(),
  attemptsLeft: Type.Number(),
  reviewAt: Type.Number(),
  /** Keys and explanations: null until the round has closed. */
  review: Nullable(Type.Array(ReviewedQuestion)),
  serverNow: Type.Number(),
});
export type AttemptResult = Static<typeof AttemptResult>;
