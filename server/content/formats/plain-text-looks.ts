/**
 * What formatting means in a file: how many questions each kind of it would give a key, and how many are keyed in writing.
 * A look that keys one question where the others are keyed otherwise is chance until somebody has said that it is not. A
 * file may be put together of parts by several people, so the questions around it count as well as the file.
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
  /** Places of questions that have any key, among those alone. */
  readonly placeOf: ReadonlyMap<RawQuestion, number>;
  /** By that place: the looks that back the key. */
  readonly backing: readonly ReadonlySet<MarkName>[];
}

/** Keyed questions on either side of one that are asked how their part of the file is keyed. */
const aroundMax = 3;

export function looksOf(questions: readonly RawQuestion[]): Looks {
  const counts = new Map<MarkName, number>();
  const backed = new Map<MarkName, number>();
  const placeOf = new Map<RawQuestion, number>();
  const backing: ReadonlySet<MarkName>[] = [];
  let written = 0;
  const add = (to: Map<MarkName, number>, by: MarkName): void => void to.set(by, (to.get(by) ?? 0) + 1);
  for (const raw of questions) {
    const [source] = writtenOf(raw).sources;
    const isWritten = source !== undefined || truthsOf(raw) !== null;
    if (isWritten) written += 1;
    const found = standouts(raw.options);
    const backs = found.filter(({ options }) => !isWritten || (source && samePlaces(source.places, options)));
    for (const { by } of found) add(counts, by);
    for (const { by } of backs) add(backed, by);
    if (!isWritten && found.length === 0) continue;
    placeOf.set(raw, backing.length);
    backing.push(new Set(backs.map(({ by }) => by)));
  }
  return { counts, backed, written, placeOf, backing };
}

export interface Look extends Standout {
  readonly count: number;
  /** Most of the file, and the questions around it, say their keys in another way. */
  readonly isOdd: boolean;
  /** Another option stands out by something that keys as many questions of the file. */
  readonly rival: Standout | null;
}

/** The formatting that keys a question, if any does: the one by which most questions of the file are keyed. */
export function lookOf(raw: RawQuestion, looks: Looks): Look | null {
  const { counts, backed, written } = looks;
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
    isOdd: (!isUsual || (written > 0 && own <= written)) && !isUsualAround(raw, best.by, looks),
    rival:
      others.find(({ by, options }) => countOf(by) === countOf(best.by) && !samePlaces(options, best.options)) ?? null,
  };
}

function isUsualAround(raw: RawQuestion, by: MarkName, { placeOf, backing }: Looks): boolean {
  const at = placeOf.get(raw) ?? 0;
  const around = [...backing.slice(Math.max(0, at - aroundMax), at), ...backing.slice(at + 1, at + 1 + aroundMax)];
  const alike = around.filter((looks) => looks.has(by)).length;
  return alike >= 2 && alike >= around.length / 2;
}

export function samePlaces(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((at) => b.includes(at));
}
