/**
 * Whether a round's own scores can give its key away. The score and the count of right answers are told after each
 * attempt, while the round is open; whoever meets a question again can answer it otherwise and see what that was worth.
 * It says how much comes again, not what to do about it.
 */
import type { CheckedBlueprint } from './blueprint-check.ts';

/**
 * How many questions of the last attempt somebody has seen in their earlier ones, on average: each attempt draws anew,
 * whatever was drawn before. Cells that share questions make it a little more.
 */
export function questionsSeenAgain({ cells }: Pick<CheckedBlueprint, 'cells'>, attemptsMax: number): number {
  return cells.reduce((sum, { cell: { count }, have }) => {
    const share = have > 0 ? Math.min(1, count / have) : 0;
    return sum + count * (1 - (1 - share) ** (attemptsMax - 1));
  }, 0);
}

/** From one whole question on there is something to try out. */
export const mayLeakKey = (checked: Pick<CheckedBlueprint, 'cells'>, attemptsMax: number): boolean =>
  questionsSeenAgain(checked, attemptsMax) >= 1;
