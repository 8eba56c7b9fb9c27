/**
 * Shapes of question banks in the studio: banks, topics, the table, many at once, files of media.
 * One question is in `bank-question.ts`, its content in `bank-content.ts`, imports and exports in `bank-imports.ts`. Keys are here in full: only the staff ever gets these.
 *
 *   GET  /staff/banks → Banks                         POST /staff/banks NewBank → BankView
 *   GET  /staff/banks/:bank → BankView                PUT  /staff/banks/:bank/topics EditTopics → BankView
 *   GET  /staff/banks/:bank/questions?QuestionFilter → QuestionTable
 *   POST /staff/banks/:bank/questions NewQuestion → QuestionView
 *   POST /staff/banks/:bank/look LookAtQuestion → QuestionLook
 *   POST /staff/banks/:bank/bulk BulkDeed → BulkOutcome;  POST /staff/banks/:bank/undo UndoBulk → BulkOutcome
 *   POST /staff/banks/:bank/media (multipart, field `file`) → MediaView;  GET /media/:id is open to everybody
 *   GET  /staff/banks/:bank/questions/:code → QuestionView
 *   PUT  …/:code/draft SaveDraft → SavedDraft
 *   POST …/:code/send|approve|return|retire|restore QuestionStep → SteppedQuestion
 *   POST …/:code/comments Comment → QuestionView
 *   POST …/:code/dismissals DismissHint → QuestionView
 */
import { Type, type Static } from 'typebox';
import { resultFlagNames } from '../../rules/item-flags.ts';
import { hintNames } from '../../rules/question-hints.ts';
import { difficulties, questionKinds } from '../../rules/question.ts';
import { QuestionCode, questionLimits, questionStates } from './bank-content.ts';
import { lifeDeeds } from './bank-question.ts';
import { Closed, Id, Nullable } from './common.ts';

export * from './bank-content.ts';
export * from './bank-question.ts';

const Text = (maxLength: number) => Type.String({ maxLength });
const TopicId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' });

// ── Banks and topics

const StateCounts = Closed({
  draft: Type.Number(),
  'in-review': Type.Number(),
  approved: Type.Number(),
  retired: Type.Number(),
});

export const BankSummary = Closed({ id: Type.String(), name: Type.String(), counts: StateCounts });
export type BankSummary = Static<typeof BankSummary>;

/** Newest work first. */
export const Banks = Closed({ banks: Type.Array(BankSummary) });
export type Banks = Static<typeof Banks>;

export const NewBank = Closed({ name: Type.String({ minLength: 1, maxLength: questionLimits.bankNameMax }) });
export type NewBank = Static<typeof NewBank>;

/** In the tree's order, parents before their children. Counts are of the topic itself, without its subtopics. */
export const TopicView = Closed({
  id: Type.String(),
  name: Type.String(),
  parentId: Nullable(Type.String()),
  questions: Type.Number(),
  approved: Type.Number(),
});
export type TopicView = Static<typeof TopicView>;

export const BankView = Closed({
  id: Type.String(),
  name: Type.String(),
  counts: StateCounts,
  topics: Type.Array(TopicView),
  /** Every tag in use, sorted. */
  tags: Type.Array(Type.String()),
  /** Contests that draw from this bank: a question may be reserved for one of them. */
  contests: Type.Array(Closed({ id: Id, slug: Type.String(), title: Type.String() })),
  /** Send it back with the topics: somebody else's change is then told, not overwritten. */
  revision: Type.Number(),
  serverNow: Type.Number(),
});
export type BankView = Static<typeof BankView>;

/** The whole tree as it shall be, with the bank's name. A topic with questions cannot be left out. `id` '' makes one. */
export const EditTopics = Closed({
  revision: Type.Number(),
  name: Type.String({ minLength: 1, maxLength: questionLimits.bankNameMax }),
  topics: Type.Array(
    Closed({
      id: Type.Union([Type.Literal(''), TopicId]),
      /** Names a new topic inside this request, so that others may lie under it: `parentId` may be a `ref`. */
      ref: Type.Optional(Type.String({ maxLength: 60 })),
      name: Type.String({ minLength: 1, maxLength: questionLimits.topicNameMax }),
      parentId: Nullable(Type.String({ maxLength: 60 })),
    }),
    { maxItems: questionLimits.topicsMax },
  ),
});
export type EditTopics = Static<typeof EditTopics>;

// ── The table

/**
 * `lapsed`: its instruments are no longer in force. Then what results of closed rounds say; the rest are hints that nobody
 * has dismissed.
 */
export const questionFlags = ['lapsed', ...resultFlagNames, ...hintNames] as const;
export const QuestionFlag = Type.Enum(questionFlags);
export type QuestionFlag = Static<typeof QuestionFlag>;

export const questionSorts = ['updated', 'code', 'stem', 'topic', 'difficulty', 'kind', 'state'] as const;

/** Everything is optional and narrows; `topic` takes its subtopics in. `page` counts from 0. */
export const QuestionFilter = Closed({
  q: Type.Optional(Text(questionLimits.searchMax)),
  topic: Type.Optional(Type.String({ maxLength: 60 })),
  kind: Type.Optional(Type.Enum(questionKinds)),
  difficulty: Type.Optional(Type.Enum(difficulties)),
  state: Type.Optional(Type.Enum(questionStates)),
  tag: Type.Optional(Text(questionLimits.tagMax)),
  practice: Type.Optional(Type.Boolean()),
  /** A contest's id; '' for those reserved for none. */
  reserved: Type.Optional(Type.String({ maxLength: 40 })),
  flag: Type.Optional(QuestionFlag),
  batch: Type.Optional(Type.String({ maxLength: 40 })),
  /** `mine`: made or last changed by who asks. `to-review`: what they may approve now. */
  who: Type.Optional(Type.Enum(['mine', 'to-review'] as const)),
  sort: Type.Optional(Type.Enum(questionSorts)),
  descending: Type.Optional(Type.Boolean()),
  page: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type QuestionFilter = Static<typeof QuestionFilter>;

export const QuestionRow = Closed({
  code: Type.String(),
  topic: Type.String(),
  kind: Type.Enum(questionKinds),
  difficulty: Type.Enum(difficulties),
  state: Type.Enum(questionStates),
  /** Plain, at most 300 characters. */
  stemText: Type.String(),
  tags: Type.Array(Type.String()),
  isPractice: Type.Boolean(),
  /** A contest's id, or ''. */
  reservedFor: Type.String(),
  /** An approved version is drawn, whatever the state of the newest one. */
  isDrawn: Type.Boolean(),
  flags: Type.Array(QuestionFlag),
  /** Of `option-unused`: letters of the options, in the bank's order. */
  unused: Type.Array(Type.String()),
  revision: Type.Number(),
  updatedAt: Type.Number(),
  updatedByName: Type.String(),
});
export type QuestionRow = Static<typeof QuestionRow>;

export const QuestionTable = Closed({
  total: Type.Number(),
  page: Type.Number(),
  pageSize: Type.Number(),
  rows: Type.Array(QuestionRow),
  serverNow: Type.Number(),
});
export type QuestionTable = Static<typeof QuestionTable>;

/** Many questions at once: all of them, or none and why not. */
const Codes = Type.Array(QuestionCode, { minItems: 1, maxItems: questionLimits.bulkMax });
const Note = Text(questionLimits.noteMax);
export const BulkDeed = Type.Union([
  Closed({
    deed: Type.Enum(lifeDeeds),
    codes: Codes,
    note: Note,
    /** As each was seen, in the order of `codes`: none is approved that somebody changed after it was looked at. */
    revisions: Type.Optional(Type.Array(Type.Number(), { maxItems: questionLimits.bulkMax })),
  }),
  Closed({ deed: Type.Literal('move'), codes: Codes, topic: Type.String({ maxLength: 60 }) }),
  Closed({
    deed: Type.Literal('tag'),
    codes: Codes,
    add: Type.Array(Type.String({ minLength: 1, maxLength: questionLimits.tagMax }), { maxItems: 10 }),
    remove: Type.Array(Type.String({ minLength: 1, maxLength: questionLimits.tagMax }), { maxItems: 10 }),
  }),
  /** '' opens them to every contest again. */
  Closed({ deed: Type.Literal('reserve'), codes: Codes, contestId: Type.String({ maxLength: 40 }) }),
]);
export type BulkDeed = Static<typeof BulkDeed>;

/** `refusals` not empty: nothing was changed. Names and params are those of `rules/refusal.ts`. */
export const BulkOutcome = Closed({
  changed: Type.Number(),
  /** Send it back to undo what was done; '' when there is nothing to undo, or nothing that can be. */
  undo: Type.String(),
  refusals: Type.Array(
    Closed({
      code: Type.String(),
      name: Type.String(),
      message: Type.String(),
      params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
  ),
});
export type BulkOutcome = Static<typeof BulkOutcome>;

/** Undoes what `undo` of an outcome stands for, but for the questions of `without`: all of it or, with why, nothing. */
export const UndoBulk = Closed({
  undo: Type.String({ minLength: 1, maxLength: questionLimits.undoMax }),
  without: Type.Array(QuestionCode, { maxItems: questionLimits.bulkMax }),
});
export type UndoBulk = Static<typeof UndoBulk>;

// ── Media

/** Limits of an uploaded picture, sound or film, told before it is chosen. */
export const mediaLimits = {
  imageBytesMax: 15_000_000,
  pixelsMax: 40_000_000,
  /** Wider pictures are made this wide. */
  imageWidthMax: 1_600,
  audioBytesMax: 15_000_000,
  videoBytesMax: 40_000_000,
  bankBytesMax: 2_000_000_000,
} as const;

/** Write it into a text as `![alt](media:ID)`; its address is `/api/media/ID`. */
export const MediaView = Closed({
  id: Type.String(),
  kind: Type.Enum(['image', 'audio', 'video'] as const),
  mimeType: Type.String(),
  byteCount: Type.Number(),
  /** 0 for sound and film. */
  width: Type.Number(),
  height: Type.Number(),
});
export type MediaView = Static<typeof MediaView>;
