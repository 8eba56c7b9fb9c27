/** The seeded generator: the same for everybody, and fair. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom, shuffle, subSeed, takeSome } from '../../server/rules/random.ts';
import { chiSquare, chiSquareMax } from './chi-square.ts';

const numbers = (seed: string, count: number, below: number) => {
  const random = makeRandom(seed);
  return Array.from({ length: count }, () => random.below(below));
};
const hexSeed = fc.uint8Array({ minLength: 1, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('a seed', () => {
  it('gives the same numbers for ever', () => {
    expect(numbers('00ff', 8, 100)).toEqual([91, 49, 10, 71, 50, 65, 12, 71]);
  });

  it.each([
    ['the last byte', 'aa'.repeat(31) + '00', 'aa'.repeat(31) + '01'],
    ['the first byte', '00' + 'aa'.repeat(31), '01' + 'aa'.repeat(31)],
    ['zeros more', '00', '0000'],
    ['the order', '0102', '0201'],
  ])('that differs in %s gives others', (_, a, b) => {
    expect(numbers(a, 8, 2 ** 32)).not.toEqual(numbers(b, 8, 2 ** 32));
  });

  it('counts by value: capital letters change nothing', () => {
    expect(numbers('ABCDEF', 8, 2 ** 32)).toEqual(numbers('abcdef', 8, 2 ** 32));
  });

  it.each(['', 'a', 'xy', '0x12', 'abc', ' ab'])('%j is none', (text) => {
    expect(() => makeRandom(text)).toThrow(RangeError);
  });

  it('of its own for each text stands apart from its neighbours', () => {
    const seeds = ['A', 'B', 'AB', 'Đ', ''].map((text) => subSeed('00ff', text));
    expect(new Set(seeds.map((seed) => numbers(seed, 4, 2 ** 32).join())).size).toBe(5);
  });
});

describe('below', () => {
  it.each([2, 3, 7, 10, 1000])('%i is uniform', (n) => {
    const counts = new Array<number>(n).fill(0);
    for (const number of numbers('5eed', 200_000, n)) counts[number] = (counts[number] ?? 0) + 1;
    expect(chiSquare(counts)).toBeLessThan(chiSquareMax(n - 1));
  });

  it('is uniform where the last, incomplete run is a third of all words', () => {
    const n = 3 * 2 ** 30;
    const thirds = [0, 0, 0];
    for (const number of numbers('5eed', 30_000, n)) {
      const third = Math.floor(number / 2 ** 30);
      thirds[third] = (thirds[third] ?? 0) + 1;
    }
    expect(chiSquare(thirds)).toBeLessThan(chiSquareMax(2));
  });

  it('keeps its promise for every seed and n', () => {
    fc.assert(
      fc.property(hexSeed, fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const number = makeRandom(seed).below(n);
        expect(Number.isInteger(number) && number >= 0 && number < n).toBe(true);
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 32 + 1])('%s is refused', (n) => {
    expect(() => makeRandom('00').below(n)).toThrow(RangeError);
  });
});

describe('a shuffle', () => {
  it('keeps every item, and the list it was given', () => {
    fc.assert(
      fc.property(hexSeed, fc.array(fc.nat()), (seed, items) => {
        const before = [...items];
        expect(shuffle(items, makeRandom(seed)).sort()).toEqual([...before].sort());
        expect(items).toEqual(before);
      }),
    );
  });

  it('gives each of the 24 orders of four items alike', () => {
    const random = makeRandom('24');
    const counts = new Map<string, number>();
    for (let at = 0; at < 48_000; at++) {
      const order = shuffle(['a', 'b', 'c', 'd'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquare([...counts.values()])).toBeLessThan(chiSquareMax(23));
  });

  it('begins with what takeSome takes', () => {
    const items = ['a', 'b', 'c', 'd', 'e'];
    expect(takeSome(items, 2, makeRandom('77'))).toEqual(shuffle(items, makeRandom('77')).slice(0, 2));
    expect(takeSome(items, 9, makeRandom('77'))).toHaveLength(5);
  });
});
