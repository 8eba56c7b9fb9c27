/** The difference of two versions: nothing when they ask the same, and both texts can be read out of it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { questionDifference, textDifference } from '../../server/rules/question-difference.ts';
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
  expect(
    questionDifference(before, after).map(({ field, of, parts }) => [
      field,
      of,
      parts.map(({ kind, text }) => `${kind}:${text}`).join(),
    ]),
  ).toEqual([
    ['option', 'd', 'gone:19 tháng 5'],
    ['option', 'e', 'new:Mới'],
    ['key', '', 'gone:a,new:a, c'],
    ['kind', '', 'gone:single,new:multiple'],
    ['tags', '', 'gone:a, b,new:a'],
    ['isPractice', '', 'gone:false,new:true'],
  ]);
});

it('ten thousand words are told as replaced, and quickly', () => {
  expect(textDifference('một '.repeat(10_000), 'hai '.repeat(10_000)).map(({ kind }) => kind)).toEqual(['gone', 'new']);
});
