/** Tables of question banks: organisations, banks, questions with their versions, what is said of them, files, imports. */
import type { Question, Topic } from '../rules/question.ts';
import type { BatchId, OrganisationId, QuestionRowId, UserId, VersionId } from '../rules/ids.ts';
import type { ImportPreview } from '../rules/import-preview.ts';
import type { Columns } from './columns-sqlite.ts';

/** Bản nháp, chờ duyệt, đã duyệt, thôi dùng. */
export type QuestionState = 'draft' | 'in-review' | 'approved' | 'retired';

/** What changes a question, or who may draw it. `undone` has the deed that was undone as its note. */
export type QuestionDeed =
  | ('made' | 'imported' | 'changed' | 'sent' | 'approved' | 'returned' | 'retired' | 'restored')
  | ('moved' | 'tagged' | 'reserved' | 'undone');

/** What is only said of it. The notes about hints are their name and, for a dismissal, `: ` and its reason. */
export type QuestionSaying = 'commented' | 'hint-dismissed' | 'hint-restored';

export function defineBanks(c: Columns) {
  const organisation = c.table('organisation', {
    id: c.text().primaryKey().$type<OrganisationId>(),
    name: c.text().notNull(),
    createdAt: c.big().notNull(),
  });
  const questionBank = c.table('question_bank', {
    id: c.text().primaryKey(),
    name: c.text().notNull(),
    topics: c.json<Topic[]>().notNull(),
    /** Grows whenever what can be drawn changes: readers take it for the version of what they keep. */
    importedAt: c.big().notNull(),
    /** Empty on banks from before there were organisations. */
    organisationId: c.text().notNull().default('').$type<OrganisationId | ''>(),
  });
  /** One row a question: what the table of the studio shows, filters and searches, and which versions count. */
  const question = c.table(
    'question',
    {
      id: c.text().primaryKey().$type<QuestionRowId>(),
      bankId: c
        .text()
        .notNull()
        .references(() => questionBank.id),
      /** Unique in the bank and stable over versions, e.g. `cds-0001`; `Question.id`. */
      questionId: c.text().notNull(),
      topic: c.text().notNull(),
      kind: c.text().notNull().$type<Question['kind']>(),
      difficulty: c.text().notNull().$type<Question['difficulty']>(),
      state: c.text().notNull().$type<QuestionState>(),
      /** Of the newest version, without its markup, at most 300 characters. */
      stemText: c.text().notNull(),
      /** Stem, options, source, tags and code without diacritics, for `like`. */
      searchKey: c.text().notNull(),
      tags: c.json<string[]>().notNull(),
      isPractice: c.bool().notNull(),
      /** The only contest that may draw it; empty: every one. */
      reservedFor: c.text().notNull(),
      newestVersionId: c.text().notNull().$type<VersionId>(),
      /** The approved version that papers draw; empty while there is none. */
      drawnVersionId: c.text().notNull().$type<VersionId | ''>(),
      /** First calendar day on which no instrument of the drawn version (of the newest while none is drawn) is in force; empty: no such day is known. */
      lapsesOn: c.text().notNull(),
      /** Names of the newest version's hints that stand, each between commas (`,similar,`), for `like`. */
      hints: c.text().notNull(),
      /** Names of hints that somebody dismissed, with their reason. */
      dismissed: c.json<Record<string, string>>().notNull(),
      batchId: c.text().notNull().$type<BatchId | ''>(),
      createdBy: c.text().notNull().$type<UserId | ''>(),
      updatedBy: c.text().notNull().$type<UserId | ''>(),
      updatedAt: c.big().notNull(),
      /** First calendar day on which an instrument of the newest version is out of force; empty: no such day is known. */
      firstLapseOn: c.text().notNull().default(''),
    },
    (t) => [
      c.uniqueIndex('question_code').on(t.bankId, t.questionId),
      c.index('question_state').on(t.bankId, t.state, t.updatedAt),
      c.index('question_topic').on(t.bankId, t.topic),
      c.index('question_batch').on(t.batchId),
    ],
  );
  const questionVersion = c.table(
    'question_version',
    {
      id: c.text().primaryKey().$type<VersionId>(),
      bankId: c
        .text()
        .notNull()
        .references(() => questionBank.id),
      questionId: c.text().notNull(),
      version: c.int().notNull(),
      /** Hash of the content: an unchanged question makes no new version. */
      contentHash: c.text().notNull(),
      content: c.json<Question>().notNull(),
      /** Only the current version of a question is drawn. */
      isCurrent: c.bool().notNull(),
      authorId: c.text().notNull().default('').$type<UserId | ''>(),
      createdAt: c.big().notNull().default(0),
      /** Who approved it, never its author; empty for banks that came as files. */
      approvedBy: c.text().notNull().default('').$type<UserId | ''>(),
      approvedAt: c.big().notNull().default(0),
    },
    (t) => [c.uniqueIndex('question_version_number').on(t.bankId, t.questionId, t.version)],
  );
  /** Append-only: who did what to a question, and what was said. */
  const questionEvent = c.table(
    'question_event',
    {
      id: c.serial(),
      questionRowId: c.text().notNull().$type<QuestionRowId>(),
      versionId: c.text().notNull().$type<VersionId>(),
      deed: c.text().notNull().$type<QuestionDeed | QuestionSaying>(),
      actorId: c.text().notNull().$type<UserId | ''>(),
      note: c.text().notNull(),
      at: c.big().notNull(),
    },
    (t) => [c.index('question_event_question').on(t.questionRowId, t.id)],
  );
  /** Pictures, sound and film of questions, checked and resized. */
  const media = c.table(
    'media',
    {
      /** Keyed digest of the bytes: not to be guessed, also by whoever has the file, and the same file is kept once. */
      id: c.text().primaryKey(),
      bankId: c.text().notNull(),
      kind: c.text().notNull().$type<'image' | 'audio' | 'video'>(),
      mimeType: c.text().notNull(),
      bytes: c.bytes().notNull(),
      byteCount: c.int().notNull(),
      width: c.int().notNull(),
      height: c.int().notNull(),
      fileName: c.text().notNull(),
      createdBy: c.text().notNull().$type<UserId | ''>(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.index('media_bank').on(t.bankId)],
  );
  /** One uploaded file of questions: what was read from it, and what was made of it. */
  const importBatch = c.table(
    'import_batch',
    {
      id: c.text().primaryKey().$type<BatchId>(),
      bankId: c.text().notNull(),
      fileName: c.text().notNull(),
      format: c.text().notNull(),
      state: c.text().notNull().$type<'reading' | 'preview' | 'failed' | 'done' | 'undone'>(),
      preview: c.json<ImportPreview>().notNull(),
      /** A refusal's name when reading failed. */
      failure: c.text().notNull(),
      failureParams: c.json<Record<string, string>>().notNull(),
      madeCount: c.int().notNull(),
      createdBy: c.text().notNull().$type<UserId>(),
      createdAt: c.big().notNull(),
      endedAt: c.big().notNull(),
      /** Ids of topics that its questions brought with them. */
      madeTopics: c.json<string[]>().notNull().default([]),
    },
    (t) => [c.index('import_batch_bank').on(t.bankId, t.createdAt)],
  );
  return { organisation, questionBank, question, questionVersion, questionEvent, media, importBatch };
}
