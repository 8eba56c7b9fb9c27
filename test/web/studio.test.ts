/** The studio's pure pieces: a round's state, keys, prizes by group, journal details, scales of charts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoundView } from '../../server/wire/http/contests.ts';
import type { AwardView } from '../../server/wire/http/staff.ts';
import { countTicks, fillBuckets, timeTicks } from '../../web/parts/chart-scale.ts';
import { journalFacts } from '../../web/studio/journal-facts.ts';
import { keyDeed } from '../../web/studio/keys.ts';
import { groupByPrize, totalOf } from '../../web/studio/prize-groups.ts';
import { isEarly, roundState, tellingRound } from '../../web/studio/round-state.ts';

const round = (opensAt: number, closesAt: number, isClosed = false) => ({ opensAt, closesAt, isClosed }) as RoundView;

describe('a round', () => {
  test.each([
    [9, false, 'before'],
    [10, false, 'open'],
    [19, false, 'open'],
    [20, false, 'after'],
    [15, true, 'closed'],
    [99, true, 'closed'],
  ] as const)('at %d, closed %s: %s', (now, isClosed, state) => {
    expect(roundState(round(10, 20, isClosed), now)).toBe(state);
  });

  test('closing is early until the published instant, and not at it', () => {
    expect([isEarly(round(10, 20), 19), isEarly(round(10, 20), 20)]).toEqual([true, false]);
  });

  test('the round that tells how a contest stands: open, else being settled, else the next, else the last', () => {
    const [first, second, third] = [round(0, 10, true), round(10, 20), round(20, 30)];
    const rounds = [first, second, third];
    expect(tellingRound(rounds, 15)).toBe(second);
    expect(tellingRound([first, third], 15)).toBe(third);
    expect(tellingRound([first, second], 25)).toBe(second);
    expect(tellingRound([round(10, 20, true), first], 99)?.opensAt).toBe(10);
    expect(tellingRound([], 99)).toBeNull();
  });
});

describe('keys', () => {
  test('two letters go to a place, one alone waits', () => {
    expect(keyDeed('g', '')).toEqual({ kind: 'lead' });
    expect(keyDeed('c', 'g')).toEqual({ kind: 'place', place: 'contests' });
    expect(keyDeed('c', '')).toBeNull();
  });

  test('figures open the tabs that are there and no other', () => {
    expect([keyDeed('1', ''), keyDeed('7', ''), keyDeed('8', ''), keyDeed('0', '')]).toEqual([
      { kind: 'tab', tab: 'dashboard' },
      { kind: 'tab', tab: 'journal' },
      null,
      null,
    ]);
  });
});

test('awards are put together by prize in the order they came, with the sum of each', () => {
  const award = (prizeId: string, amount: number) =>
    ({ prizeId, amount, prizeName: { vi: prizeId, en: prizeId } }) as AwardView;
  const awards = [award('nhat', 1_750_000), award('nhat', 1_750_000), award('ba', 500_000)];
  expect(groupByPrize(awards).map(({ prizeId, awards: { length }, amount }) => [prizeId, length, amount])).toEqual([
    ['nhat', 2, 3_500_000],
    ['ba', 1, 500_000],
  ]);
  expect(totalOf(awards)).toBe(4_000_000);
});

describe('details of a journal entry', () => {
  test('what people read is shown; digests, empty values and the id beside a key are not', () => {
    const detail = JSON.stringify({
      roundId: '01J',
      round: 'tuan-1',
      sealDigestBefore: 'ff',
      reason: '',
      early: true,
      awards: 0,
      truth: null,
    });
    expect(journalFacts(detail)).toEqual([
      ['round', 'tuan-1'],
      ['early', true],
      ['awards', 0],
    ]);
  });

  test('an id alone is shown, and what is no object does no harm', () => {
    expect(journalFacts('{"roundId":"01J"}')).toEqual([['roundId', '01J']]);
    expect([journalFacts(''), journalFacts('[1]'), journalFacts('null'), journalFacts('lời ghi')]).toEqual([
      [],
      [['0', 1]],
      [],
      [['', 'lời ghi']],
    ]);
  });
});

describe('scales of a chart', () => {
  test('counts: from nothing, whole, evenly apart, just over the most, few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
        const ticks = countTicks(most);
        const step = ticks[1] ?? 0;
        expect(ticks).toEqual(ticks.map((_, index) => index * step));
        expect(Number.isInteger(step)).toBe(true);
        expect((ticks.at(-1) ?? 0) - step).toBeLessThan(most);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  test('days begin at midnight in Việt Nam', () => {
    const noon = Date.UTC(2026, 10, 20, 5);
    const dayMs = 86_400_000;
    expect(timeTicks(noon, noon + 3 * dayMs, 4, 7 * 3_600_000)).toEqual(
      [21, 22, 23].map((day) => Date.UTC(2026, 10, day) - 7 * 3_600_000),
    );
  });

  test('empty buckets are drawn as nothing, unless the gap is without end', () => {
    const row = (at: number) => ({ at, count: 1 });
    const empty = (at: number) => ({ at, count: 0 });
    expect(fillBuckets([row(30), row(0)], 10, empty)).toEqual([row(0), empty(10), empty(20), row(30)]);
    expect(fillBuckets([row(0), row(1e12)], 10, empty)).toEqual([row(0), row(1e12)]);
    expect(fillBuckets([], 10, empty)).toEqual([]);
  });
});
