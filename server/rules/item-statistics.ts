/** What results say of the questions of a closed round. Pure; randomly drawn papers are compared within themselves. */
import type { Millis } from './ids.ts';

export type ItemFlag = 'inverse' | 'weak' | 'too-easy' | 'too-hard' | 'option-unused' | 'too-few';

export interface ItemStatistics {
  readonly questionId: string;
  /** Attempts that had it on their paper. */
  readonly attempts: number;
  /** Mean share of its points earned, 0 to 1. */
  readonly facility: number;
  /** Correlation of the item with the rest of the paper; null with too few attempts. */
  readonly discrimination: number | null;
  readonly medianMs: Millis | null;
  /** By option id (or answer text): how many chose it, by fifth of the total score, lowest first. `''` is no answer. */
  readonly chosen: Readonly<Record<string, readonly number[]>>;
  readonly flags: readonly ItemFlag[];
}

export interface RoundStatistics {
  readonly attempts: number;
  readonly items: readonly ItemStatistics[];
}
