/**
 * Is a bank fit to draw papers from? Each question by itself, questions
 * against each other, and the bank against someone who guesses by a trick.
 * Pure: the same bank always has the same problems, in the order of its questions.
 */

import { topicsAbove, type QuestionBank } from '../rules/question.ts';
import { bankFigures } from './bank-figures.ts';
import type { BankProblem, BankProblemName, Place } from './bank-problem.ts';
import { checkQuestion, isNfc, repeatsIn } from './check-question.ts';
import { bareStem, likeness, likenessMax, numbersIn } from './likeness.ts';

/** The most a trick (always the longest option, always `b`) may win of the single-choice questions. */
const guessingScoreMax = 0.35;
/** The most that always one answer may win of the true-false questions. */
const oneAnswerScoreMax = 0.65;
/** Below this many questions of a kind, chance alone unbalances it. */
const balanceJudgedFrom = 20;

type Note = (name: BankProblemName, questionIndex: number | null, params?: Record<string, string>) => void;

/**
 * Every problem of a bank; an empty list means it may be used.
 * `places[i]`, as readBank gives it, is put on problems of `bank.questions[i]`.
 */
export function checkBank(bank: QuestionBank, places: readonly Place[] = []): BankProblem[] {
  const problems: BankProblem[] = [];
  const note: Note = (name, index, params = {}) => {
    const questionId = index === null ? null : (bank.questions[index]?.id ?? null);
    problems.push({ name, place: index === null ? null : (places[index] ?? null), questionId, params });
  };
  checkTopics(bank, note);
  bank.questions.forEach((question, i) => {
    for (const found of checkQuestion(question)) note(found.name, i, found.params);
    if (!bank.topics.some((topic) => topic.id === question.topic)) note('unknown-topic', i, { topic: question.topic });
  });
  checkIdsAndStems(bank, note);
  checkPractice(bank, note);
  checkBalance(bank, note);
  return problems;
}

function checkTopics(bank: QuestionBank, note: Note): void {
  for (const topic of repeatsIn(bank.topics.map(({ id }) => id))) note('repeated-topic', null, { topic });
  for (const { id, name } of bank.topics) {
    if (!isNfc(name)) note('text-not-nfc', null, { topic: id });
    const isUsed = bank.questions.some((question) => topicsAbove(bank.topics, question.topic).includes(id));
    if (!isUsed) note('empty-topic', null, { topic: id });
  }
  for (const { parentId } of bank.topics) {
    if (parentId !== undefined && !bank.topics.some(({ id }) => id === parentId))
      note('unknown-topic', null, { topic: parentId });
  }
}

/** The later question is the one at fault, and is told which came before it. */
function checkIdsAndStems(bank: QuestionBank, note: Note): void {
  const ids = new Set<string>();
  // Stems with different numbers are never alike, so only those with the same ones are compared.
  const byNumbers = new Map<string, { id: string; bare: string }[]>();
  bank.questions.forEach(({ id, stem }, i) => {
    if (ids.has(id)) note('repeated-question-id', i, { id });
    ids.add(id);
    const bare = bareStem(stem);
    if (bare === '') return;
    const earlier = byNumbers.get(numbersIn(bare)) ?? [];
    const twin = earlier.find((other) => likeness(other.bare, bare) >= likenessMax);
    if (twin) note(twin.bare === bare ? 'repeated-stem' : 'similar-stem', i, { other: twin.id });
    byNumbers.set(numbersIn(bare), [...earlier, { id, bare }]);
  });
}

/** A practice question shows its key to everybody, so no drawn question may rest on the same fact. */
function checkPractice(bank: QuestionBank, note: Note): void {
  const drawn = new Map(bank.questions.filter((q) => !q.isPractice).map((q) => [q.factId, q.id]));
  bank.questions.forEach((question, i) => {
    const other = drawn.get(question.factId);
    if (question.isPractice && question.factId !== '' && other !== undefined) {
      note('practice-fact-drawn', i, { fact: question.factId, other });
    }
  });
}

function checkBalance(bank: QuestionBank, note: Note): void {
  const figures = bankFigures(bank);
  const percent = (score: number) => (score * 100).toFixed(1);
  if (figures.byKind.single >= balanceJudgedFrom) {
    const byLength = { longest: figures.longestScore, shortest: figures.shortestScore };
    for (const [pick, score] of Object.entries(byLength)) {
      if (score > guessingScoreMax) note('length-gives-key-away', null, { pick, percent: percent(score) });
    }
    for (const { letter, score } of figures.letterScores) {
      if (score > guessingScoreMax) note('letter-gives-key-away', null, { letter, percent: percent(score) });
    }
  }
  const { trueScore } = figures;
  const oneAnswer = Math.max(trueScore, 1 - trueScore);
  if (figures.byKind['true-false'] >= balanceJudgedFrom && oneAnswer > oneAnswerScoreMax) {
    note('true-false-unbalanced', null, { percent: percent(trueScore) });
  }
}
