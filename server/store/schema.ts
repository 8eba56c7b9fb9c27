/**
 * Every table, once for both databases. Names of tables and columns are snake_case
 * singular (drizzle's `casing: 'snake_case'`), every constraint and index is named.
 * Ids are texts that begin with their time of making, so that rows written
 * together lie together. No query lives here.
 */
import type { ContestDefinition, RoundDefinition } from '../rules/contest.ts';
import type { Question } from '../rules/question.ts';
import type { Paper } from '../rules/paper.ts';
import type {
  AttemptId,
  ContestId,
  ParticipantId,
  PersonId,
  RoundId,
  UnitId,
  UserId,
  VersionId,
} from '../rules/ids.ts';
import type { Columns } from './columns-sqlite.ts';

export function defineSchema(c: Columns) {
  return {
    ...defineAccounts(c),
    ...defineUnits(c),
    ...defineContests(c),
    ...defineAttempts(c),
    ...defineResults(c),
    ...defineJournal(c),
  };
}

export type Tables = ReturnType<typeof defineSchema>;

function defineAccounts(c: Columns) {
  const user = c.table(
    'user',
    {
      id: c.text().primaryKey().$type<UserId>(),
      /** `citizen` signs in by phone, `staff` by login name. */
      kind: c.text().notNull().$type<'citizen' | 'staff'>(),
      fullName: c.text().notNull(),
      phoneCipher: c.text(),
      phoneIndex: c.text(),
      login: c.text(),
      role: c.text().$type<'owner' | 'organiser' | 'viewer'>(),
      passwordHash: c.text().notNull(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.uniqueIndex('user_phone').on(t.phoneIndex), c.uniqueIndex('user_login').on(t.login)],
  );
  const loginSession = c.table(
    'login_session',
    {
      /** SHA-256 of the id in the cookie: a stolen database opens no session. */
      id: c.text().primaryKey(),
      userId: c
        .text()
        .notNull()
        .$type<UserId>()
        .references(() => user.id),
      expiresAt: c.big().notNull(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.index('login_session_user').on(t.userId), c.index('login_session_expiry').on(t.expiresAt)],
  );
  const person = c.table(
    'person',
    {
      id: c.text().primaryKey().$type<PersonId>(),
      /** The account the person stands on: their own, or the guardian's. */
      userId: c
        .text()
        .notNull()
        .$type<UserId>()
        .references(() => user.id),
      fullName: c.text().notNull(),
      /** `YYYY-MM-DD`, or `YYYY` for people whose papers hold only a year. */
      birthDate: c.text().notNull(),
      /** The guardian's relation; empty when the person holds the account. */
      guardianRelation: c.text().notNull(),
      cccdCipher: c.text(),
      cccdIndex: c.text(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.index('person_user').on(t.userId), c.uniqueIndex('person_cccd').on(t.cccdIndex)],
  );
  return { user, loginSession, person };
}

function defineUnits(c: Columns) {
  const unit = c.table(
    'unit',
    {
      id: c.text().primaryKey().$type<UnitId>(),
      /** `2025`, `pre-2025` or an organisation's own list: a code alone does not tell its period. */
      scheme: c.text().notNull(),
      code: c.text().notNull(),
      /** Empty for a root. */
      parentId: c.text().notNull().$type<UnitId | ''>(),
      hierarchy: c.text().notNull().$type<'government' | 'doan'>(),
      kind: c.text().notNull(),
      name: c.text().notNull(),
      /** With its parents, as shown in lists: "Xã Chợ Gạo, tỉnh Đồng Tháp". */
      fullName: c.text().notNull(),
      searchKey: c.text().notNull(),
      /** Declared people (số CBCCVC, đoàn viên, học sinh); 0 when nobody declared it. */
      headcount: c.int().notNull(),
      headcountDeclaredBy: c.text().notNull(),
      headcountDeclaredAt: c.big().notNull(),
    },
    (t) => [c.uniqueIndex('unit_scheme_code').on(t.scheme, t.code), c.index('unit_parent').on(t.parentId)],
  );
  return { unit };
}

function defineContests(c: Columns) {
  const questionBank = c.table('question_bank', {
    id: c.text().primaryKey(),
    name: c.text().notNull(),
    topics: c.json<{ id: string; name: string }[]>().notNull(),
    importedAt: c.big().notNull(),
  });
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
      /** Hash of the content at import: an unchanged question makes no new version. */
      contentHash: c.text().notNull(),
      content: c.json<Question>().notNull(),
      /** Only the current version of a question is drawn. */
      isCurrent: c.bool().notNull(),
    },
    (t) => [c.uniqueIndex('question_version_number').on(t.bankId, t.questionId, t.version)],
  );
  const contest = c.table(
    'contest',
    {
      id: c.text().primaryKey().$type<ContestId>(),
      slug: c.text().notNull(),
      definition: c.json<ContestDefinition>().notNull(),
      definitionVersion: c.int().notNull(),
      createdAt: c.big().notNull(),
    },
    (t) => [c.uniqueIndex('contest_slug').on(t.slug)],
  );
  const round = c.table(
    'round',
    {
      id: c.text().primaryKey().$type<RoundId>(),
      contestId: c
        .text()
        .notNull()
        .$type<ContestId>()
        .references(() => contest.id),
      ordinal: c.int().notNull(),
      key: c.text().notNull(),
      definition: c.json<RoundDefinition>().notNull(),
      opensAt: c.big().notNull(),
      closesAt: c.big().notNull(),
      /** 0 until the round has been closed: attempts ended, truth computed, keys rebuilt. */
      closedAt: c.big().notNull(),
      /** Seeds of papers are HMACs of it; its digest is public from the start, itself after close. */
      secret: c.text().notNull(),
      secretDigest: c.text().notNull(),
      /** True value of the prediction question, computed at close; null before. */
      predictionTruth: c.int(),
      /** Digest of the sealed standings, published at close. */
      sealDigest: c.text().notNull(),
    },
    (t) => [c.uniqueIndex('round_contest_key').on(t.contestId, t.key), c.index('round_due').on(t.closedAt, t.closesAt)],
  );
  const excludedPerson = c.table(
    'excluded_person',
    {
      id: c.text().primaryKey(),
      contestId: c
        .text()
        .notNull()
        .$type<ContestId>()
        .references(() => contest.id),
      fullName: c.text().notNull(),
      /** Either may be empty; a match on any filled one excludes. */
      phoneIndex: c.text().notNull(),
      cccdIndex: c.text().notNull(),
      reason: c.text().notNull(),
    },
    (t) => [c.index('excluded_person_contest').on(t.contestId)],
  );
  return { questionBank, questionVersion, contest, round, excludedPerson };
}

function defineAttempts(c: Columns) {
  const participant = c.table(
    'participant',
    {
      id: c.text().primaryKey().$type<ParticipantId>(),
      contestId: c.text().notNull().$type<ContestId>(),
      personId: c.text().notNull().$type<PersonId>(),
      userId: c.text().notNull().$type<UserId>(),
      /** Frozen at entry: what the board and the report print. */
      fullName: c.text().notNull(),
      /** What the public may see: masked, or full with every consent to publication. */
      publicName: c.text().notNull(),
      birthYear: c.int().notNull(),
      isChild: c.bool().notNull(),
      categoryId: c.text().notNull(),
      unitId: c.text().notNull().$type<UnitId>(),
      residence: c.text().notNull(),
      enteredAt: c.big().notNull(),
      /** 0 while the participant counts. */
      disqualifiedAt: c.big().notNull(),
      disqualifiedReason: c.text().notNull(),
    },
    (t) => [
      c.uniqueIndex('participant_contest_person').on(t.contestId, t.personId),
      c.index('participant_user').on(t.userId),
      c.index('participant_unit').on(t.contestId, t.unitId),
    ],
  );
  const consent = c.table(
    'consent',
    {
      id: c.serial(),
      personId: c.text().notNull().$type<PersonId>(),
      contestId: c.text().notNull().$type<ContestId>(),
      purpose: c.text().notNull(),
      /** Who gave it: the person, the guardian for them, or the child's own assent. */
      givenBy: c.text().notNull().$type<'self' | 'guardian' | 'child'>(),
      isGiven: c.bool().notNull(),
      textVersion: c.text().notNull(),
      textHash: c.text().notNull(),
      givenAt: c.big().notNull(),
    },
    (t) => [c.index('consent_person').on(t.personId)],
  );
  const attempt = c.table(
    'attempt',
    {
      id: c.text().primaryKey().$type<AttemptId>(),
      contestId: c.text().notNull().$type<ContestId>(),
      roundId: c.text().notNull().$type<RoundId>(),
      participantId: c.text().notNull().$type<ParticipantId>(),
      userId: c.text().notNull().$type<UserId>(),
      ordinal: c.int().notNull(),
      state: c.text().notNull().$type<'running' | 'handed-in' | 'timed-out' | 'void'>(),
      startedAt: c.big().notNull(),
      /** Last instant that counts, without the grace. */
      deadlineAt: c.big().notNull(),
      /** 0 while running. */
      finishedAt: c.big().notNull(),
      paper: c.json<Paper>().notNull(),
      /** The folded sheet, written when the attempt ends; rebuilt from answers by `verify`. */
      score: c.int().notNull(),
      correct: c.int().notNull(),
      elapsedMs: c.big().notNull(),
      prediction: c.int(),
    },
    (t) => [
      c.uniqueIndex('attempt_participant_round').on(t.participantId, t.roundId, t.ordinal),
      c.index('attempt_due').on(t.state, t.deadlineAt),
      c.index('attempt_round').on(t.roundId, t.startedAt),
    ],
  );
  /** Append-only: no statement updates or deletes a row of it. */
  const answer = c.table(
    'answer',
    {
      id: c.serial(),
      attemptId: c.text().notNull().$type<AttemptId>(),
      seq: c.int().notNull(),
      /** 1…n as on the paper; 0 is the prediction question. */
      slot: c.int().notNull(),
      revision: c.int().notNull(),
      /** Option ids joined by commas, or the predicted number; empty is a withdrawn answer. */
      response: c.text().notNull(),
      receivedAt: c.big().notNull(),
      clientKey: c.text().notNull(),
      prevHash: c.text().notNull(),
      hash: c.text().notNull(),
    },
    (t) => [c.uniqueIndex('answer_attempt_seq').on(t.attemptId, t.seq)],
  );
  return { participant, consent, attempt, answer };
}

function defineResults(c: Columns) {
  const standing = c.table(
    'standing',
    {
      /** `r:<round id>` or `o:<contest id>`. */
      board: c.text().notNull(),
      participantId: c.text().notNull().$type<ParticipantId>(),
      contestId: c.text().notNull().$type<ContestId>(),
      categoryId: c.text().notNull(),
      unitId: c.text().notNull().$type<UnitId>(),
      /** The counted attempt; empty on the overall board. */
      attemptId: c.text().notNull().$type<AttemptId | ''>(),
      isRanked: c.bool().notNull(),
      sortKey: c.text().notNull(),
      score: c.int().notNull(),
      correct: c.int().notNull(),
      elapsedMs: c.big().notNull(),
      submittedAt: c.big().notNull(),
      prediction: c.int(),
      predictionGap: c.int(),
      attempts: c.int().notNull(),
      /** The public view: the same values until the freeze, and what they were then after it; empty key is not on it. */
      publicSortKey: c.text().notNull(),
      publicScore: c.int().notNull(),
      publicCorrect: c.int().notNull(),
      publicElapsedMs: c.big().notNull(),
    },
    (t) => [
      c.primaryKey({ name: 'standing_pk', columns: [t.board, t.participantId] }),
      c.index('standing_order').on(t.board, t.isRanked, t.sortKey),
      c.index('standing_unit').on(t.board, t.unitId),
    ],
  );
  /** Journal of changes of standings, in order: what live rankings of every instance read to keep up. */
  const standingChange = c.table(
    'standing_change',
    {
      id: c.serial(),
      board: c.text().notNull(),
      participantId: c.text().notNull().$type<ParticipantId>(),
      contestId: c.text().notNull().$type<ContestId>(),
    },
    (t) => [c.index('standing_change_contest').on(t.contestId, t.id)],
  );
  const award = c.table(
    'award',
    {
      id: c.text().primaryKey(),
      contestId: c.text().notNull().$type<ContestId>(),
      board: c.text().notNull(),
      prizeId: c.text().notNull(),
      /** One of the two is filled. */
      participantId: c.text().notNull().$type<ParticipantId | ''>(),
      unitId: c.text().notNull().$type<UnitId | ''>(),
      rank: c.int().notNull(),
      amount: c.big().notNull(),
      reason: c.json<Record<string, string | number>>().notNull(),
      awardedAt: c.big().notNull(),
      awardedBy: c.text().notNull(),
      /** 0 while it stands; kept for history after. */
      revokedAt: c.big().notNull(),
      revokedReason: c.text().notNull(),
    },
    (t) => [c.index('award_contest').on(t.contestId, t.board)],
  );
  return { standing, standingChange, award };
}

function defineJournal(c: Columns) {
  /** Append-only, each entry holding the hash of the one before. */
  const journal = c.table(
    'journal',
    {
      id: c.serial(),
      seq: c.int().notNull(),
      at: c.big().notNull(),
      actorId: c.text().notNull(),
      actorName: c.text().notNull(),
      action: c.text().notNull(),
      contestId: c.text().notNull(),
      /** Canonical JSON text: hashed as it stands, so never a json column. */
      detail: c.text().notNull(),
      prevHash: c.text().notNull(),
      hash: c.text().notNull(),
    },
    (t) => [c.uniqueIndex('journal_seq').on(t.seq), c.index('journal_contest').on(t.contestId, t.seq)],
  );
  /** Small named values of the installation: setup token's digest, sample dates. */
  const setting = c.table('setting', { name: c.text().primaryKey(), value: c.text().notNull() });
  return { journal, setting };
}
