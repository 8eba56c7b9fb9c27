/** The sort key: digits that are compared as the contest's list of keys is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankingKeys, type RankingKey } from '../../server/rules/contest.ts';
import { compareRows, decidedBy, rankingMax, sortKey, type RankedValues } from '../../server/rules/standings.ts';
import { row } from './ranked-row.ts';

describe('a sort key', () => {
  const within = (max: number) => fc.oneof(fc.nat(3), fc.integer({ min: 0, max }), fc.constantFrom(max, max - 1));
  const anyRow = fc.record({
    score: within(rankingMax.score),
    correct: within(rankingMax.correct),
    predictionGap: fc.option(within(rankingMax.predictionGap)),
    elapsedMs: within(rankingMax.elapsed),
    submittedAt: within(rankingMax.submittedAt),
  });
  const anyKeys = fc.shuffledSubarray([...rankingKeys], { minLength: 1 });

  /** The list read key by key, with plain numbers: what the digits must agree with. */
  function compareByList(keys: readonly RankingKey[], a: RankedValues, b: RankedValues): number {
    const differences: Record<RankingKey, number> = {
      score: b.score - a.score,
      correct: b.correct - a.correct,
      predictionGap: (a.predictionGap ?? 1e12) - (b.predictionGap ?? 1e12),
      elapsed: a.elapsedMs - b.elapsedMs,
      submittedAt: a.submittedAt - b.submittedAt,
    };
    return Math.sign(keys.map((key) => differences[key]).find((difference) => difference !== 0) ?? 0);
  }

  it('compared as text is the list compared key by key', () => {
    fc.assert(
      fc.property(anyKeys, anyRow, anyRow, anyRow, (keys, a, b, c) => {
        for (const [left, right] of [
          [a, b],
          [a, { ...b, score: a.score, correct: a.correct }],
          [a, { ...c, score: a.score }],
          [a, a],
        ] as const) {
          const [leftKey, rightKey] = [{ sortKey: sortKey(keys, left) }, { sortKey: sortKey(keys, right) }];
          expect(compareRows(leftKey, rightKey)).toBe(compareByList(keys, left, right));
          expect(decidedBy(keys, left, right) === '').toBe(leftKey.sortKey === rightKey.sortKey);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is digits alone, as many for every row', () => {
    fc.assert(
      fc.property(anyKeys, anyRow, (keys, values) => {
        expect(sortKey(keys, values)).toMatch(/^\d+$/);
        expect(sortKey(keys, values)).toHaveLength(sortKey(keys, row()).length);
      }),
    );
  });

  it('takes what is beyond a limit for the limit', () => {
    expect(sortKey(['score'], row({ score: 10_000_000 }))).toBe(sortKey(['score'], row({ score: rankingMax.score })));
    expect(sortKey(['score'], row({ score: -1 }))).toBe(sortKey(['score'], row({ score: 0 })));
    const farOff = sortKey(['predictionGap'], row({ predictionGap: 1e15 }));
    expect(farOff > sortKey(['predictionGap'], row({ predictionGap: null }))).toBe(true);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])('of %s points is a fault', (score) => {
    expect(() => sortKey(['score'], row({ score }))).toThrow(RangeError);
  });
});
