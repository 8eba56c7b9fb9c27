/**
 * A bank whose key-only fields hold marks found nowhere else, in as many worlds as one likes: the worlds have the same
 * questions and the same options, and differ in nothing but which option is right and in what only the key tells.
 */
import { createHash } from 'node:crypto';
import type { Option, Question, QuestionBank } from '../../server/rules/question.ts';

export const canaryBankId = 'canary';
const questionsEach = 14;
const topics = [
  { id: 'mot', name: 'Chủ đề một' },
  { id: 'hai', name: 'Chủ đề hai' },
];
export const blueprint = {
  cells: [
    { topic: 'mot', difficulty: 'recognise', count: 6 },
    { topic: 'hai', difficulty: 'recognise', count: 4 },
  ],
  pointsPerQuestion: 5,
} as const;

/** No world's key ever names it, so whoever chooses it is wrong in every world. */
export const neverRight = 'd';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Texts that only a key or an explanation holds, in world `world`. Of another length in every world. */
export const canaryOf = (world: number, questionId: string, field: string): string =>
  `kx${hash(`${world} ${questionId} ${field}`).slice(0, 22 + (world % 5) * 7)}`;

const keyFields = ['explanation', 'source', 'fact'] as const;

export function canaryBank(world: number): QuestionBank {
  const questions = topics.flatMap(({ id }) => Array.from({ length: questionsEach }, (_, n) => question(world, id, n)));
  return { id: canaryBankId, name: 'Bộ đề thử', topics, questions };
}

/** Every mark of the world, of questions that papers draw. */
export const canariesOf = (world: number): string[] =>
  canaryBank(world)
    .questions.filter(({ isPractice }) => !isPractice)
    .flatMap(({ id }) => keyFields.map((field) => canaryOf(world, id, field)));

function question(world: number, topic: string, n: number): Question {
  const id = `${topic}-${n}`;
  const kind = n % 4 === 3 ? 'multiple' : 'single';
  const options: Option[] = ['a', 'b', 'c', neverRight].map((option) => ({
    id: option,
    text: `Phương án ${option} của ${id}`,
  }));
  const right = parseInt(hash(`${world} ${id}`).slice(0, 4), 16) % 3;
  const pair = ['a', 'b', 'c'].filter((_, at) => at !== right);
  return {
    ...{ id, topic, kind, options, difficulty: 'recognise', checkedOn: '2026-11-01', isPractice: n === 0 },
    stem: `Câu hỏi số ${n} của ${topic}?`,
    key: kind === 'multiple' ? pair : ['abc'.charAt(right)],
    explanation: `Vì ${canaryOf(world, id, 'explanation')}.`,
    source: canaryOf(world, id, 'source'),
    factId: canaryOf(world, id, 'fact'),
  };
}
