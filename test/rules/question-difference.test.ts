/** The difference of two versions: nothing when they ask the same, and both texts can be read out of it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { questionDifference } from '../../server/rules/question-difference.ts';
import type { Question } from '../../server/rules/question.ts';
import { textDifference } from '../../server/rules/text-difference.ts';
import { aQuestion } from '../helpers/bank-world.ts';

const words = fc
  .array(fc.constantFrom('một', 'hai ', ' ba', '\n', 'bốn,', '  '), { maxLength: 30 })
  .map((all) => all.join(''));

it('what is the same and gone is the old text, what is the same and new is the new one', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = textDifference(before, after);
      const read = (without: string) =>
        parts
          .filter(({ kind }) => kind !== without)
          .map(({ text }) => text)
          .join('');
      expect([read('new'), read('gone')]).toEqual([before, after]);
      expect(parts.every(({ kind }, at) => kind !== parts[at - 1]?.kind)).toBe(true);
      expect(parts.some(({ kind }) => kind !== 'same')).toBe(before !== after);
    }),
  );
});

/** `field of: what went → what came`, a field a line. */
const told = (before: Question, after: Question): string[] =>
  questionDifference(before, after).map(({ field, of, parts }) => {
    const [gone, come] = ['gone', 'new'].map((kind) => parts.find((part) => part.kind === kind)?.text ?? '');
    return `${field} ${of}: ${gone} → ${come}`;
  });

it('names each field once, options by their letter', () => {
  const before = aQuestion({ tags: ['b', 'a'] });
  expect(questionDifference(before, { ...before, tags: ['a', 'b'] })).toEqual([]);
  const after = aQuestion({
    kind: 'multiple',
    key: ['a', 'c'],
    options: [...before.options.slice(0, 3), { id: 'e', text: 'Mới' }],
    isPractice: true,
    tags: ['a'],
  });
  expect(told(before, after)).toEqual([
    'option D: 19 tháng 5 → ',
    'option D:  → Mới',
    'key : A. 10 tháng 10 → A. 10 tháng 10\nC. 02 tháng 9',
    'kind : single → multiple',
    'tags : a, b → a',
    'isPractice : false → true',
  ]);
});

const options = (...texts: string[]) => texts.map((text, at) => ({ id: 'abcd'[at] ?? '', text }));
const prompts = (...texts: string[]) => texts.map((text, at) => ({ id: `p${at + 1}`, text }));
const law = (instrument: string, inForceTo: string) => {
  return { instrument, article: '5', clause: '2', inForceFrom: '2020-01-01', inForceTo };
};
const statements = { kind: 'grid' as const, options: options('Một', 'Hai', 'Ba', 'Bốn') };
const halves = {
  kind: 'matching' as const,
  options: options('Số 113', 'Số 114'),
  prompts: prompts('Trộm', 'Cháy'),
};
const seasons = { kind: 'ordering' as const, options: options('Xuân', 'Hạ', 'Thu') };

it.each<[string, Partial<Question>, Partial<Question>, string[]]>([
  [
    'a grid, statement by statement',
    { ...statements, key: ['a', 'c'] },
    { ...statements, key: ['b', 'c'] },
    ['key A: true → false', 'key B: false → true'],
  ],
  [
    'pairs, prompt by prompt, with their words',
    { ...halves, key: ['p1=a', 'p2=b'] },
    { ...halves, key: ['p1=b', 'p2=a'] },
    ['key 1: A. Số 113 → B. Số 114', 'key 2: B. Số 114 → A. Số 113'],
  ],
  [
    'an order, the whole of it',
    { ...seasons, key: ['a', 'c', 'b'] },
    { ...seasons, key: ['a', 'b', 'c'] },
    ['key : 1. Xuân\n2. Thu\n3. Hạ → 1. Xuân\n2. Hạ\n3. Thu'],
  ],
  [
    'a number with its tolerance',
    { kind: 'number', options: [], key: ['9.5'], tolerance: '0.1' },
    { kind: 'number', options: [], key: ['1500'] },
    ['key : 9.5 → 1500', 'tolerance : 0.1 → '],
  ],
  [
    'texts that are accepted',
    { kind: 'text', options: [], key: ['Hà Nội'] },
    { kind: 'text', options: [], key: ['Hà Nội', 'Thủ đô'] },
    ['key : Hà Nội → Hà Nội\nThủ đô'],
  ],
  [
    'options that changed places under the same key',
    { options: options('Một', 'Hai', 'Ba') },
    { options: options('Một', 'Hai', 'Ba').toReversed() },
    ['optionsOrder : Một\nHai\nBa → Ba\nHai\nMột'],
  ],
  [
    'an instrument for another, and none that only moved up',
    { legal: [law('Luật A', '2020-01-01'), law('Luật B', '')] },
    { legal: [law('Luật B', ''), law('Luật C', '2027-01-01')] },
    ['legalInstrument 2: Luật A → Luật C', 'legalTo 2: 2020-01-01 → 2027-01-01'],
  ],
  [
    'the day on which one lapses',
    { legal: [law('Luật A', '')] },
    { legal: [law('Luật A', '2026-11-30')] },
    ['legalTo 1:  → 2026-11-30'],
  ],
])('reads %s', (_name, before, after, expected) => {
  expect(told(aQuestion(before), aQuestion(after))).toEqual(expected);
});

it('what is added at the end leaves the words before it alone', () => {
  expect(textDifference('Ghép số điện thoại', 'Ghép số điện thoại khẩn cấp')).toEqual([
    { kind: 'same', text: 'Ghép số điện thoại' },
    { kind: 'new', text: ' khẩn cấp' },
  ]);
});

it('ten thousand words are told as replaced, and quickly', () => {
  expect(textDifference('một '.repeat(10_000), 'hai '.repeat(10_000)).map(({ kind }) => kind)).toEqual(['gone', 'new']);
});
