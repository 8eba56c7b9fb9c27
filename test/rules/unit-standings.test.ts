/** How units stand against each other. */
import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../server/rules/ids.ts';
import { unitStandings } from '../../server/rules/standings.ts';

describe('units', () => {
  /** Unit: [declared people, scores of its participants]. */
  type Units = Record<string, [number, number[]]>;
  const sample: Units = {
    'Chợ Gạo': [100, [10, 8, 6]],
    'Cai Lậy': [10, [9, 9]],
    'Mỹ Phong': [2, [5, 5, 5]],
    'Tân Hội': [0, [10]],
    'An Hữu': [50, []],
  };
  function board(criterion: 'entrants' | 'rate' | 'mean' | 'total', minEntrants = 1, units = sample) {
    const rows = Object.entries(units).flatMap(([unitId, [, scores]]) =>
      scores.map((score) => ({ unitId: unitId as UnitId, score })),
    );
    const declared = Object.entries(units).map(([unitId, [headcount]]) => ({ unitId: unitId as UnitId, headcount }));
    return unitStandings(rows, declared, criterion, minEntrants);
  }
  const order = (...args: Parameters<typeof board>) =>
    board(...args)
      .map(({ rank, isTied, unitId }) => `${rank ?? '-'}${isTied ? '=' : ''} ${unitId}`)
      .join(', ');

  it('by how many took part', () => expect(order('entrants')).toBe('1= Chợ Gạo, 1= Mỹ Phong, 3 Cai Lậy, 4 Tân Hội'));
  it('by how many of their people', () => expect(order('rate')).toBe('1 Mỹ Phong, 2 Cai Lậy, 3 Chợ Gạo, - Tân Hội'));
  it('by mean', () => expect(order('mean')).toBe('1 Tân Hội, 2 Cai Lậy, 3 Chợ Gạo, 4 Mỹ Phong'));
  it('by total', () => expect(order('total')).toBe('1 Chợ Gạo, 2 Cai Lậy, 3 Mỹ Phong, 4 Tân Hội'));
  it('with enough of them', () => expect(order('mean', 3)).toBe('1 Chợ Gạo, 2 Mỹ Phong, - Cai Lậy, - Tân Hội'));

  it('show every figure, whatever ranks them', () => {
    const [first] = board('rate');
    expect(first).toEqual({
      ...{ unitId: 'Mỹ Phong', entrants: 3, headcount: 2, rate: 1, mean: 5, total: 15 },
      ...{ rank: 1, isTied: false },
    });
    expect(board('rate').find((unit) => unit.unitId === 'Tân Hội')).toEqual({
      ...{ unitId: 'Tân Hội', entrants: 1, headcount: null, rate: null, mean: 10, total: 10 },
      ...{ rank: null, isTied: false },
    });
  });

  it('that are equal as fractions are equal', () => {
    expect(order('rate', 1, { A: [3, [1]], B: [6, [1, 1]], C: [9, [1, 1, 1]], D: [7, [1, 1]] })).toBe(
      '1= A, 1= B, 1= C, 4 D',
    );
  });

  it('are not made up from rows of a unit that is not listed', () => {
    const rows = [{ unitId: 'elsewhere' as UnitId, score: 5 }];
    expect(unitStandings(rows, [{ unitId: 'here' as UnitId, headcount: 5 }], 'total', 0)).toEqual([]);
  });
});
