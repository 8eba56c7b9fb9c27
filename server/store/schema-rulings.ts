/** Tables of what results teach, and of keys that were wrong on the day. */
import type { AttemptId, ContestId, ParticipantId, RoundId, RulingId, UserId } from '../rules/ids.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import type { RoundStatistics } from '../rules/item-statistics.ts';
import type { Columns } from './columns-sqlite.ts';

export function defineRulings(c: Columns) {
  /** Append-only but for the two columns that say how it was applied; the newest ruling on a question in a round counts. */
  const keyRuling = c.table(
    'key_ruling',
    {
      id: c.text().primaryKey().$type<RulingId>(),
      contestId: c.text().notNull().$type<ContestId>(),
      roundId: c.text().notNull().$type<RoundId>(),
      /** `Question.id`: a ruling holds for every version that was drawn in the round. */
      questionId: c.text().notNull(),
      ruling: c.json<KeyRuling>().notNull(),
      reason: c.text().notNull(),
      /** What the public is told. */
      notice: c.text().notNull(),
      /** Known when it has been applied. */
      attemptsChanged: c.int().notNull(),
      madeBy: c.text().notNull().$type<UserId>(),
      madeAt: c.big().notNull(),
      /** 0 until every attempt that had ended before it counts by it: says by itself that work is left. */
      appliedAt: c.big().notNull(),
    },
    (t) => [
      c.index('key_ruling_round').on(t.roundId, t.madeAt),
      c.index('key_ruling_contest').on(t.contestId, t.madeAt),
    ],
  );
  /** Append-only: what each attempt was worth before and after a ruling. */
  const scoreChange = c.table(
    'score_change',
    {
      id: c.serial(),
      rulingId: c.text().notNull().$type<RulingId>(),
      attemptId: c.text().notNull().$type<AttemptId>(),
      participantId: c.text().notNull().$type<ParticipantId>(),
      scoreBefore: c.int().notNull(),
      correctBefore: c.int().notNull(),
      scoreAfter: c.int().notNull(),
      correctAfter: c.int().notNull(),
    },
    (t) => [c.index('score_change_ruling').on(t.rulingId), c.index('score_change_attempt').on(t.attemptId)],
  );
  /** What was computed of a closed round's questions; computed anew after a ruling. */
  const roundStatistics = c.table('round_statistics', {
    roundId: c.text().primaryKey().$type<RoundId>(),
    statistics: c.json<RoundStatistics>().notNull(),
    computedAt: c.big().notNull(),
  });
  return { keyRuling, scoreChange, roundStatistics };
}
