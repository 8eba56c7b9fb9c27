/** Each fault a bank can have is found, alone and at its question; a sound bank has none. */

import { describe, expect, test } from 'vitest';
import { bankFigures } from '../../server/content/bank-figures.ts';
import type { BankProblemName } from '../../server/content/bank-problem.ts';
import { checkBank } from '../../server/content/check-bank.ts';
import type { Question, QuestionBank } from '../../server/rules/question.ts';
import { aBank, aQuestion, aStatement } from './a-bank.ts';

const options = (...texts: string[]) => texts.map((text, i) => ({ id: 'abcdef'[i] ?? '', text }));
const broken = (changed: Partial<Question>) => aBank(aQuestion(1), aQuestion(2, changed));
const twenty = (make: (i: number) => Question) => aBank(...Array.from({ length: 20 }, (_, i) => make(i)));
/** Keys go round a, b, c, d and all options are of one length, so only what a row changes is unbalanced. */
const fair = (i: number) => ({ key: ['abcd'[i % 4] ?? ''], options: options('mười', 'trăm', 'ngàn', 'muôn') });

test('options that differ only by capitals or a mark may be what is asked', () => {
  const options = ['việt nam', 'Việt nam', 'Việt Nam', 'Việt Nam.'].map((text, at) => ({
    id: 'abcd'.charAt(at),
    text,
  }));
  expect(checkBank(aBank(aQuestion(1, { options })))).toEqual([]);
});

test('a sound bank has no problems', () => {
  const mixed = aBank(
    aQuestion(1),
    aStatement(2),
    aQuestion(3, { kind: 'multiple', key: ['a', 'c'] }),
    aQuestion(4, { isPractice: true }),
  );
  expect(checkBank(mixed)).toEqual([]);
});

type Row = [fault: string, bank: QuestionBank, name: BankProblemName, params: Record<string, string>];

const oneQuestionFaults: Row[] = [
  ['no explanation', broken({ explanation: '' }), 'missing-field', { field: 'explanation' }],
  ['no source', broken({ source: ' ' }), 'missing-field', { field: 'source' }],
  ['no fact', broken({ factId: '' }), 'missing-field', { field: 'fact' }],
  ['no date', broken({ checkedOn: '' }), 'missing-field', { field: 'checked' }],
  ['no stem', broken({ stem: '' }), 'missing-field', { field: 'stem' }],
  ['an empty option', broken({ options: options('Có', '', 'Không') }), 'missing-field', { field: 'options.b' }],
  ['a day that is none', broken({ checkedOn: '2026-02-29' }), 'not-a-date', { date: '2026-02-29' }],
  ['a date of another form', broken({ checkedOn: '20/11/2026' }), 'not-a-date', { date: '20/11/2026' }],
  ['a stem in loose diacritics', broken({ stem: 'Số hai là gì?'.normalize('NFD') }), 'text-not-nfc', {}],
  ['a topic of no bank', broken({ topic: 'lạ' }), 'unknown-topic', { topic: 'lạ' }],
  ['two options', broken({ options: options('Có', 'Không') }), 'wrong-option-count', { count: '2', kind: 'single' }],
  ['an option twice', broken({ options: options('Có', ' Có ', 'Không') }), 'repeated-option', { text: 'Có' }],
  [
    'an option letter twice',
    broken({ options: [...options('Có', 'Không'), { id: 'b', text: 'Khác' }] }),
    'repeated-option-id',
    { id: 'b' },
  ],
  ['a key twice', broken({ key: ['b', 'b'] }), 'repeated-key', { id: 'b' }],
  ['two keys for one answer', broken({ key: ['a', 'b'] }), 'wrong-key-count', { count: '2', kind: 'single' }],
  ['no key', broken({ key: [] }), 'wrong-key-count', { count: '0', kind: 'single' }],
  ['one key of many', broken({ kind: 'multiple' }), 'wrong-key-count', { count: '1', kind: 'multiple' }],
  [
    'every option right',
    broken({ kind: 'multiple', key: ['a', 'b', 'c', 'd'] }),
    'wrong-key-count',
    { count: '4', kind: 'multiple' },
  ],
  [
    'other words than Đúng and Sai',
    broken({ kind: 'true-false', options: options('Có', 'Không') }),
    'not-true-false-options',
    {},
  ],
  ['Sai before Đúng', broken({ kind: 'true-false', options: options('Sai', 'Đúng') }), 'not-true-false-options', {}],
  ['an id twice', broken({ id: 'q-1' }), 'repeated-question-id', { id: 'q-1' }],
  ['a stem twice', broken({ stem: 'CÂU HỎI số 1, hỏi điều gì' }), 'repeated-stem', { other: 'q-1' }],
];

describe('one question', () => {
  test.each(oneQuestionFaults)('%s', (_, bank, name, params) => {
    const places = [1, 14].map((line) => ({ file: 'an-toan.yaml', line, column: 5 }));
    const questionId = bank.questions[1]?.id;
    expect(checkBank(bank, places)).toEqual([{ name, params, questionId, place: places[1] }]);
  });

  test('a key that is no option', () => {
    expect(checkBank(broken({ key: ['x'] }))).toEqual([
      { name: 'key-not-an-option', params: { id: 'x' }, questionId: 'q-2', place: null },
    ]);
  });
});

describe('questions against each other', () => {
  const asked =
    'Theo Nghị quyết số 57-NQ/TW, mục tiêu đến năm 2030 là kinh tế số đạt tối thiểu bao nhiêu phần trăm GDP?';
  const pair = (stem: string) => checkBank(aBank(aQuestion(1, { stem: asked }), aQuestion(2, { stem })));

  test('one changed word asks the same thing', () => {
    expect(pair(asked.replace('tối thiểu', 'ít nhất'))).toMatchObject([
      { name: 'similar-stem', params: { other: 'q-1' } },
    ]);
  });

  test('one changed number asks another thing', () => {
    expect(pair(asked.replace('2030', '2045'))).toEqual([]);
  });

  test('a practice question gives away no fact that is drawn', () => {
    const bank = aBank(aQuestion(1), aQuestion(2, { isPractice: true, factId: 'F1' }));
    expect(checkBank(bank)).toMatchObject([
      { name: 'practice-fact-drawn', questionId: 'q-2', params: { fact: 'F1', other: 'q-1' } },
    ]);
  });

  test('a topic declared twice, a topic without questions', () => {
    const an = { id: 'an-toan', name: 'An toàn' };
    const bank = { ...aBank(aQuestion(1)), topics: [an, an, { id: 'trống', name: 'Trống' }] };
    expect(checkBank(bank).map(({ name, params }) => [name, params])).toEqual([
      ['repeated-topic', { topic: 'an-toan' }],
      ['empty-topic', { topic: 'trống' }],
    ]);
  });
});

describe('the bank against someone who guesses', () => {
  const namesAndParams = (bank: QuestionBank) => checkBank(bank).map(({ name, params }) => [name, params]);

  test('keys spread over letters and of like length give nothing away', () => {
    expect(checkBank(twenty((i) => aQuestion(i, fair(i))))).toEqual([]);
  });

  test('eight keys of twenty at one letter', () => {
    const bank = twenty((i) => aQuestion(i, { ...fair(i), key: [i < 8 ? 'b' : ('acd'[i % 3] ?? '')] }));
    expect(namesAndParams(bank)).toEqual([['letter-gives-key-away', { letter: 'b', percent: '40.0' }]]);
  });

  test('the key is the longest option', () => {
    const long = (i: number) =>
      fair(i).options.map((o) => (fair(i).key.includes(o.id) ? { ...o, text: 'rất dài' } : o));
    const bank = twenty((i) => aQuestion(i, { ...fair(i), options: long(i) }));
    expect(namesAndParams(bank)).toEqual([['length-gives-key-away', { pick: 'longest', percent: '100.0' }]]);
  });

  test('the key is the shortest option', () => {
    const short = (i: number) => fair(i).options.map((o) => (fair(i).key.includes(o.id) ? { ...o, text: 'một' } : o));
    const bank = twenty((i) => aQuestion(i, { ...fair(i), options: short(i) }));
    expect(namesAndParams(bank)).toEqual([['length-gives-key-away', { pick: 'shortest', percent: '100.0' }]]);
  });

  test('every statement is right', () => {
    expect(namesAndParams(twenty((i) => aStatement(i)))).toEqual([['true-false-unbalanced', { percent: '100.0' }]]);
  });

  test('nineteen questions are too few to judge', () => {
    const bank = twenty((i) => aQuestion(i));
    expect(checkBank({ ...bank, questions: bank.questions.slice(1) })).toEqual([]);
  });
});

test('figures count drawable questions only, and ties as fractions', () => {
  const two = aQuestion(1, { options: options('dài', 'dài', 'tí'), key: ['a'], difficulty: 'apply' });
  const figures = bankFigures(aBank(two, aStatement(2), aQuestion(3, { isPractice: true })));
  expect(figures).toMatchObject({
    drawable: 2,
    practice: 1,
    byKind: { single: 1, multiple: 0, 'true-false': 1 },
    byTopic: [
      {
        topic: 'an-toan',
        total: 2,
        byDifficulty: { recognise: 1, understand: 0, apply: 1 },
        byKind: { single: 1, multiple: 0, 'true-false': 1 },
      },
    ],
    longestScore: 0.5,
    shortestScore: 0,
    letterScores: [
      { letter: 'a', score: 1 },
      { letter: 'b', score: 0 },
      { letter: 'c', score: 0 },
    ],
    trueScore: 1,
  });
  expect(figures.count('an-toan', 'apply', 'single')).toBe(1);
  expect(figures.count('an-toan', 'recognise', 'single')).toBe(0);
});
