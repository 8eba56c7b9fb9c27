/** The ranking in memory against sorting, which cannot be wrong. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { Ranking } from '../../server/live/ranking.ts';
import { Slots } from '../../server/live/slots.ts';
import { SortKeys } from '../../server/live/sort-keys.ts';

/** A ranking as its users keep it: set, forget, ask. */
function makeRanking() {
  const slots = new Slots();
  const keys = new SortKeys();
  const ranking = new Ranking(keys, slots);
  return {
    ranking,
    put(id: string, key: string) {
      const slot = slots.add(id);
      if (keys.has(slot)) ranking.remove(slot);
      keys.set(slot, key);
      ranking.insert(slot);
    },
    forget(id: string) {
      const slot = slots.find(id);
      if (slot === -1 || !keys.has(slot)) return;
      ranking.remove(slot);
      keys.clear(slot);
    },
    rank: (id: string) => ranking.betterThan(slots.find(id)) + 1,
    top: (countMax: number) => ranking.top(countMax).map((slot) => slots.idOf(slot)),
  };
}

const naiveRank = (keys: Map<string, string>, id: string) =>
  [...keys.values()].filter((key) => key > keys.get(id)!).length + 1;

test('equals share a rank and the next one is counted behind them: 1, 1, 3', () => {
  const made = makeRanking();
  made.put('an', '0090');
  made.put('binh', '0090');
  made.put('chi', '0080');
  expect([made.rank('an'), made.rank('binh'), made.rank('chi')]).toEqual([1, 1, 3]);
});

test('a key of many words is compared from its first digit to its last', () => {
  const made = makeRanking();
  const nines = '9'.repeat(44);
  made.put('low', `${nines}0`);
  made.put('high', `${nines}1`);
  made.put('first', `9${nines}`.slice(0, 45));
  expect(made.top(3)).toEqual(['first', 'high', 'low']);
});

test('a key of another width is a failure, not a wrong place', () => {
  const made = makeRanking();
  made.put('an', '0090');
  expect(() => made.put('binh', '90')).toThrow('sort key of 2 digits on a board of 4');
});

describe('after any changes it equals sorting', () => {
  const id = fc.integer({ min: 0, max: 1_500 }).map((n) => `01JD${n}`);
  const change = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(
        id,
        fc.integer({ min: 0, max: 40 }).map((n) => String(n).padStart(20, '0')),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(id, fc.constant('')) },
  );

  test('ranks, count and top, with many ties', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3_000, size: 'max' }), (changes) => {
        const made = makeRanking();
        const naive = new Map<string, string>();
        for (const [who, key] of changes) {
          if (key === '') {
            made.forget(who);
            naive.delete(who);
          } else {
            made.put(who, key);
            naive.set(who, key);
          }
        }
        expect(made.ranking.count).toBe(naive.size);
        for (const who of [...naive.keys()].slice(0, 60)) expect(made.rank(who)).toBe(naiveRank(naive, who));
        const topKeys = made.top(100).map((who) => naive.get(who));
        expect(topKeys).toEqual([...naive.values()].sort().reverse().slice(0, 100));
        expect(new Set(made.top(5_000)).size).toBe(naive.size);
      }),
      { numRuns: 30 },
    );
  });

  test('equals are listed alike whatever the order in which they came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 2, maxLength: 50 }), (ids) => {
        const forwards = makeRanking();
        const backwards = makeRanking();
        for (const who of ids) forwards.put(who, '5');
        for (const who of ids.toReversed()) backwards.put(who, '5');
        expect(forwards.top(50)).toEqual(backwards.top(50));
      }),
    );
  });
});

test('ids come back as they went in, far beyond the first table', () => {
  const slots = new Slots();
  const ids = Array.from({ length: 20_000 }, (_, n) => `01JDXYZ${n.toString(32).toUpperCase()}`);
  expect(ids.map((id) => slots.add(id))).toEqual(ids.map((_, n) => n));
  expect(ids.map((id) => slots.add(id))).toEqual(ids.map((_, n) => n));
  expect(slots.count).toBe(ids.length);
  expect(ids.map((_, n) => slots.idOf(n))).toEqual(ids);
  expect(slots.find('01JDXYZ')).toBe(-1);
});
