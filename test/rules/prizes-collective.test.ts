/** Prizes of units: by a criterion, among units with enough entrants. */
import { describe, expect, it } from 'vitest';
import type { CollectivePrize } from '../../server/rules/contest.ts';
import type { UnitId } from '../../server/rules/ids.ts';
import { allocateCollective } from '../../server/rules/prizes.ts';
import { unitFigures } from '../../server/rules/unit-standings.ts';
import { prize } from './prize-picture.ts';

describe('collective prizes', () => {
  const collective = (text: string, more: Partial<CollectivePrize> = {}): CollectivePrize => {
    const { id, name, quota, amount, tiePolicy } = prize(text);
    return {
      kind: 'collective',
      scope: 'overall',
      criterion: 'rate',
      minEntrants: 2,
      id,
      name,
      quota,
      amount,
      tiePolicy,
      ...more,
    };
  };
  /** Unit, declared people, scores of its participants. */
  const units = unitFigures(
    [...scoresOf('A', 9, 9, 9), ...scoresOf('B', 5, 5), ...scoresOf('C', 10), ...scoresOf('D', 4, 4, 4, 4)],
    [
      { unitId: 'A' as UnitId, headcount: 6 },
      { unitId: 'B' as UnitId, headcount: 2 },
      { unitId: 'C' as UnitId, headcount: 1 },
      { unitId: 'D' as UnitId, headcount: 8 },
    ],
  );
  function scoresOf(unitId: string, ...scores: number[]) {
    return scores.map((score) => ({ unitId: unitId as UnitId, score }));
  }
  const awarded = (...prizes: CollectivePrize[]) =>
    allocateCollective({ prizes, units, drawSeed: '5eed' })
      .map(
        (award) =>
          `${award.prizeId}: ${award.unitId} ${award.amount} rank ${award.reason.rank}/${award.reason.competitors}`,
      )
      .join(', ');

  it('by the rate, among units with enough entrants', () => {
    expect(awarded(collective('nhat 1 × 5000 share'), collective('nhi 2 × 3000 share'))).toBe(
      'nhat: B 5000 rank 1/3, nhi: A 3000 rank 2/3, nhi: D 3000 rank 2/3',
    );
  });

  it('a place that units share counts those who may win it: two at the top, two behind them', () => {
    const prizes = [collective('nhat 1 × 5000 share', { minEntrants: 1 }), collective('nhi 1 × 3000 share')];
    expect(awarded(...prizes)).toBe(
      'nhat: B 2500 rank 1/4, nhat: C 2500 rank 1/4, nhi: A 1500 rank 2/3, nhi: D 1500 rank 2/3',
    );
  });

  it('by several criteria: a unit wins once by each', () => {
    const byTotal = { criterion: 'total', minEntrants: 1 } as const;
    expect(
      awarded(
        collective('phong-trao 1 × 5000 share', { criterion: 'entrants' }),
        collective('nhat 1 × 5000 share', byTotal),
        collective('nhi 1 × 3000 share', byTotal),
      ),
    ).toBe('phong-trao: D 5000 rank 1/3, nhat: A 5000 rank 1/4, nhi: D 3000 rank 2/4');
  });

  it('are not given when nobody competes', () => {
    expect(awarded(collective('nhat 1 × 5000 share', { minEntrants: 9 }))).toBe('');
  });
});
