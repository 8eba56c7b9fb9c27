/**
 * Percentages beside options, as Moodle and GIFT mark with them, to one of our ways of marking and back. Only two of
 * ours have such percentages; any others are told, because marks would change.
 */
import type { MarkingScheme, Question } from '../../rules/question.ts';
import { schemeOf } from './not-held.ts';

export interface WeightsRead {
  readonly kind: 'single' | 'multiple';
  /** Indexes of the right options. */
  readonly chosen: readonly number[];
  readonly scheme?: MarkingScheme;
  /** The same answers earn the same marks with us. */
  readonly isExact: boolean;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.01;

/** `isSingle`: people can choose only one. Percent for each option, 100 for right in full. */
export function readWeights(weights: readonly number[], isSingle: boolean): WeightsRead {
  const places = weights.map((_, at) => at);
  const wrong = weights.filter((weight) => weight <= 0);
  const positive = places.filter((at) => (weights[at] ?? 0) > 0);
  const full = places.filter((at) => near(weights[at] ?? 0, 100));
  if (isSingle || positive.length === 1) {
    const chosen = full.length > 0 ? full : positive;
    const isExact =
      chosen.length === 1 && positive.length === 1 && full.length === 1 && wrong.every((one) => near(one, 0));
    return {
      kind: chosen.length > 1 ? 'multiple' : 'single',
      chosen,
      isExact: isExact || (!isSingle && full.length === 1),
    };
  }
  const share = 100 / positive.length;
  const isEven = positive.every((at) => near(weights[at] ?? 0, share));
  const base = { kind: 'multiple' as const, chosen: positive };
  if (isEven && wrong.length > 0 && wrong.every((one) => near(one, -share)))
    return { ...base, scheme: 'right-minus-wrong', isExact: true };
  return { ...base, isExact: isEven && wrong.length > 0 && wrong.every((one) => near(one, -100)) };
}

/** Wrong options cost all where everything must be right: the nearest that percentages can come to it. */
export function weightsOf(question: Question): readonly number[] {
  const { kind, key, options } = question;
  const right = kind === 'multiple' ? 100 / Math.max(1, key.length) : 100;
  const wrong = kind !== 'multiple' ? 0 : schemeOf(question) === 'right-minus-wrong' ? -right : -100;
  return options.map(({ id }) => (key.includes(id) ? right : wrong));
}

/** `33.33333`, as Moodle lists its fractions. */
export const weightText = (weight: number): string => String(Number(weight.toFixed(5)));
