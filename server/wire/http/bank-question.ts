/** Shapes of one question of a bank: its life, what is said of it, what may be done to it. */
import { Type, type Static } from 'typebox';
import { hintNames } from '../../rules/question-hints.ts';
import { questionKinds } from '../../rules/question.ts';
import { KeptContent, QuestionContent, questionDeeds, questionLimits, questionStates } from './bank-content.ts';
import { Closed, Nullable } from './common.ts';

const Text = (maxLength: number) => Type.String({ maxLength });

/** Why it may be weak. `params` go into the hint's text: `other` (a code), `otherStem`, `word`, `instrument`, `seconds`, `needed`… */
export const QuestionHint = Closed({
  name: Type.Enum(hintNames),
  params: Type.Record(Type.String(), Type.String()),
  /** Said by whoever dismissed it; '' while it stands. */
  dismissedBecause: Type.String(),
});
export type QuestionHint = Static<typeof QuestionHint>;

/** Why it cannot be sent to review yet: a name of `content/bank-problem.ts`. */
export const QuestionFault = Closed({ name: Type.String(), params: Type.Record(Type.String(), Type.String()) });
export type QuestionFault = Static<typeof QuestionFault>;

/** As the phone shows it: HTML that the server made from Markdown; put it on a page only through `web/parts/Rich.svelte`. */
export const ShownQuestion = Closed({
  kind: Type.Enum(questionKinds),
  stem: Type.String(),
  options: Type.Array(Type.String()),
  prompts: Type.Array(Type.String()),
  explanation: Type.String(),
});
export type ShownQuestion = Static<typeof ShownQuestion>;

/** Asks about a text that is not saved, while it is written. `code` '' while it has none. */
export const LookAtQuestion = Closed({ content: QuestionContent });
export type LookAtQuestion = Static<typeof LookAtQuestion>;

export const QuestionLook = Closed({
  hints: Type.Array(QuestionHint),
  faults: Type.Array(QuestionFault),
  shown: ShownQuestion,
});
export type QuestionLook = Static<typeof QuestionLook>;

/** One field that differs. `parts` spell the whole text out: what both have, what went, what came. */
export const FieldDifference = Closed({
  /** `stem`, `option`, `prompt`, `key`, `scheme`, `legalTo`, `topic`, … */
  field: Type.String(),
  /** Which one, as people name it: a letter or a number; '' elsewhere. */
  of: Type.String(),
  parts: Type.Array(Closed({ kind: Type.Enum(['same', 'gone', 'new'] as const), text: Type.String() })),
});
export type FieldDifference = Static<typeof FieldDifference>;

export const QuestionVersionView = Closed({
  version: Type.Number(),
  /** '' for what came from files. */
  authorName: Type.String(),
  createdAt: Type.Number(),
  approvedByName: Type.String(),
  approvedAt: Type.Number(),
  isDrawn: Type.Boolean(),
  /** Against the version before; empty for the first. */
  difference: Type.Array(FieldDifference),
});
export type QuestionVersionView = Static<typeof QuestionVersionView>;

export const QuestionEventView = Closed({
  deed: Type.Enum(questionDeeds),
  actorName: Type.String(),
  note: Type.String(),
  version: Type.Number(),
  at: Type.Number(),
});
export type QuestionEventView = Static<typeof QuestionEventView>;

export const QuestionView = Closed({
  bankId: Type.String(),
  code: Type.String(),
  state: Type.Enum(questionStates),
  /** Grows with every change of the question; send back the one that you saw. */
  revision: Type.Number(),
  content: KeptContent,
  hints: Type.Array(QuestionHint),
  faults: Type.Array(QuestionFault),
  shown: ShownQuestion,
  reservedFor: Type.String(),
  /** ISO date from which no instrument of the drawn version, or of the newest while none is drawn, is in force; ''. */
  lapsesOn: Type.String(),
  /** What papers draw, when it is not `content`: its difference to `content`; null when nothing is drawn or it is `content`. */
  drawnDifference: Nullable(Type.Array(FieldDifference)),
  isDrawn: Type.Boolean(),
  /** What who asks may do now, by role, state and the two-person rule. */
  may: Type.Array(Type.Enum(['save', 'send', 'approve', 'return', 'retire', 'restore', 'reserve'] as const)),
  /** `approve` is missing only because it is one's own work. */
  isOwnWork: Type.Boolean(),
  /** Newest first, at most 50. */
  versions: Type.Array(QuestionVersionView),
  /** Newest first, at most 200. */
  events: Type.Array(QuestionEventView),
  serverNow: Type.Number(),
});
export type QuestionView = Static<typeof QuestionView>;

/** `undo` as of `BulkOutcome`: sent back to `POST /staff/banks/:bank/undo` it undoes this one step; '' when there is no way back. */
export const SteppedQuestion = Closed({ ...QuestionView.properties, undo: Type.String() });
export type SteppedQuestion = Static<typeof SteppedQuestion>;

/**
 * `content.id` is not used: the server gives the code. `key` is the writer's own; told again, because the reply was lost, it
 * is the question that was made the first time, with what it holds now.
 */
export const NewQuestion = Closed({
  content: QuestionContent,
  key: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
});
export type NewQuestion = Static<typeof NewQuestion>;

export const SaveDraft = Closed({ revision: Type.Number(), content: QuestionContent });
export type SaveDraft = Static<typeof SaveDraft>;

/** What autosave needs to go on: an approved question goes to `draft` while its approved version is still drawn. */
export const SavedDraft = Closed({
  code: Type.String(),
  revision: Type.Number(),
  state: Type.Enum(questionStates),
  version: Type.Number(),
  hints: Type.Array(QuestionHint),
  faults: Type.Array(QuestionFault),
  savedAt: Type.Number(),
});
export type SavedDraft = Static<typeof SavedDraft>;

/** Of `send`, `approve`, `return` (needs a note), `retire` (needs a note), `restore`. */
export const lifeDeeds = ['send', 'approve', 'return', 'retire', 'restore'] as const;
export type LifeDeed = (typeof lifeDeeds)[number];
export const QuestionStep = Closed({ revision: Type.Number(), note: Text(questionLimits.noteMax) });
export type QuestionStep = Static<typeof QuestionStep>;

export const Comment = Closed({ text: Type.String({ minLength: 1, maxLength: questionLimits.noteMax }) });
export type Comment = Static<typeof Comment>;

/** An empty reason takes the dismissal back. */
export const DismissHint = Closed({ hint: Type.Enum(hintNames), reason: Text(200) });
export type DismissHint = Static<typeof DismissHint>;
