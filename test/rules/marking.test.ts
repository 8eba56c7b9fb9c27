/** What an answer to each kind of question earns. Answers are texts of the log; "2/4" is two of four parts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinds, mark, pointsFor, rightResponse, rightResponses } from '../../server/rules/marking/index.ts';
import { foldText } from '../../server/rules/marking/text.ts';
import { questionKinds, type Question, type QuestionKind } from '../../server/rules/question.ts';
import type { KeyRuling } from '../../server/rules/ruling.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';

const earned = (question: Question, response: string, ruling?: KeyRuling): string => {
  const { earned, of, isRight } = mark(question, response, ruling);
  expect(isRight).toBe(earned === of);
  return `${earned}/${of}`;
};

type Case = [kind: QuestionKind, changed: Partial<Question>, answers: Readonly<Record<string, string>>];

const ids = (...names: string[]) => names.map((id) => ({ id, text: id }));
const strict = { ignoresCase: false, ignoresMarks: false, ignoresSpaces: false };

const cases: Case[] = [
  ['single', { key: ['b'] }, { b: '1/1', a: '0/1', '': '0/1', 'a,b': '0/1', B: '0/1', z: '0/1' }],
  ['single', { key: [] }, { '': '0/1', a: '0/1' }],
  ['true-false', { key: ['a'] }, { a: '1/1', b: '0/1', '': '0/1', 'a,b': '0/1' }],
  [
    'multiple',
    { key: ['a', 'c'], scheme: 'all-or-nothing' },
    { 'a,c': '1/1', a: '0/1', 'a,b,c': '0/1', 'b,d': '0/1', '': '0/1', 'a,c,z': '0/1' },
  ],
  [
    'multiple',
    { key: ['a', 'b', 'c'], scheme: 'right-minus-wrong' },
    { 'a,b,c': '3/3', 'a,b': '2/3', 'a,b,d': '1/3', 'a,b,c,d': '2/3', d: '0/3', 'a,d': '0/3', '': '0/3' },
  ],
  [
    'grid',
    { key: ['a', 'c'] },
    {
      'a=1,b=0,c=1,d=0': '20/20',
      'a=1,b=0,c=1,d=1': '10/20',
      'a=1,b=0,c=1': '10/20',
      'a=1,b=0': '5/20',
      'a=1': '2/20',
      'a=0,b=1,c=0,d=1': '0/20',
      '': '0/20',
    },
  ],
  ['grid', { key: ['a'], scheme: 'each-part' }, { 'a=1,b=0,c=0,d=0': '4/4', 'a=1,b=1': '1/4', '': '0/4' }],
  ['grid', { key: [], scheme: 'all-or-nothing' }, { 'a=0,b=0,c=0,d=0': '1/1', 'a=0,b=0,c=0': '0/1', '': '0/1' }],
  ['number', { key: ['9.5'], tolerance: '0' }, { '9.5': '1/1', '9.50001': '0/1', '-9.5': '0/1', '': '0/1', x: '0/1' }],
  ['number', { key: ['0.3'], tolerance: '0.1' }, { '0.2': '1/1', '0.4': '1/1', '0.19999999999999999': '0/1' }],
  ['number', { key: ['-5'], tolerance: '5' }, { '0': '1/1', '-10': '1/1', '0.000000000000000001': '0/1' }],
  [
    'number',
    { key: ['90071992547409930'], tolerance: '0' },
    { '90071992547409930': '1/1', '90071992547409931': '0/1' },
  ],
  [
    'text',
    { key: ['Hoà Bình', 'HB'], folding: strict },
    { 'Hòa Bình': '1/1', HB: '1/1', hb: '0/1', 'Hoa Binh': '0/1', '': '0/1' },
  ],
  ['text', { key: ['Đà Nẵng'], folding: { ...strict, ignoresMarks: true } }, { 'Da Nang': '1/1', 'da nang': '0/1' }],
  [
    'text',
    { key: ['Đà Nẵng'], folding: { ignoresCase: true, ignoresMarks: true, ignoresSpaces: true } },
    { danang: '1/1', 'DA  nang': '1/1', dalat: '0/1' },
  ],
  [
    'text',
    { key: ['Hà Nội'] },
    {
      ...{
        'Hà Nội.': '1/1',
        '“Hà Nội”': '1/1',
        '(hà nội) .': '1/1',
        "'Hà Nội'!": '1/1',
        '"Hà Nội': '1/1',
        'Hà Nội…': '1/1',
      },
      ...{ 'Hà. Nội': '0/1', 'Hà Nội-': '0/1', '.': '0/1', '“”': '0/1' },
    },
  ],
  ['text', { key: ['C++'] }, { 'C++.': '1/1', '“C++”': '1/1', 'C+': '0/1', C: '0/1' }],
  ['text', { key: ['.vn'] }, { '.vn.': '1/1', '.vn': '1/1', vn: '0/1', '“.vn”': '0/1' }],
  ['text', { key: ['3,5.'] }, { '3,5.': '1/1', '3,5': '0/1', '3,5!': '0/1' }],
  ['text', { key: ['TP.', 'Huế'] }, { 'TP.': '1/1', TP: '0/1', 'Huế.': '1/1' }],
  ['text', { key: ['5'] }, { '5.': '1/1', '(5)': '1/1', '.5': '0/1', ',5': '0/1', '-5': '0/1' }],
  ['text', { key: ['Đà Nẵng'], folding: { ...strict, ignoresSpaces: true } }, { '«ĐàNẵng» .': '1/1', ĐaNằng: '0/1' }],
  ['text', { key: ['mã'], folding: { ...strict, ignoresCase: true } }, { mã: '1/1', MÃ: '1/1', má: '0/1', ma: '0/1' }],
  [
    'ordering',
    { scheme: 'all-or-nothing' },
    { 'a,b,c': '1/1', 'a,c,b': '0/1', 'a,b': '0/1', '': '0/1', 'a,b,c,c': '0/1' },
  ],
  [
    'ordering',
    { scheme: 'each-part' },
    { 'a,b,c': '3/3', 'a,c,b': '1/3', 'b,c,a': '0/3', '': '0/3', 'a,b,c,c': '0/3' },
  ],
  [
    'matching',
    { scheme: 'each-part' },
    { 'p=b,q=c': '2/2', 'p=b,q=b': '1/2', 'p=b': '1/2', 'p=a,q=a': '0/2', '': '0/2' },
  ],
  ['matching', { scheme: 'all-or-nothing' }, { 'p=b,q=c': '1/1', 'p=b': '0/1', '': '0/1' }],
];

describe.each(cases)('%s with %j', (kind, changed, answers) => {
  it.each(Object.entries(answers))('answered "%s"', (response, expected) => {
    expect(earned({ ...everyKindQuestion(kind), ...changed }, response)).toBe(expected);
  });
});

describe('marks about a written answer', () => {
  const sign = fc.constantFrom('.', ',', '!', '…', '"', '“', '”', '(', ')', ' ', '+', '-', 'Hà', 'e\u0302\u0301', '5');
  const written = fc.array(sign, { minLength: 1, maxLength: 6 }).map((signs) => signs.join(''));
  const folding = fc.record({ ignoresCase: fc.boolean(), ignoresMarks: fc.boolean(), ignoresSpaces: fc.boolean() });

  it('never make a right answer wrong, and are all that may be about it', () => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 3 }), written, folding, (key, answer, folds) => {
        const question = { ...everyKindQuestion('text'), key, folding: folds };
        const given = foldText(answer, folds);
        const variants = key.map((variant) => foldText(variant, folds)).filter((variant) => variant !== '');
        const { isRight } = mark(question, answer);
        if (variants.includes(given)) expect(isRight).toBe(true);
        if (isRight) expect(variants.some((variant) => given.includes(variant))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('whatever the kind', () => {
  const anyText = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.stringMatching(/^[a-dpq=,01.-]{0,20}$/),
    fc.constantFrom(...questionKinds.map((kind) => rightResponse(everyKindQuestion(kind)))),
  );
  const anyQuestion = fc
    .record({ kind: fc.constantFrom(...questionKinds), scheme: fc.nat(2) })
    .map(({ kind, scheme }): Question => {
      const named = kinds[kind].schemes[scheme % kinds[kind].schemes.length] ?? kinds[kind].schemes[0];
      return { ...everyKindQuestion(kind), scheme: named };
    });

  it('its own key is right in full, no answer is not, and voided even that is', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        expect(mark(question, rightResponse(question)).isRight).toBe(true);
        expect(mark(question, '')).toMatchObject({ isRight: false, earned: 0 });
        expect(mark(question, '', { kind: 'void' })).toEqual({ isRight: true, earned: 1, of: 1 });
      }),
    );
  });

  it('any text earns whole parts between none and all, and whole points of a slot', () => {
    fc.assert(
      fc.property(anyQuestion, anyText, fc.integer({ min: 1, max: 1_000 }), (question, response, points) => {
        const one = mark(question, response);
        expect(Number.isInteger(one.earned) && Number.isInteger(one.of) && one.of > 0).toBe(true);
        expect(one.earned).toBeGreaterThanOrEqual(0);
        expect(one.earned).toBeLessThanOrEqual(one.of);
        expect(one.isRight).toBe(one.earned === one.of);
        expect(pointsFor(one, points)).toBe(Number((BigInt(points) * BigInt(one.earned)) / BigInt(one.of)));
      }),
    );
  });

  it('several accepted keys are the best of each, a corrected key is that key', () => {
    fc.assert(
      fc.property(anyQuestion, anyText, (question, response) => {
        const other = question.kind === 'number' ? ['7'] : question.kind === 'text' ? ['Huế'] : [question.key[0] ?? ''];
        const alone = [question.key, other].map((key) => mark({ ...question, key }, response));
        const best = Math.max(...alone.map(({ earned, of }) => earned / of));
        const both = mark(question, response, { kind: 'accept', keys: [question.key, other] });
        expect(both.earned / both.of).toBe(best);
        expect(mark(question, response, { kind: 'correct', key: other })).toEqual(alone[1]);
      }),
    );
  });
});

it('a multiple choice is right for one set of options only', () => {
  const options = ['a', 'b', 'c', 'd', 'e'];
  const question: Question = { ...everyKindQuestion('multiple'), options: ids(...options), scheme: 'all-or-nothing' };
  fc.assert(
    fc.property(fc.subarray(options, { minLength: 1 }), fc.subarray(options), (key, chosen) => {
      expect(mark({ ...question, key }, chosen.join()).isRight).toBe(chosen.join() === key.join());
    }),
  );
});

it('under a ruling another answer is shown as right', () => {
  const question = everyKindQuestion('single');
  expect(rightResponse(question)).toBe('b');
  expect(rightResponses(question, 'a')).toEqual(['b']);
  expect(rightResponses(question, 'a', { kind: 'correct', key: ['c'] })).toEqual(['c']);
  expect(rightResponses(question, 'b', { kind: 'void' })).toEqual(['b']);
  const accepted = { kind: 'accept', keys: [['c'], ['b'], ['c']] } as const;
  expect(rightResponses(question, 'a', accepted)).toEqual(['c', 'b']);
  expect(rightResponses(question, 'b', accepted)).toEqual(['b', 'c']);
});

it('of a written answer nothing but the case is forgotten, unless the question says so', () => {
  const { folding: _none, ...question } = everyKindQuestion('text');
  expect(mark(question, 'HÀ NỘI').isRight).toBe(true);
  expect(mark(question, 'ha noi').isRight).toBe(false);
});
