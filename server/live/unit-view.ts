/** Units of a board from their sums: ordered by what the contest's first collective prize counts. */
import type { ContestDefinition } from '../rules/contest.ts';
import type { UnitId } from '../rules/ids.ts';
import { rankUnits } from '../rules/standings.ts';
import type { UnitRow } from '../wire/http/leaderboard.ts';
import type { UnitSum } from './board.ts';
import type { BoardFeed } from './board-feed.ts';
import type { BoardNames } from './board-names.ts';

/** Rows of units in one view: a frame goes to every phone, and a province has hundreds of units. */
export const unitRowsMax = 30;

/** A unit that does not compete (too few entrants) has rank 0 and stands at the end. */
export async function unitRows(
  feed: BoardFeed,
  names: BoardNames,
  sums: readonly (UnitSum & { unit: number })[],
): Promise<UnitRow[]> {
  const { units } = feed.boards.roster;
  const known = await names.ofUnits(sums.map(({ unit }) => units.nameOf(unit)));
  const figures = sums.map(({ unit, entrants, total }) => {
    const unitId = units.nameOf(unit) as UnitId;
    const headcount = known.get(unitId)?.headcount ?? null;
    // As `unitFigures` of the rules has it: more entrants than people is a wrong declaration.
    const rate = headcount === null ? null : Math.min(1, entrants / headcount);
    return { unitId, entrants, headcount, rate, mean: total / entrants, total };
  });
  const { criterion, minEntrants } = competitionOf(feed.contest.definition);
  return rankUnits(figures, criterion, minEntrants)
    .slice(0, unitRowsMax)
    .map(({ rank, isTied: _isTied, ...unit }) => ({
      ...unit,
      name: known.get(unit.unitId)?.name ?? '',
      rank: rank ?? 0,
    }));
}

function competitionOf({ prizes }: ContestDefinition) {
  const prize = prizes.find(({ kind }) => kind === 'collective');
  return prize?.kind === 'collective' ? prize : ({ criterion: 'entrants', minEntrants: 1 } as const);
}
