/** Tables that fill while a contest runs: participants, consents, attempts and the append-only answers. */
import type { Paper } from '../rules/paper.ts';
import type { AttemptId, ContestId, ParticipantId, PersonId, RoundId, UnitId, UserId } from '../rules/ids.ts';
import type { Columns } from './columns-sqlite.ts';

export function defineAttempts(c: Columns) {
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
      /** The first instant that no longer counts, without the grace. */
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
