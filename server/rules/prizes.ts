/**
 * Who wins what: individual prizes of a board, and collective prizes of its units. The rows are
 * final standings; somebody who was disqualified is simply not among them, and so the next moves
 * up by the same rules. Ties are settled in `allocation.ts`; nothing is stored here.
 */
import { allocate, makeLots, type AwardReason, type Contender, type Lots } from './allocation.ts';
import type { CollectivePrize, IndividualPrize } from './contest.ts';
import type { ParticipantId, UnitId } from './ids.ts';
import { rankUnits, type UnitFigures } from './unit-standings.ts';

export type { AwardReason } from './allocation.ts';

export const reservesMax = 10;

/** A ranked row of a board, as far as prizes look at it. */
export interface PrizeRow {
  readonly participantId: ParticipantId;
  readonly categoryId: string;
  readonly score: number;
  /** On the whole board; equal numbers are a tie. */
  readonly rank: number;
}

export interface IndividualAward {
  readonly prizeId: string;
  readonly participantId: ParticipantId;
  readonly rank: number;
  /** Đồng. */
  readonly amount: number;
  readonly reason: AwardReason;
}

export interface Allocation {
  /** In the order of the prizes, and by rank inside a prize. */
  readonly awards: readonly IndividualAward[];
  /** The next `reservesMax` who could win any of the prizes, best first; equals in the order of their lots. */
  readonly reserves: readonly ParticipantId[];
}

export interface PrizesToAllocate {
  /** Individual prizes of the board's scope, most valuable first. */
  readonly prizes: readonly IndividualPrize[];
  readonly rows: readonly PrizeRow[];
  /** People who have won elsewhere in what the contest calls one prize a person (round or contest). */
  readonly alreadyWon: ReadonlySet<ParticipantId>;
  /** Hex; committed to before the standings are known, published with the awards. */
  readonly drawSeed: string;
}

/** Each person wins at most one of the prizes: the first in order that the rank reaches. */
export function allocatePrizes({ prizes, rows, alreadyWon, drawSeed }: PrizesToAllocate): Allocation {
  const sorted = rows.toSorted((a, b) => a.rank - b.rank);
  const offerings = prizes.map((prize) => ({
    ...offerOf(prize),
    competition: prize.categoryId ?? '',
    competitors: sorted.reduce((sum, row) => sum + (mayWin(prize, row) ? 1 : 0), 0),
    contenders: { [Symbol.iterator]: () => contendersFor(prize, sorted) },
  }));
  const lots = makeLots(drawSeed);
  const awards = allocate(offerings, alreadyWon, lots).map(({ winner, ...award }) => ({
    ...award,
    participantId: winner,
    rank: award.reason.rank,
  }));
  const winners = new Set(awards.map((award) => award.participantId));
  const isFree = (row: PrizeRow) => !winners.has(row.participantId) && !alreadyWon.has(row.participantId);
  const next = sorted.filter((row) => isFree(row) && prizes.some((prize) => mayWin(prize, row)));
  return { awards, reserves: firstByLot(next, lots, reservesMax) };
}

export interface CollectiveAward {
  readonly prizeId: string;
  readonly unitId: UnitId;
  readonly rank: number;
  readonly amount: number;
  readonly reason: AwardReason;
}

/**
 * Prizes of one criterion are one competition, in which a unit wins at most once; a unit may win by
 * several criteria. Each prize ranks the units that reach its own `minEntrants`. In the order of the prizes.
 */
export function allocateCollective(input: {
  readonly prizes: readonly CollectivePrize[];
  readonly units: readonly UnitFigures[];
  readonly drawSeed: string;
}): CollectiveAward[] {
  const { prizes, units, drawSeed } = input;
  const criteria = [...new Set(prizes.map((prize) => prize.criterion))];
  const awards = criteria.flatMap((criterion) => {
    const offerings = prizes
      .filter((prize) => prize.criterion === criterion)
      .map((prize) => {
        const contenders = rankUnits(units, criterion, prize.minEntrants).flatMap(({ unitId, rank }) =>
          rank === null ? [] : [{ id: unitId, rank }],
        );
        return { ...offerOf(prize), competition: criterion, competitors: contenders.length, contenders };
      });
    return allocate(offerings, new Set<UnitId>(), makeLots(drawSeed));
  });
  return prizes.flatMap((prize) =>
    awards
      .filter((award) => award.prizeId === prize.id)
      .map(({ winner, ...award }) => ({ ...award, unitId: winner, rank: award.reason.rank })),
  );
}

function* contendersFor(prize: IndividualPrize, sorted: readonly PrizeRow[]): Generator<Contender<ParticipantId>> {
  for (const row of sorted) if (mayWin(prize, row)) yield { id: row.participantId, rank: row.rank };
}

function mayWin(prize: IndividualPrize, row: PrizeRow): boolean {
  return row.score >= prize.minScore && (prize.categoryId === null || prize.categoryId === row.categoryId);
}

function offerOf({ id, quota, amount, tiePolicy }: IndividualPrize | CollectivePrize) {
  return { prizeId: id, quota, amount, tiePolicy };
}

function firstByLot(sorted: readonly PrizeRow[], lots: Lots, max: number): ParticipantId[] {
  const lastRank = sorted[Math.min(max, sorted.length) - 1]?.rank ?? 0;
  const near = sorted.filter((row) => row.rank <= lastRank);
  const drawn = lots(near.map((row) => row.participantId));
  const lotOf = new Map(drawn.map((id, lot) => [id, lot]));
  const place = (row: PrizeRow) => lotOf.get(row.participantId) ?? 0;
  return near
    .sort((a, b) => a.rank - b.rank || place(a) - place(b))
    .slice(0, max)
    .map((row) => row.participantId);
}
