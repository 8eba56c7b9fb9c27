/** Difficulty among the tags of systems that have no difficulty of their own: `Mức độ: Thông hiểu`. */
import type { Difficulty, Question } from '../../rules/question.ts';
import { difficultyNames, difficultyOf } from './plain-text-words.ts';

export const tagsWithLevel = ({ difficulty, tags = [] }: Question): string[] => [
  ...(difficulty === 'recognise' ? [] : [`Mức độ: ${difficultyNames[difficulty]}`]),
  ...tags,
];

/** Bare `Vận dụng` is a level too; anything else is a tag. */
export function readTags(words: readonly string[]): {
  readonly tags: readonly string[];
  readonly difficulty?: Difficulty;
} {
  const levelIn = (word: string): Difficulty | null =>
    difficultyOf(word.replace(/^\s*mức độ(?: nhận thức)?\s*:\s*/iu, '')) ?? null;
  const isLevel = (word: string): boolean => word.trim().length > 2 && levelIn(word) !== null;
  const level = words.find(isLevel);
  const difficulty = level === undefined ? null : levelIn(level);
  return { tags: words.filter((word) => !isLevel(word)), ...(difficulty === null ? {} : { difficulty }) };
}
