/** A read file as a few lines that can be compared whole: each question, its options with the right ones starred, what is told. */
import type { ReadOutcome } from '../../server/content/imported.ts';
import type { ImportProblem } from '../../server/rules/import-preview.ts';
import type { Question } from '../../server/rules/question.ts';

const told = ({ name, weight, params }: ImportProblem): string => {
  const values = Object.values(params);
  return `! ${name} ${weight}${values.length === 0 ? '' : `: ${values.join(' / ')}`}`;
};

/** Options with the right ones starred, or the key where there are none. */
export function answerOf({ kind, options, prompts = [], key, tolerance }: Question): string[] {
  const shown = options.map(({ id, text }) => `${key.includes(id) && kind !== 'ordering' ? '*' : ''}${id}) ${text}`);
  const isListed = kind === 'number' || kind === 'text' || kind === 'ordering' || kind === 'matching';
  return [
    ...prompts.map(({ id, text }) => `${id}) ${text}`),
    ...(shown.length === 0 ? [] : [shown.join(' | ')]),
    ...(isListed ? [`= ${key.join(', ')}${tolerance === undefined ? '' : ` ± ${tolerance}`}`] : []),
  ];
}

export function pictureOf(outcome: ReadOutcome): string[] {
  if (!outcome.ok) return [`refused: ${outcome.refusal}`];
  const { questions, problems } = outcome.value;
  return [
    ...problems.map(told),
    ...questions.flatMap(({ question, topicPath, place, problems: own }) => [
      `${[...topicPath, place.label].join(' > ')}${question === null ? '' : ` [${question.kind}${question.difficulty === 'recognise' ? '' : `, ${question.difficulty}`}] ${question.stem}`}`,
      ...(question === null ? [] : answerOf(question)),
      ...(question?.explanation ? [`vì ${question.explanation}`] : []),
      ...(question?.source ? [`theo ${question.source}`] : []),
      ...own.map(told),
    ]),
  ];
}
