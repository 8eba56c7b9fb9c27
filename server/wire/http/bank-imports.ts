/**
 * Shapes of files of questions going into a bank and out of it.
 *
 *   POST   /staff/banks/:bank/imports?ImportWish (multipart, `file` once or several times) → ImportView;  GET → ImportBatches, newest first
 *   GET    /staff/imports/:id?ImportPage → ImportView
 *   PATCH  /staff/imports/:id/items/:number ChangeImportItem → ImportItem
 *   PUT    /staff/imports/:id/topics MapImportTopic → ImportView
 *   POST   /staff/imports/:id/apply ApplyImport → ImportView
 *   POST   /staff/imports/:id/undo → UndoneImport
 *   DELETE /staff/imports/:id → ImportBatchView (stops reading, or throws the preview away)
 *   GET    /staff/banks/:bank/export-preview?ExportChoice → ExportPreview
 *   GET    /staff/banks/:bank/export?ExportChoice → the file; `x-not-held`: how many things the format could not hold
 */
import { Type, type Static } from 'typebox';
import { fileFormats } from '../../rules/file-formats.ts';
import { importProblemNames, type ImportProblem } from '../../rules/import-preview.ts';
import { KeptContent, QuestionContent } from './bank-content.ts';
import { ShownQuestion } from './bank-question.ts';
import { Closed, Id, Nullable } from './common.ts';

/** `reading` → `preview` → `done` → `undone`; or `failed` (`failure` says why; `cancelled` when somebody stopped it). */
export const importStates = ['reading', 'preview', 'failed', 'done', 'undone'] as const;

/** `table`: JSON of a `bank-tables.ts` TableChoice, when somebody has said which column holds what. */
export const ImportWish = Closed({ table: Type.Optional(Type.String({ maxLength: 2_000 })) });

const Place = Closed({
  file: Type.String(),
  label: Type.String(),
  page: Type.Number(),
  row: Type.Number(),
  column: Type.String(),
});

export const Problem = Type.Unsafe<ImportProblem>(
  Closed({
    name: Type.Enum(importProblemNames),
    weight: Type.Enum(['stops', 'doubt', 'told'] as const),
    place: Place,
    params: Type.Record(Type.String(), Type.String()),
  }),
);

export const ImportItem = Closed({
  /** Place in the file, or in the files one after another, from 1. */
  number: Type.Number(),
  /** null: nothing can be made of it. Its `topic` is '' while `topicPath` says where it goes. */
  content: Nullable(KeptContent),
  /** `content` as a phone would show it. */
  shown: Nullable(ShownQuestion),
  topicPath: Type.Array(Type.String()),
  place: Place,
  problems: Type.Array(Problem),
  /** Code of the question of the bank that it repeats, or ''. */
  duplicateOf: Type.String(),
  isLeftOut: Type.Boolean(),
  /** It can be made as it is: nothing stops it. A duplicate is not made unless it is chosen by number. */
  isReady: Type.Boolean(),
});
export type ImportItem = Static<typeof ImportItem>;

export const ImportBatchView = Closed({
  id: Id,
  bankId: Type.String(),
  fileName: Type.String(),
  /** '' until it is known, and for files of several. */
  format: Type.String(),
  state: Type.Enum(importStates),
  /** A name of `content/imported.ts` `ImportRefusalName`, or `cancelled`, `expired`, `server-stopped`; ''. */
  failure: Type.String(),
  failureParams: Type.Record(Type.String(), Type.String()),
  /** While reading: parts of a hundred. */
  progress: Type.Number(),
  createdByName: Type.String(),
  createdAt: Type.Number(),
  endedAt: Type.Number(),
  madeCount: Type.Number(),
});
export type ImportBatchView = Static<typeof ImportBatchView>;

export const ImportBatches = Closed({ batches: Type.Array(ImportBatchView) });
export type ImportBatches = Static<typeof ImportBatches>;

/** `ready`: would be made by "apply all". */
export const importFilters = ['all', 'stopped', 'doubt', 'duplicate', 'left-out', 'ready'] as const;
export const ImportPage = Closed({
  show: Type.Optional(Type.Enum(importFilters)),
  page: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
});
export type ImportPage = Static<typeof ImportPage>;

/** Poll it while `reading`; then a page of 100 items. */
export const ImportView = Closed({
  batch: ImportBatchView,
  counts: Closed({
    all: Type.Number(),
    stopped: Type.Number(),
    doubt: Type.Number(),
    duplicate: Type.Number(),
    'left-out': Type.Number(),
    ready: Type.Number(),
  }),
  /** Every file of the import in its order; what could not be read says why, and keeps no other back. */
  files: Type.Array(
    Closed({
      name: Type.String(),
      format: Type.String(),
      questions: Type.Number(),
      failure: Type.String(),
      failureParams: Type.Record(Type.String(), Type.String()),
    }),
  ),
  /** Of a file as a whole. */
  problems: Type.Array(Problem),
  /** Every path of topic names in the file, and the topic it goes to, as in MapImportTopic. */
  topics: Type.Array(
    Closed({ path: Type.Array(Type.String()), questions: Type.Number(), topicId: Nullable(Type.String()) }),
  ),
  total: Type.Number(),
  page: Type.Number(),
  pageSize: Type.Number(),
  items: Type.Array(ImportItem),
  serverNow: Type.Number(),
});
export type ImportView = Static<typeof ImportView>;

/** What is named is changed, and the checks run again. */
export const ChangeImportItem = Closed({
  content: Type.Optional(QuestionContent),
  isLeftOut: Type.Optional(Type.Boolean()),
});
export type ChangeImportItem = Static<typeof ChangeImportItem>;

export const MapImportTopic = Closed({
  path: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 20 }),
  /** A topic's id; `+` and a name: a new topic, made with the questions; null: topics of the path's names. */
  topicId: Nullable(Type.String({ maxLength: 201 })),
});
export type MapImportTopic = Static<typeof MapImportTopic>;

/** null: everything that is ready and repeats nothing. Numbers: these, duplicates too; each must be ready. */
export const ApplyImport = Closed({
  numbers: Nullable(Type.Array(Type.Integer({ minimum: 1, maximum: 10_000 }), { minItems: 1, maxItems: 5_000 })),
});
export type ApplyImport = Static<typeof ApplyImport>;

/** `kept`: somebody changed them since, so they stay; the rest is gone. */
export const UndoneImport = Closed({
  undone: Type.Number(),
  kept: Type.Array(Closed({ code: Type.String(), name: Type.String(), message: Type.String() })),
});
export type UndoneImport = Static<typeof UndoneImport>;

// ── Exports

export const ExportChoice = Closed({
  format: Type.Enum(fileFormats),
  /** Only what is approved and drawn; otherwise the newest versions, retired ones left out. */
  approvedOnly: Type.Optional(Type.Boolean()),
});
export type ExportChoice = Static<typeof ExportChoice>;

/** What the format has no room for; the file is made all the same. */
export const ExportPreview = Closed({
  format: Type.Enum(fileFormats),
  questions: Type.Number(),
  byteCount: Type.Number(),
  notHeld: Type.Array(Closed({ code: Type.String(), what: Type.String() })),
});
export type ExportPreview = Static<typeof ExportPreview>;
