/** What everybody may read of a contest, without an account. */
import { Type, type Static } from 'typebox';
import { Closed, Id, LocalisedText, Nullable, Slug } from './common.ts';
import { GivenAnswer, KindName, SentChoice, SentText } from './given.ts';

export const RoundPhase = Type.Union([Type.Literal('before'), Type.Literal('open'), Type.Literal('after')]);

export const RoundView = Closed({
  id: Id,
  key: Type.String(),
  name: LocalisedText,
  opensAt: Type.Number(),
  closesAt: Type.Number(),
  phase: RoundPhase,
  /** True once the server has closed it: ranks are no longer provisional, keys are shown. */
  isClosed: Type.Boolean(),
  isFrozen: Type.Boolean(),
  durationMs: Type.Number(),
  questionCount: Type.Number(),
  attemptsMax: Type.Number(),
  prediction: Nullable(Type.String()),
  predictionTruth: Nullable(Type.Number()),
  /** SHA-256 of the round's secret, public from the start; the secret itself after close. */
  secretDigest: Type.String(),
  secret: Nullable(Type.String()),
});
export type RoundView = Static<typeof RoundView>;

export const PrizeView = Closed({
  id: Type.String(),
  name: LocalisedText,
  kind: Type.Union([Type.Literal('individual'), Type.Literal('collective')]),
  scope: Type.Union([Type.Literal('round'), Type.Literal('overall')]),
  categoryId: Nullable(Type.String()),
  quota: Type.Number(),
  amount: Type.Number(),
});

export const ContestSummary = Closed({
  slug: Slug,
  title: LocalisedText,
  summary: LocalisedText,
  organisers: Type.Array(Type.String()),
  participants: Type.Number(),
  openRound: Nullable(RoundView),
  nextRound: Nullable(RoundView),
});
export const ContestList = Closed({ contests: Type.Array(ContestSummary), serverNow: Type.Number() });
export type ContestList = Static<typeof ContestList>;

export const ContestView = Closed({
  id: Id,
  slug: Slug,
  title: LocalisedText,
  summary: LocalisedText,
  audience: LocalisedText,
  organisers: Type.Array(Type.String()),
  contactPhone: Type.String(),
  rules: Type.Array(
    Closed({
      title: LocalisedText,
      articles: Type.Array(Closed({ title: LocalisedText, text: LocalisedText })),
    }),
  ),
  eligibility: Closed({
    minAge: Nullable(Type.Number()),
    maxAge: Nullable(Type.Number()),
    residenceWays: Type.Array(Type.String()),
    residenceNeeds: Nullable(Type.Union([Type.Literal('any'), Type.Literal('all')])),
    areaName: Nullable(LocalisedText),
  }),
  categories: Type.Array(Closed({ id: Type.String(), name: LocalisedText })),
  ranking: Type.Array(Type.String()),
  rounds: Type.Array(RoundView),
  prizes: Type.Array(PrizeView),
  topics: Type.Array(Closed({ id: Type.String(), name: Type.String() })),
  /** People with at least one attempt begun, and attempts begun. */
  participants: Type.Number(),
  attempts: Type.Number(),
  serverNow: Type.Number(),
});
export type ContestView = Static<typeof ContestView>;

/** A practice question, open to everybody; its key comes only as the reply to a try. Texts are HTML as in an attempt. */
export const PracticeQuestion = Closed({
  id: Type.String(),
  kind: KindName,
  topicName: Type.String(),
  stem: Type.String(),
  options: Type.Array(Type.String()),
  prompts: Type.Array(Type.String()),
});
export type PracticeQuestion = Static<typeof PracticeQuestion>;

export const PracticeTry = Closed({
  questionId: Type.String({ maxLength: 60 }),
  choice: SentChoice,
  text: SentText,
});
export type PracticeTry = Static<typeof PracticeTry>;
export const PracticeReply = Closed({
  isRight: Type.Boolean(),
  /** `earned` of `of` equal parts are right. */
  earned: Type.Number(),
  of: Type.Number(),
  right: GivenAnswer,
  explanation: Type.String(),
  source: Type.String(),
});
export type PracticeReply = Static<typeof PracticeReply>;

export const UnitHit = Closed({
  id: Id,
  name: Type.String(),
  fullName: Type.String(),
  kind: Type.String(),
  hasChildren: Type.Boolean(),
  /** Only a heading over others: one goes into it and cannot choose it. */
  isGroup: Type.Boolean(),
});
export const UnitHits = Closed({ units: Type.Array(UnitHit), more: Type.Boolean() });
export type UnitHits = Static<typeof UnitHits>;
