/**
 * The figures of a bank: how many questions of which sort, and what someone
 * who knows nothing would score by a trick. Figures only; judging them is for
 * check-bank.
 */

import { difficulties, questionKinds } from '../rules/question.ts';
import type { Difficulty, Question, QuestionBank, QuestionKind } from '../rules/question.ts';

interface TopicFigures {
  readonly topic: string;
  readonly total: number;
  readonly byDifficulty: Readonly<Record<Difficulty, number>>;
  readonly byKind: Readonly<Record<QuestionKind, number>>;
}

export interface BankFigures {
  readonly drawable: number;
  readonly practice: number;
  readonly byKind: Readonly<Record<QuestionKind, number>>;
  readonly byTopic: readonly TopicFigures[];
  /** Count of drawable questions of one topic, difficulty and kind. */
  readonly count: (topic: string, difficulty: Difficulty, kind: QuestionKind) => number;
  /** Parts (0 to 1) of the drawable single-choice questions won by each trick; ties count as a fraction. */
  readonly longestScore: number;
  readonly shortestScore: number;
  /** One score a position, `a` first: positions as in the file, before a paper shuffles them. */
  readonly letterScores: readonly { readonly letter: string; readonly score: number }[];
  /** Part of the drawable true-false questions whose statement is right. */
  readonly trueScore: number;
}

/** Counts and guessing scores of the drawable questions; practice ones are only counted. */
export function bankFigures(bank: QuestionBank): BankFigures {
  const drawable = bank.questions.filter((question) => !question.isPractice);
  const singles = drawable.filter((question) => question.kind === 'single');
  const statements = drawable.filter((question) => question.kind === 'true-false');
  const positions = Math.max(0, ...singles.map((question) => question.options.length));
  return {
    drawable: drawable.length,
    practice: bank.questions.length - drawable.length,
    byKind: countBy(drawable, questionKinds, (q) => q.kind),
    byTopic: bank.topics.map(({ id }) => topicFigures(id, drawable)),
    count: (topic, difficulty, kind) =>
      drawable.filter((q) => q.topic === topic && q.difficulty === difficulty && q.kind === kind).length,
    longestScore: mean(singles.map((question) => pickByLength(question, Math.max))),
    shortestScore: mean(singles.map((question) => pickByLength(question, Math.min))),
    letterScores: Array.from({ length: positions }, (_, i) => ({
      letter: String.fromCharCode(97 + i),
      score: mean(singles.map((question) => (isRight(question, question.options[i]?.id) ? 1 : 0))),
    })),
    trueScore: mean(statements.map((question) => (isRight(question, question.options[0]?.id) ? 1 : 0))),
  };
}

function topicFigures(topic: string, drawable: readonly Question[]): TopicFigures {
  const questions = drawable.filter((question) => question.topic === topic);
  return {
    topic,
    total: questions.length,
    byDifficulty: countBy(questions, difficulties, (q) => q.difficulty),
    byKind: countBy(questions, questionKinds, (q) => q.kind),
  };
}

function countBy<Word extends string>(
  questions: readonly Question[],
  words: readonly Word[],
  wordOf: (question: Question) => Word,
): Record<Word, number> {
  const counts = Object.fromEntries(words.map((word) => [word, 0])) as Record<Word, number>;
  for (const question of questions) counts[wordOf(question)] += 1;
  return counts;
}

/** The chance to win this question by picking among its longest (or shortest) options. */
function pickByLength(question: Question, extreme: (...lengths: number[]) => number): number {
  const length = (text: string) => [...text].length;
  const sought = extreme(...question.options.map((option) => length(option.text)));
  const picked = question.options.filter((option) => length(option.text) === sought);
  const right = picked.filter((option) => isRight(question, option.id));
  return picked.length === 0 ? 0 : right.length / picked.length;
}

function isRight(question: Question, optionId: string | undefined): boolean {
  return optionId !== undefined && question.key.includes(optionId);
}

function mean(scores: readonly number[]): number {
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
