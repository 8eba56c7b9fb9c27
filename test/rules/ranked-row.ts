import type { RankedValues } from '../../server/rules/standings.ts';

/** Ten right in five minutes, no prediction; `values` say what matters to the case. */
export function row(values: Partial<RankedValues> = {}): RankedValues {
  return { score: 10, correct: 10, predictionGap: null, elapsedMs: 300_000, submittedAt: 1000, ...values };
}
