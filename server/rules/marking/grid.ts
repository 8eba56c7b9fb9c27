/**
 * Several statements under one stem, each to be judged (bảng đúng/sai). In the log `a=1,c=0`: true, false; a statement
 * that is not there was not judged, and is not right.
 */
import type { Question } from '../question.ts';
import type { Kind, Mark } from './kind.ts';
import { byPart, counted, fault, inFull, keyFaults, onlyIf, readPairs, writePairs } from './parts.ts';

/** Of 20 parts, by the count of right statements: 0, 0.1, 0.25, 0.5, 1 of the points (Quyết định 764/QĐ-BGDĐT 2024). */
const exam2025 = [0, 2, 5, 10, 20] as const;
const exam2025Statements = 4;

const judged = ['', '1', '0'] as const;

export const grid: Kind = {
  schemes: ['exam-2025', 'each-part', 'all-or-nothing'],
  isShuffled: true,
  encode(_, options, { choice, text }) {
    if (text !== '' || choice.length > options.length || choice.some((one) => judged[one] === undefined)) return null;
    return writePairs(options.flatMap((id, at) => (choice[at] ? [[id, judged[choice[at]] ?? ''] as const] : [])));
  },
  decode(question, options, response) {
    const pairs = readPairs(response);
    const choice = options.map((id) => (pairs.has(id) ? judged.findIndex((one) => one === pairs.get(id)) : 0));
    const given = { choice: response === '' ? [] : choice, text: '' };
    return onlyIf(grid.encode(question, options, given) === response, given);
  },
  keyResponse: ({ options, key }) => writePairs(options.map(({ id }) => [id, key.includes(id) ? '1' : '0'])),
  mark(question, response) {
    const pairs = readPairs(response);
    const { options, key } = question;
    const right = options.filter(({ id }) => pairs.get(id) === (key.includes(id) ? '1' : '0')).length;
    return byScheme(question, right);
  },
  check: (question) => [
    ...counted('wrong-option-count', question, question.options.length, [2, 8]),
    ...keyFaults(question),
    ...(schemeOf(question) === 'exam-2025' && question.options.length !== exam2025Statements
      ? [fault('scheme-needs-four', { count: String(question.options.length) })]
      : []),
  ],
};

const schemeOf = ({ scheme }: Question) => scheme ?? grid.schemes[0];

function byScheme(question: Question, right: number): Mark {
  const count = question.options.length;
  const isRight = count > 0 && right === count;
  if (schemeOf(question) === 'each-part') return byPart(right, count);
  if (schemeOf(question) !== 'exam-2025' || count !== exam2025Statements) return inFull(isRight);
  return { isRight, earned: exam2025[right] ?? 0, of: 20 };
}
