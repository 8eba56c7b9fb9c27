/** Tables of what follows from answers, standings and awards, and of what staff did: journal, settings. */
import type { AttemptId, ContestId, ParticipantId, UnitId } from '../rules/ids.ts';
import type { Columns } from './columns-sqlite.ts';

export function defineResults(c: Columns) {
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

export function defineJournal(c: Columns) {
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
