/** The kinds of questions by name, and what an answer to any of them earns. */
import type { Question, QuestionKind } from '../question.ts';
import type { KeyRuling } from '../ruling.ts';
import { grid } from './grid.ts';
import type { Given, Kind, Mark } from './kind.ts';
import { matching } from './matching.ts';
import { multiple } from './multiple.ts';
import { number } from './number.ts';
import { ordering } from './ordering.ts';
import { inFull } from './parts.ts';
import { single } from './single.ts';
import { text } from './text.ts';
import { trueFalse } from './true-false.ts';

export const kinds: Readonly<Record<QuestionKind, Kind>> = {
  single,
  multiple,
  'true-false': trueFalse,
  grid,
  number,
  text,
  ordering,
  matching,
};

/** Canonical text for the log of an answer as the phone gave it; null when it is no answer to this question. */
export const encodeGiven = (question: Question, options: readonly string[], given: Given): string | null =>
  kinds[question.kind].encode(question, options, given);

/** The way back, in the order of the paper's slot. */
export const decodeGiven = (question: Question, options: readonly string[], response: string): Given =>
  kinds[question.kind].decode(question, options, response);

/** A right answer as a text of the log. */
export const rightResponse = (question: Question): string => kinds[question.kind].keyResponse(question);

/**
 * Every answer that is right under a ruling, each once; a void question keeps its own. First stands the one by which
 * `response` was marked, so that whoever answered by an accepted key sees theirs.
 */
export function rightResponses(question: Question, response: string, ruling?: KeyRuling): readonly string[] {
  const { keyResponse, mark: markBy } = kinds[question.kind];
  const keyed = keysUnder(question, ruling).map((key) => ({ ...question, key }));
  const best = keyed.toSorted((a, b) => share(markBy(b, response)) - share(markBy(a, response)));
  return [...new Set(best.map(keyResponse))];
}

/**
 * What a text of the log earns. A ruling voids the question (right in full, answered or not), accepts several keys (the
 * best mark counts) or corrects the key. No answer is never right without a ruling.
 */
export function mark(question: Question, response: string, ruling?: KeyRuling): Mark {
  if (ruling?.kind === 'void') return inFull(true);
  const marks = keysUnder(question, ruling).map((key) => kinds[question.kind].mark({ ...question, key }, response));
  return marks.reduce((best, one) => (share(one) > share(best) ? one : best), marks[0] ?? inFull(false));
}

/** Every key of the ruling could have been the question's own; what else is wrong with the question does not matter. */
export function fitsRuling(question: Question, ruling: KeyRuling): boolean {
  if (ruling.kind === 'void') return true;
  const { check } = kinds[question.kind];
  const known = new Set(check(question).map(({ name }) => name));
  const keys = keysUnder(question, ruling);
  return keys.length > 0 && keys.every((key) => check({ ...question, key }).every(({ name }) => known.has(name)));
}

/** Whole points out of `points`; a part of a point is never given. */
export const pointsFor = ({ earned, of }: Mark, points: number): number => Math.floor((points * earned) / of);

function keysUnder(question: Question, ruling: KeyRuling | undefined): readonly (readonly string[])[] {
  if (ruling?.kind === 'accept') return ruling.keys;
  return [ruling?.kind === 'correct' ? ruling.key : question.key];
}

const share = ({ earned, of }: Mark): number => earned / of;
