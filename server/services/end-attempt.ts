/**
 * Ends a running attempt inside the caller's transaction: folds its answers into a sheet, marks it and moves
 * the standings. Handing in, running out of time and closing a round all come through here, so there is
 * one way in which an attempt gets its score. The caller shares the round's lock and holds the attempt's: no ruling is
 * made between the reading of rulings and the commit.
 */
import { buildSheet, scoreSheet } from '../rules/sheet.ts';
import { countedTimes } from '../rules/timing.ts';
import type { Millis } from '../rules/ids.ts';
import { answersOf } from '../store/answers.ts';
import { writeAttemptEnd, type AttemptRow } from '../store/attempts.ts';
import type { RoundRow } from '../store/contests.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';
import type { QuestionPool } from './question-pool.ts';
import { roundRulings } from './round-rulings.ts';
import { updateStanding } from './update-standing.ts';

export interface Ending {
  readonly contest: LoadedContest;
  readonly round: RoundRow;
  readonly pool: QuestionPool;
  readonly attempt: AttemptRow;
  readonly state: 'handed-in' | 'timed-out';
  readonly at: Millis;
}

/** The attempt as it now stands. Elapsed time is capped at the deadline: the grace is never a gain in rank. */
export async function endAttempt(tx: Tx, ctx: Ctx, ending: Ending): Promise<AttemptRow> {
  const { contest, round, pool, attempt, state } = ending;
  const sheet = buildSheet(attempt.paper.slots.length, await answersOf(tx, attempt.id));
  const ruled = await roundRulings(tx, round.id, pool);
  const { score, correct, prediction } = scoreSheet(sheet, attempt.paper, {
    questionOf: pool.question,
    blueprint: round.definition.blueprint,
    rulingOf: (versionId) => ruled(versionId)?.ruling,
  });
  const counted = countedTimes(attempt, state === 'timed-out' ? attempt.deadlineAt : ending.at);
  const end = { state, finishedAt: counted.submittedAt, score, correct, prediction, elapsedMs: counted.elapsedMs };
  await writeAttemptEnd(tx, attempt.id, end);
  await updateStanding(tx, ctx, { contest, participantId: attempt.participantId });
  return { ...attempt, ...end };
}
