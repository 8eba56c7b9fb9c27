/**
 * A paper (đề thi): the questions one attempt will see, in order, each with the
 * order of its options. Drawing is pure and deterministic: same pool, blueprint and
 * seed give the same paper on every machine.
 */
import type { VersionId } from './ids.ts';

export interface PaperSlot {
  readonly versionId: VersionId;
  /** Option ids in the order this person sees them. */
  readonly options: readonly string[];
}

export interface Paper {
  /** Hex seed the paper was drawn from: HMAC of the round's secret and the attempt's id. */
  readonly seed: string;
  /** Slot n of the paper (numbered from 1) is `slots[n - 1]`. */
  readonly slots: readonly PaperSlot[];
}
