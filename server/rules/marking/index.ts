/**
 * Whether a choice is right. One marker per kind of question; every kind of today asks for
 * exactly the right options and gives all or nothing. Points are the blueprint's matter.
 */
import type { Question, QuestionKind } from '../question.ts';

export interface Mark {
  readonly isRight: boolean;
  /** Part of the question's points that is earned. */
  readonly fraction: 0 | 1;
}

/** The order of `chosen` and repeats in it do not matter. No choice is never right. */
export function mark(question: Pick<Question, 'kind' | 'key'>, chosen: readonly string[]): Mark {
  const isRight = markers[question.kind](question.key, chosen);
  return { isRight, fraction: isRight ? 1 : 0 };
}

type Marker = (key: readonly string[], chosen: readonly string[]) => boolean;

const exactlyTheKey: Marker = (key, chosen) => {
  const options = new Set(chosen);
  return key.length > 0 && options.size === new Set(key).size && key.every((option) => options.has(option));
};

const markers: Record<QuestionKind, Marker> = {
  single: exactlyTheKey,
  multiple: exactlyTheKey,
  'true-false': exactlyTheKey,
};
