/** Shapes of what results teach, and of putting right a key that was wrong on the day. Only for the staff, but for notices. */
import { Type, type Static } from 'typebox';
import { Closed, Id, LocalisedText, Nullable } from './common.ts';
import { KindName } from './given.ts';

const KeyText = Type.String({ minLength: 1, maxLength: 200 });
/** In the form of `Question.key`; a grid may have no true statement. */
const Key = Type.Array(KeyText, { maxItems: 20 });

/** `KeyRuling` of `rules/ruling.ts`. */
export const RulingChoice = Type.Union([
  Closed({ kind: Type.Literal('void') }),
  Closed({ kind: Type.Literal('accept'), keys: Type.Array(Key, { minItems: 1, maxItems: 10 }) }),
  Closed({ kind: Type.Literal('correct'), key: Key }),
]);
export type RulingChoice = Static<typeof RulingChoice>;

const QuestionCode = Type.String({ minLength: 1, maxLength: 80 });

export const PreviewRuling = Closed({ questionId: QuestionCode, ruling: RulingChoice });
export const MakeRuling = Closed({
  questionId: QuestionCode,
  ruling: RulingChoice,
  reason: Type.String({ maxLength: 500 }),
  /** What the public is told. */
  notice: Type.String({ maxLength: 500 }),
  previewDigest: Type.String({ maxLength: 80 }),
});

const PrizeNames = Type.Array(LocalisedText);

/** One person whose score, rank or prize changes on a board. Rank 0 is not ranked. */
export const RulingPerson = Closed({
  participantId: Id,
  fullName: Type.String(),
  unitName: Type.String(),
  scoreBefore: Type.Number(),
  scoreAfter: Type.Number(),
  rankBefore: Type.Number(),
  rankAfter: Type.Number(),
  prizesBefore: PrizeNames,
  prizesAfter: PrizeNames,
});
export type RulingPerson = Static<typeof RulingPerson>;

export const RulingBoard = Closed({
  board: Type.String(),
  ranksChanged: Type.Number(),
  /** People and units. */
  prizesChanged: Type.Number(),
  /** Whose prize changes first, then by the new rank; at most `rulingPeopleMax`. */
  people: Type.Array(RulingPerson),
  units: Type.Array(Closed({ unitId: Id, name: Type.String(), prizesBefore: PrizeNames, prizesAfter: PrizeNames })),
});
export type RulingBoard = Static<typeof RulingBoard>;
export const rulingPeopleMax = 200;

/** A question as somebody needs it who rules on it. Texts are plain. */
const asked = {
  questionId: Type.String(),
  kind: KindName,
  stem: Type.String(),
  options: Type.Array(Closed({ id: Type.String(), text: Type.String() })),
  prompts: Type.Array(Closed({ id: Type.String(), text: Type.String() })),
  /** As printed. */
  key: Type.Array(Type.String()),
  ruling: Nullable(RulingChoice),
};
/** A version on papers of the round whose words are others; how a key reads in it. */
export const OtherWording = Closed({ version: Type.Number(), ...asked });
export type OtherWording = Static<typeof OtherWording>;

export const RulingPreview = Closed({
  /** Applying names it, so nobody applies what they have not seen. */
  digest: Type.String(),
  questionId: Type.String(),
  /** Ended attempts that had the question on their paper. */
  asked: Type.Number(),
  attemptsChanged: Type.Number(),
  gained: Type.Number(),
  lost: Type.Number(),
  peopleChanged: Type.Number(),
  predictionTruth: Nullable(Type.Number()),
  predictionTruthAfter: Nullable(Type.Number()),
  /** The round still runs: attempts that end later go by the ruling too. */
  isProvisional: Type.Boolean(),
  /** Newest first; none when the question is void. */
  otherWordings: Type.Array(OtherWording),
  /** Prizes that have been decided would no longer be what the rules give. */
  outdatesAwards: Type.Boolean(),
  boards: Type.Array(RulingBoard),
});
export type RulingPreview = Static<typeof RulingPreview>;

/** While `isReady` is false it is being worked out: `done` of `total` attempts are counted. Who wants it asks again. */
export const RulingLook = Closed({
  isReady: Type.Boolean(),
  done: Type.Number(),
  total: Type.Number(),
  preview: Nullable(RulingPreview),
});
export type RulingLook = Static<typeof RulingLook>;

export const RulingView = Closed({
  id: Id,
  questionId: Type.String(),
  ruling: RulingChoice,
  reason: Type.String(),
  notice: Type.String(),
  attemptsChanged: Type.Number(),
  madeBy: Type.String(),
  madeAt: Type.Number(),
  /** 0 while attempts are still being counted anew; `attemptsChanged` are those that are. */
  appliedAt: Type.Number(),
});
export type RulingView = Static<typeof RulingView>;
export const RulingList = Closed({ rulings: Type.Array(RulingView) });
export type RulingList = Static<typeof RulingList>;

export const AskedItem = Closed(asked);
export type AskedItem = Static<typeof AskedItem>;
export const AskedItems = Closed({ items: Type.Array(AskedItem) });
export type AskedItems = Static<typeof AskedItems>;
export const askedItemsMax = 20;

/** `ItemStatistics` of `rules/item-statistics.ts`, with what is needed to read it. Texts are plain. */
export const ItemView = Closed({
  ...asked,
  topicName: Type.String(),
  attempts: Type.Number(),
  /** The same by fifth of the total score, lowest first. */
  bands: Type.Array(Type.Number()),
  facility: Type.Number(),
  discrimination: Nullable(Type.Number()),
  compared: Type.Number(),
  medianMs: Nullable(Type.Number()),
  /** Answers in the log's text, most frequent first; '' is no answer. By fifth. */
  answers: Type.Array(Closed({ answer: Type.String(), isRight: Type.Boolean(), bands: Type.Array(Type.Number()) })),
  others: Type.Array(Type.Number()),
  flags: Type.Array(Type.String()),
});
export type ItemView = Static<typeof ItemView>;

/** While `isReady` is false the figures are being computed: `done` of `total` attempts. */
export const StatisticsView = Closed({
  roundId: Id,
  isReady: Type.Boolean(),
  done: Type.Number(),
  total: Type.Number(),
  computedAt: Type.Number(),
  items: Type.Array(ItemView),
});
export type StatisticsView = Static<typeof StatisticsView>;

/** What the public is told of wrong keys, newest first. Says no key: the round may still run. */
export const Notices = Closed({
  notices: Type.Array(
    Closed({ id: Id, roundId: Id, roundName: LocalisedText, text: Type.String(), at: Type.Number() }),
  ),
});
export type Notices = Static<typeof Notices>;
