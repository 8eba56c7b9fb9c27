/**
 * How units (xã, trường, cơ sở Đoàn) stand against each other: how many took part, what part of
 * their declared people that is, and how well they did. Which prize follows is `prizes.ts`.
 */
import type { CollectiveCriterion } from './contest.ts';
import type { UnitId } from './ids.ts';

export interface UnitFigures {
  readonly unitId: UnitId;
  /** Ranked participants of the unit, each once. */
  readonly entrants: number;
  /** Declared people; null when nobody declared a number. */
  readonly headcount: number | null;
  /**
   * Entrants over headcount, at most 1: more entrants than people means that the declaration is
   * wrong or the unit was stuffed, and neither may win. null without a headcount.
   */
  readonly rate: number | null;
  /** Mean score of the entrants, 0 without any. */
  readonly mean: number;
  readonly total: number;
}

export interface UnitStanding extends UnitFigures {
  /** 1, 1, 3; null when the unit does not compete: too few entrants, or no headcount where the rate decides. */
  readonly rank: number | null;
  readonly isTied: boolean;
}

/**
 * The figures of each unit from the ranked rows of one board, in the order of `units`. A row of a unit
 * that is not listed is left out. A headcount of 0 is one that nobody declared.
 */
export function unitFigures(
  rows: Iterable<{ readonly unitId: UnitId; readonly score: number }>,
  units: readonly { readonly unitId: UnitId; readonly headcount: number }[],
): UnitFigures[] {
  const sums = new Map(units.map(({ unitId }) => [unitId, { entrants: 0, total: 0 }]));
  for (const row of rows) {
    const sum = sums.get(row.unitId);
    if (!sum) continue;
    sum.entrants += 1;
    sum.total += row.score;
  }
  return units.map(({ unitId, headcount }) => {
    const { entrants, total } = sums.get(unitId) ?? { entrants: 0, total: 0 };
    return {
      unitId,
      entrants,
      headcount: headcount > 0 ? headcount : null,
      rate: headcount > 0 ? Math.min(1, entrants / headcount) : null,
      mean: entrants > 0 ? total / entrants : 0,
      total,
    };
  });
}

/**
 * Units with at least one entrant, best first: competition rank by the one criterion, and units that do
 * not compete at the end. Units that are equal share a rank; among them the order is by id and means nothing.
 */
export function rankUnits(
  figures: readonly UnitFigures[],
  criterion: CollectiveCriterion,
  minEntrants: number,
): UnitStanding[] {
  const sorted = figures
    .filter((unit) => unit.entrants > 0)
    .map((unit) => ({ unit, value: unit.entrants >= minEntrants ? unit[criterion] : null }))
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.unit.unitId < b.unit.unitId ? -1 : 1));
  let rank = 0;
  return sorted.map(({ unit, value }, at) => {
    const above = sorted[at - 1]?.value;
    const below = sorted[at + 1]?.value;
    if (value === null) return { ...unit, rank: null, isTied: false };
    if (value !== above) rank = at + 1;
    return { ...unit, rank, isTied: value === above || value === below };
  });
}

/** `rankUnits` of `unitFigures`: the unit board of one board's rows. */
export function unitStandings(
  rows: Iterable<{ readonly unitId: UnitId; readonly score: number }>,
  units: readonly { readonly unitId: UnitId; readonly headcount: number }[],
  criterion: CollectiveCriterion,
  minEntrants: number,
): UnitStanding[] {
  return rankUnits(unitFigures(rows, units), criterion, minEntrants);
}
