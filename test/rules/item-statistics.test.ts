/** What answers say of questions: figures that can be checked by hand, and whole populations with a known fault. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { answerTimes } from '../../server/rules/answer-times.ts';
import { addPair, combined, correlation, type Pairs } from '../../server/rules/correlation.ts';
import {
  countAttempt,
  emptyTally,
  itemStatistics,
  type ItemStatistics,
  type SatAttempt,
  type SatItem,
} from '../../server/rules/item-statistics.ts';
import { makeRandom, shuffle, takeSome } from '../../server/rules/random.ts';
import { bandsOf } from '../../server/rules/score-bands.ts';

const pairsOf = (pairs: readonly (readonly [number, number])[]): Pairs =>
  pairs.reduce<Pairs | undefined>((sums, [x, y]) => addPair(sums, x, y), undefined)!;

describe('a correlation', () => {
  it.each([
    [
      'in step',
      [
        [1, 2],
        [2, 4],
        [3, 6],
      ],
      1,
    ],
    [
      'against each other',
      [
        [1, 6],
        [2, 4],
        [3, 2],
      ],
      -1,
    ],
    [
      'by hand',
      [
        [0, 1],
        [0, 3],
        [1, 2],
        [1, 4],
      ],
      0.447,
    ],
  ] as const)('%s', (_name, pairs, r) => {
    expect(correlation(pairsOf(pairs))).toBeCloseTo(r, 3);
  });

  it('is none where everybody is right', () => {
    expect(
      correlation(
        pairsOf([
          [1, 1],
          [1, 2],
          [1, 3],
        ]),
      ),
    ).toBeNull();
  });

  it('of groups is Fisher’s mean by n − 3; small and flat groups are left out', () => {
    const group = (n: number, r: 1 | -1) =>
      pairsOf(Array.from({ length: n }, (_none, at) => [at % 4, r * (at % 4) + (at % 3)] as const));
    const [big, small] = [group(43, 1), group(13, -1)];
    const z = (40 * Math.atanh(correlation(big)!) + 10 * Math.atanh(correlation(small)!)) / 50;
    const flat = pairsOf(Array.from({ length: 99 }, (_none, at) => [5, at] as const));
    const together = combined([big, small, flat, group(9, -1)], 10)!;
    expect(together.r).toBeCloseTo(Math.tanh(z), 10);
    expect(together.errors).toBeCloseTo(z * Math.sqrt(50), 10);
    expect(together.n).toBe(56);
    expect(combined([flat, group(9, 1)], 10)).toBeNull();
  });
});

describe('the fifths of a round', () => {
  const bandsIn = (scores: readonly number[]) => {
    const counts = new Map<number, number>();
    for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
    return [...new Set(scores)].sort((a, b) => a - b).map(bandsOf(counts));
  };
  it.each([
    ['ten different scores', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]],
    ['equals are together, in the middle of their places', [5, 5, 5, 5, 9], [2, 4]],
    ['everybody equal', [7, 7, 7], [2]],
    ['one alone', [7], [2]],
  ])('%s', (_name, scores, bands) => expect(bandsIn(scores)).toEqual(bands));
});

describe('how long a question took', () => {
  const log = (...arrivals: (readonly [slot: number, at: number])[]) =>
    arrivals.map(([slot, receivedAt]) => ({ slot, receivedAt }));
  it.each([
    ['one after the other', log([1, 1_010], [2, 1_030]), [10, 20, null]],
    ['changed later: both stretches', log([1, 1_010], [2, 1_030], [1, 1_035]), [15, 20, null]],
    [
      'sent together after a dead connection: not to be told',
      log([1, 1_010], [2, 1_050], [3, 1_050]),
      [10, null, null],
    ],
    ['the prediction takes its own time', log([0, 1_040], [1, 1_050]), [10, null, null]],
    ['twice at once is still one question', log([1, 1_010], [1, 1_010]), [10, null, null]],
    ['nothing answered', [], [null, null, null]],
  ])('%s', (_name, arrivals, times) => expect(answerTimes(1_000, arrivals, 3)).toEqual(times));
});

const item = (questionId: string, given: Partial<SatItem> = {}): SatItem => ({
  ...{ questionId, kind: 'single', response: 'a', earned: 1, of: 1, points: 5, isVoid: false, tookMs: 8_000 },
  ...given,
});
const figures = (attempts: readonly SatAttempt[], key: readonly string[] = ['a']) => {
  const tally = emptyTally();
  for (const attempt of attempts) countAttempt(tally, attempt);
  return itemStatistics(tally, () => ({ options: ['a', 'b', 'c', 'd'], key }));
};
const sat = (items: readonly SatItem[], band = 2): SatAttempt => ({ band, peers: '1', items });

describe('the figures of a question', () => {
  test('four people by hand: facility, median, who chose what in which fifth, and that they are too few', () => {
    const [q] = figures([
      sat([item('q', { tookMs: 4_000 })], 4),
      sat([item('q', { tookMs: 9_000 })], 3),
      sat([item('q', { response: 'c', earned: 0, tookMs: 6_400 })], 0),
      sat([item('q', { response: '', earned: 0, tookMs: null })], 0),
    ]).items;
    expect(q).toEqual({
      ...{
        questionId: 'q',
        attempts: 4,
        bands: [2, 0, 0, 1, 1],
        facility: 0.5,
        discrimination: null,
        compared: 0,
        medianMs: 6_000,
      },
      chosen: { a: [0, 0, 0, 1, 1], c: [1, 0, 0, 0, 0], '': [1, 0, 0, 0, 0] },
      others: [0, 0, 0, 0, 0],
      flags: ['too-few'],
    });
  });

  test('parts of a question count as parts; every option of a choice of several is counted', () => {
    const [q] = figures([sat([item('q', { kind: 'multiple', response: 'a,c', earned: 1, of: 4 })])]).items;
    expect(q).toMatchObject({ facility: 0.25, chosen: { a: [0, 0, 1, 0, 0], c: [0, 0, 1, 0, 0] } });
    const [grid] = figures([sat([item('q', { kind: 'grid', response: 'a=1,c=0' })])]).items;
    expect(Object.keys(grid!.chosen)).toEqual(['a=1', 'c=0']);
    const [order] = figures([sat([item('q', { kind: 'ordering', response: 'b,a' })])]).items;
    expect(Object.keys(order!.chosen)).toEqual(['b,a']);
  });

  test('of free answers the ten most frequent, the rest together, no answer always', () => {
    const texts = Array.from({ length: 14 }, (_none, n) => Array.from({ length: 20 - n }, () => `n${n}`)).flat();
    const [q] = figures(
      [...texts, ''].map((response) => sat([item('q', { kind: 'text', response, earned: 0 })])),
    ).items;
    expect(Object.keys(q!.chosen)).toEqual([...Array.from({ length: 10 }, (_none, n) => `n${n}`), '']);
    expect(q!.others).toEqual([0, 0, 10 + 9 + 8 + 7, 0, 0]);
  });

  const others = (n: number, earned: number) => Array.from({ length: n }, (_none, at) => item(`r${at}`, { earned }));
  const compared = (n: number, rest: number) =>
    figures(
      Array.from({ length: n }, (_none, at) => sat([item('q', { earned: at % 2 }), ...others(rest, at % 2)])),
    ).items.find(({ questionId }) => questionId === 'q')!;

  it.each([
    ['nine attempts are too few', 9, 5, null, 0],
    ['four other questions are too few', 10, 4, null, 0],
    ['ten attempts with five others are enough', 10, 5, 1, 10],
  ])('%s to compare', (_name, attempts, rest, discrimination, count) => {
    expect(compared(attempts, rest)).toMatchObject({ discrimination, compared: count });
  });

  test('a void question is no part of any rest', () => {
    const attempts = Array.from({ length: 10 }, (_none, at) =>
      sat([item('q', { earned: at % 2 }), ...others(5, at % 2), item('void', { isVoid: true, earned: 1 - (at % 2) })]),
    );
    const found = figures(attempts).items;
    expect(found.find(({ questionId }) => questionId === 'q')!.discrimination).toBe(1);
    expect(found.find(({ questionId }) => questionId === 'void')!.discrimination).toBe(-1);
  });

  it.each([
    ['everybody right', 40, { earned: 1 }, ['too-easy', 'option-unused']],
    ['nobody right', 40, { earned: 0, response: 'b' }, ['too-hard', 'option-unused']],
    ['a statement to judge has no unused option', 40, { earned: 1, kind: 'true-false' as const }, ['too-easy']],
    ['nine people', 9, { earned: 0 }, ['too-few']],
  ])('flags: %s', (_name, attempts, given, flags) => {
    expect(figures(Array.from({ length: attempts }, () => sat([item('q', given)]))).items[0]!.flags).toEqual(flags);
  });
});

/** People of different knowledge on papers drawn from one pool; `answers` says what each question does to them. */
function population(
  seed: string,
  people: number,
  respond: (id: number, knows: boolean, below: (n: number) => number) => string,
) {
  const random = makeRandom(seed);
  const pool = Array.from({ length: 40 }, (_none, id) => id);
  const drafts = Array.from({ length: people }, () => {
    const skill = 20 + random.below(70);
    const items = takeSome(pool, 15, random).map((id) => {
      const response = respond(id, random.below(100) < skill, (n) => random.below(n));
      return item(`q${id}`, { response, earned: response === 'a' ? 1 : 0 });
    });
    return { score: items.reduce((sum, { earned }) => sum + earned, 0), items };
  });
  const counts = new Map<number, number>();
  for (const { score } of drafts) counts.set(score, (counts.get(score) ?? 0) + 1);
  const bandOf = bandsOf(counts);
  return drafts.map(({ score, items }): SatAttempt => ({ band: bandOf(score), peers: '1', items }));
}

/** The right answer is `a`; of `q0` the printed key is, but everybody who knows says `b`. */
const wrongKey = (id: number, knows: boolean, below: (n: number) => number): string => {
  const guess = ['a', 'b', 'c', 'd'][below(4)] ?? 'a';
  if (id === 0) return knows ? 'b' : guess;
  if (id === 1) return guess;
  return knows ? 'a' : guess;
};
const flagged = (items: readonly ItemStatistics[], flag: ItemStatistics['flags'][number]) =>
  items.filter(({ flags }) => flags.includes(flag)).map(({ questionId }) => questionId);

describe('a population on random papers', () => {
  it('with one wrong key: that question is found, and no other is called inverse', () => {
    for (const seed of ['01', '02', '03', '04', '05']) {
      const { items } = figures(population(seed, 900, wrongKey));
      expect(flagged(items, 'inverse')).toEqual(['q0']);
      // Pure guessing tells nothing: not inverse, but weak.
      expect(flagged(items, 'weak')).toContain('q1');
      const good = items.filter(({ questionId }) => !['q0', 'q1'].includes(questionId));
      for (const { discrimination } of good) expect(discrimination).toBeGreaterThan(0);
      // Among the best nearly everybody says b.
      const { chosen } = items.find(({ questionId }) => questionId === 'q0')!;
      expect(chosen['b']![4]).toBeGreaterThan(3 * (chosen['a']?.[4] ?? 0));
    }
  });

  it('that only guesses: hardly any question is called inverse', () => {
    let called = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const guesses = population(`a${seed % 10}`, 300, (_id, _knows, below) => ['a', 'b', 'c', 'd'][below(4)] ?? 'a');
      called += flagged(figures(guesses).items, 'inverse').length;
    }
    // Two standard errors on one side: some 2 of 100, and 400 were looked at.
    expect(called).toBeLessThan(24);
  });

  it('tries are compared among themselves: who knows more at the second try proves nothing', () => {
    // Inside each try the question has nothing to do with the rest; at the second everything goes better.
    const random = makeRandom('7e');
    const mixed = Array.from({ length: 400 }, (_none, at): SatAttempt => {
      const chance = at % 2 === 0 ? 20 : 80;
      const items = Array.from({ length: 8 }, (_one, n) =>
        item(`q${n}`, { earned: random.below(100) < chance ? 1 : 0 }),
      );
      return { band: 0, peers: at % 2 === 0 ? '1' : '2', items };
    });
    const together = figures(mixed.map((attempt) => ({ ...attempt, peers: '1' }))).items[0]!.discrimination!;
    const apart = figures(mixed).items[0]!.discrimination!;
    expect(together).toBeGreaterThan(0.5);
    expect(Math.abs(apart)).toBeLessThan(0.15);
  });

  it('in any order gives the same figures, to the last digit', () => {
    const attempts = population('0b', 120, wrongKey);
    const expected = figures(attempts);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        expect(figures(shuffle(attempts, makeRandom(seed.toString(16).padStart(8, '0'))))).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});
