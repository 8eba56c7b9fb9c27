/** Right or wrong: exactly the right options, all or nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mark } from '../../server/rules/marking/index.ts';
import type { QuestionKind } from '../../server/rules/question.ts';

const right = { isRight: true, fraction: 1 };
const wrong = { isRight: false, fraction: 0 };

describe.each<[QuestionKind, string, readonly [string, typeof right][]]>([
  [
    'single',
    'b',
    [
      ['b', right],
      ['a', wrong],
      ['', wrong],
      ['a b', wrong],
      ['B', wrong],
      ['b b', right],
      ['z', wrong],
    ],
  ],
  [
    'true-false',
    'true',
    [
      ['true', right],
      ['false', wrong],
      ['', wrong],
      ['true false', wrong],
    ],
  ],
  [
    'multiple',
    'a c',
    [
      ['a c', right],
      ['c a', right],
      ['a', wrong],
      ['c', wrong],
      ['a b c', wrong],
      ['a b', wrong],
      ['', wrong],
      ['b d', wrong],
      ['a c z', wrong],
    ],
  ],
])('%s with the key "%s"', (kind, key, cases) => {
  it.each(cases)('chosen "%s"', (chosen, expected) => {
    expect(mark({ kind, key: words(key) }, words(chosen))).toEqual(expected);
  });
});

const words = (text: string) => text.split(' ').filter((word) => word !== '');

it('is right for one set of options only, in whatever order', () => {
  const options = ['a', 'b', 'c', 'd', 'e'];
  const key = fc.subarray(options, { minLength: 1 });
  const chosen = fc.shuffledSubarray(options);
  fc.assert(
    fc.property(key, chosen, (keyOptions, choice) => {
      const isSame = [...choice].sort().join() === [...keyOptions].sort().join();
      expect(mark({ kind: 'multiple', key: keyOptions }, choice).isRight).toBe(isSame);
    }),
  );
});

it('a question without a key has no right answer', () => {
  expect(mark({ kind: 'multiple', key: [] }, [])).toEqual(wrong);
});
