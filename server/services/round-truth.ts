/** The true value of a round's prediction question, from its ended attempts: walked in pages, by the rule of `rules/standings.ts`. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { predictionTruth, type CountedAttempt } from '../rules/standings.ts';
import { endedAttemptsPage } from '../store/attempts.ts';
import type { RoundRow } from '../store/contests.ts';
import type { Ctx } from './context.ts';

/** null for a round without a prediction question. Meant for a round in which no attempt runs any more. */
export async function countTruth(ctx: Ctx, round: Pick<RoundRow, 'id' | 'definition'>): Promise<number | null> {
  const { prediction, blueprint } = round.definition;
  if (prediction === null) return null;
  const questionCount = blueprint.cells.reduce((sum, cell) => sum + cell.count, 0);
  const people = new Map<string, CountedAttempt>();
  for (
    let page = await pageOf(ctx, round.id, null);
    page.length > 0;
    page = await pageOf(ctx, round.id, page.at(-1) ?? null)
  ) {
    for (const { participantId, state, correct, disqualifiedAt } of page) {
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
