/** The true value of a round's prediction question, from its ended attempts: walked in pages, by the rule of `rules/standings.ts`. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AttemptId } from '../rules/ids.ts';
import { questionCountOf } from '../rules/contest.ts';
import { predictionTruth, type CountedAttempt } from '../rules/standings.ts';
import { endedAttemptsPage } from '../store/attempts.ts';
import type { RoundRow } from '../store/contests.ts';
import type { Ctx } from './context.ts';

/**
 * null for a round without a prediction question. Meant for a round in which no attempt runs any more. `correctOf` asks what
 * it would be if an attempt had another count of right answers.
 */
export async function countTruth(
  ctx: Ctx,
  round: Pick<RoundRow, 'id' | 'definition'>,
  correctOf: (attempt: { readonly id: AttemptId; readonly correct: number }) => number = ({ correct }) => correct,
): Promise<number | null> {
  const { prediction, blueprint } = round.definition;
  if (prediction === null) return null;
  const questionCount = questionCountOf(blueprint);
  const people = new Map<string, CountedAttempt>();
  for (
    let page = await pageOf(ctx, round.id, null);
    page.length > 0;
    page = await pageOf(ctx, round.id, page.at(-1) ?? null)
  ) {
    for (const { id, participantId, state, correct: stored, disqualifiedAt } of page) {
      const correct = correctOf({ id, correct: stored });
      const attempt = { participantId, state, correct, questionCount, isDisqualified: disqualifiedAt > 0 };
      // One attempt that counts is enough for a person: the rest need not be held.
      if (!people.has(participantId) && predictionTruth(prediction, [attempt]) === 1)
        people.set(participantId, attempt);
    }
    await nextTurn();
  }
  return predictionTruth(prediction, people.values());
}

const pageOf = (ctx: Ctx, roundId: RoundRow['id'], after: Parameters<typeof endedAttemptsPage>[2]) =>
  ctx.store.read((tx) => endedAttemptsPage(tx, roundId, after));
