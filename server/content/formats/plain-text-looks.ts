/**
 * What formatting means in a file: how many questions each kind of it would give a key, and how many are keyed in writing.
 * A look that keys one question where the others are keyed otherwise is chance until somebody has said that it is not.
 */
import { standouts } from './plain-text-marks.ts';
import type { MarkName, Standout } from './plain-text-marks.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { writtenOf } from './plain-text-sources.ts';
import { truthsOf } from './plain-text-truths.ts';

export interface Looks {
  /** Questions in which some options stand out so. */
  readonly counts: ReadonlyMap<MarkName, number>;
  /** Questions in which it is the only key, or agrees with the one that is written. */
  readonly backed: ReadonlyMap<MarkName, number>;
  /** Questions whose key is written. */
  readonly written: number;
}

export function looksOf(questions: readonly RawQuestion[]): Looks {
  const counts = new Map<MarkName, number>();
  const backed = new Map<MarkName, number>();
  let written = 0;
  const add = (to: Map<MarkName, number>, by: MarkName): void => void to.set(by, (to.get(by) ?? 0) + 1);
  for (const raw of questions) {
    const [source] = writtenOf(raw).sources;
    const isWritten = source !== undefined || truthsOf(raw) !== null;
    if (isWritten) written += 1;
    for (const { by, options } of standouts(raw.options)) {
      add(counts, by);
      if (!isWritten || (source && samePlaces(source.places, options))) add(backed, by);
    }
  }
  return { counts, backed, written };
}

export interface Look extends Standout {
  readonly count: number;
  /** Most of the file says its keys in another way. */
  readonly isOdd: boolean;
  /** Another option stands out by something that keys as many questions of the file. */
  readonly rival: Standout | null;
}

/** The formatting that keys a question, if any does: the one by which most questions of the file are keyed. */
export function lookOf(raw: RawQuestion, { counts, backed, written }: Looks): Look | null {
  const countOf = (by: MarkName): number => counts.get(by) ?? 0;
  const found = standouts(raw.options).sort((a, b) => countOf(b.by) - countOf(a.by));
  const [best, ...others] = found;
  if (!best) return null;
  const own = backed.get(best.by) ?? 0;
  const mostOther = Math.max(written, ...[...backed].map(([by, count]) => (by === best.by ? 0 : count)));
  const isUsual = found.some(({ by }) => (backed.get(by) ?? 0) >= mostOther);
  return {
    ...best,
    count: countOf(best.by),
    isOdd: !isUsual || (written > 0 && own <= written),
    rival:
      others.find(({ by, options }) => countOf(by) === countOf(best.by) && !samePlaces(options, best.options)) ?? null,
  };
}

export function samePlaces(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((at) => b.includes(at));
}
