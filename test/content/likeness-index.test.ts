/** The index of likeness finds what comparing every pair would, and forgets what is taken out of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LikenessIndex } from '../../server/content/likeness-index.ts';
import { bareStem, likeness, likenessMax, numbersIn } from '../../server/content/likeness.ts';
import { aQuestion } from '../helpers/bank-world.ts';

const stem = fc
  .array(fc.constantFrom('dữ', 'liệu', 'mở', 'là', 'gì', 'năm', '2025', '2030', 'quốc', 'gia'), {
    minLength: 1,
    maxLength: 14,
  })
  .map((w) => w.join(' '));

describe('the most like', () => {
  it('is the best of all pairs, by their words', () => {
    fc.assert(
      fc.property(fc.array(stem, { maxLength: 30 }), stem, (stems, asked) => {
        const index = new LikenessIndex();
        stems.forEach((text, n) => index.put(`q-${n}`, aQuestion({ stem: text })));
        const bare = bareStem(asked);
        const shares = stems
          .map((text) => bareStem(text))
          .filter((other) => numbersIn(other) === numbersIn(bare))
          .map((other) => likeness(other, bare))
          .filter((share) => share >= likenessMax);
        expect(index.mostLike(aQuestion({ stem: asked }))?.share ?? 0).toBeCloseTo(Math.max(0, ...shares), 10);
      }),
      { numRuns: 500 },
    );
  });

  it('is not the question itself, nor one that was removed or changed', () => {
    const index = new LikenessIndex();
    index.put('a', aQuestion({ stem: 'Dữ liệu mở là gì?' }));
    expect(index.mostLike(aQuestion({ stem: 'Dữ liệu mở là gì?' }), 'a')).toBeNull();
    expect(index.mostLike(aQuestion({ stem: 'DỮ LIỆU MỞ là gì ?!' }))?.code).toBe('a');
    index.put('a', aQuestion({ stem: 'Khác hẳn?' }));
    expect(index.mostLike(aQuestion({ stem: 'Dữ liệu mở là gì?' }))).toBeNull();
    index.remove('a');
    expect([index.size, index.mostLike(aQuestion({ stem: 'Khác hẳn?' }))]).toEqual([0, null]);
  });
});

it('twins have the same stem and the same options in any order', () => {
  const index = new LikenessIndex();
  const one = aQuestion();
  index.put('a', one);
  expect(index.twinOf({ ...one, options: one.options.toReversed(), key: ['b'] })).toBe('a');
  expect(index.twinOf({ ...one, options: one.options.slice(1) })).toBe('');
  expect(index.twinOf(one, 'a')).toBe('');
});
