/**
 * Giving out places of prizes to ranked contenders, with every way to settle a tie. It knows
 * neither people nor units, categories nor criteria: `prizes.ts` says who contends for what.
 * Nothing depends on the order of equals in the input.
 */
import type { TiePolicy } from './contest.ts';
import { makeRandom, subSeed } from './random.ts';

export interface Contender<Id extends string> {
  readonly id: Id;
  /** Competition rank: the same number is a tie. */
  readonly rank: number;
}

/** One prize with everybody who may win it. */
export interface Offering<Id extends string> {
  readonly prizeId: string;
  readonly quota: number;
  readonly amount: number;
  readonly tiePolicy: TiePolicy;
  /** Prizes of one competition follow each other: people who share cover places of them only. */
  readonly competition: string;
  /** How many may win it. */
  readonly competitors: number;
  /** They, best rank first. Of a hundred thousand only those near the prizes are asked for; each time from the first. */
  readonly contenders: Iterable<Contender<Id>>;
}

/** Why somebody has a prize: kept with the award, and what a screen needs to say it in words. */
export type AwardReason = {
  readonly rank: number;
  /** How many could have won this prize. */
  readonly competitors: number;
  /** Equals at this rank who were still without a prize, this one included. */
  readonly tieSize: number;
  /** Only when there were more equals than places. */
  readonly policy?: TiePolicy;
  /** Places that the equals had before them: left of the quota, or covered together by sharing. */
  readonly places?: number;
  /** `draw`: which lot, 1 first. */
  readonly drawPosition?: number;
  /** `share`: the sum of the covered places, and what is left of it that no equal division pays. */
  readonly pot?: number;
  readonly unpaid?: number;
};

export interface Grant<Id extends string> {
  readonly prizeId: string;
  readonly winner: Id;
  readonly amount: number;
  readonly reason: AwardReason;
}

/**
 * Prizes in the order given, contenders by rank, at most one prize each; those in `taken` win nothing.
 * When more equals than places stand at a prize's end: `draw` gives the places by lot and lets the others
 * contend for the next prize; `more-prizes` gives each the whole prize and leaves later prizes untouched;
 * `share` lets them cover as many places as they are, of this prize and of the following ones of the same
 * competition that share too, and divides the sum equally in whole đồng. The remainder is paid to nobody.
 */
export function allocate<Id extends string>(
  offerings: readonly Offering<Id>[],
  taken: ReadonlySet<Id>,
  lots: Lots,
): Grant<Id>[] {
  const won = new Set(taken);
  const places = offerings.map((offering) => offering.quota);
  const grants: Grant<Id>[] = [];
  for (const [at, offering] of offerings.entries()) {
    for (const equals of tieGroups(offering.contenders, won)) {
      const left = places[at] ?? 0;
      if (left <= 0) break;
      places[at] = Math.max(0, left - equals.length);
      const given = equals.length <= left ? whole(offering, equals) : settle(offerings, places, at, left, equals, lots);
      for (const grant of given) won.add(grant.winner);
      grants.push(...given);
    }
  }
  return grants;
}

/** Puts equals into the order of their lots. */
export type Lots = <Id extends string>(ids: readonly Id[]) => Id[];

/**
 * Lots under one seed. A lot depends on the seed and the id alone, so whoever leaves a tie changes
 * nothing in the order of the others. Each is made once: half a contest may be level for a prize.
 */
export function makeLots(drawSeed: string): Lots {
  const known = new Map<string, number>();
  const lotOf = (id: string) => {
    const lot = known.get(id) ?? drawLot(id, drawSeed);
    known.set(id, lot);
    return lot;
  };
  return (ids) =>
    ids
      .map((id) => ({ id, lot: lotOf(id) }))
      .sort((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
}

function drawLot(id: string, drawSeed: string): number {
  const random = makeRandom(subSeed(drawSeed, id));
  return random.below(2 ** 26) * 2 ** 27 + random.below(2 ** 27);
}

type Equals<Id extends string> = readonly Contender<Id>[];

/** Without those who have won; lazily, because prizes are few and contenders may be a million. */
function* tieGroups<Id extends string>(
  contenders: Iterable<Contender<Id>>,
  won: ReadonlySet<Id>,
): Generator<Equals<Id>> {
  const inOrder = (equals: Contender<Id>[]) => equals.sort((a, b) => (a.id < b.id ? -1 : 1));
  let equals: Contender<Id>[] = [];
  for (const contender of contenders) {
    if (won.has(contender.id)) continue;
    if (equals[0] && equals[0].rank !== contender.rank) {
      yield inOrder(equals);
      equals = [];
    }
    equals.push(contender);
  }
  if (equals.length > 0) yield inOrder(equals);
}

function whole<Id extends string>(offering: Offering<Id>, equals: Equals<Id>): Grant<Id>[] {
  return equals.map(({ id }) => grant(offering, id, offering.amount, reasonOf(offering, equals)));
}

/** More equals than the `left` places of offering number `at`. */
function settle<Id extends string>(
  offerings: readonly Offering<Id>[],
  places: number[],
  at: number,
  left: number,
  equals: Equals<Id>,
  lots: Lots,
): Grant<Id>[] {
  const offering = offerings[at] as Offering<Id>;
  const reason = { ...reasonOf(offering, equals), policy: offering.tiePolicy, places: left };
  switch (offering.tiePolicy) {
    case 'more-prizes':
      return equals.map(({ id }) => grant(offering, id, offering.amount, reason));
    case 'draw': {
      const ids = equals.map(({ id }) => id);
      const winners = lots(ids).slice(0, left);
      return winners.map((id, lot) => grant(offering, id, offering.amount, { ...reason, drawPosition: lot + 1 }));
    }
    case 'share': {
      const covered = coverPlaces(offerings, places, at, left, equals);
      const amount = Math.floor(covered.pot / equals.length);
      const shared = { ...reason, ...covered, unpaid: covered.pot - amount * equals.length };
      return equals.map(({ id }) => grant(offering, id, amount, shared));
    }
  }
}

/** Takes the places after the `left` ones away from the following prizes, and adds all of them up. */
function coverPlaces<Id extends string>(
  offerings: readonly Offering<Id>[],
  places: number[],
  at: number,
  left: number,
  equals: Equals<Id>,
): { places: number; pot: number } {
  const { amount, competition } = offerings[at] as Offering<Id>;
  let covered = left;
  let pot = left * amount;
  for (const [next, offering] of offerings.entries()) {
    if (next <= at || covered === equals.length) continue;
    if (offering.competition !== competition || offering.tiePolicy !== 'share') continue;
    const mayWin = new Set(Array.from(offering.contenders, ({ id }) => id));
    if (!equals.every(({ id }) => mayWin.has(id))) continue;
    const used = Math.min(places[next] ?? 0, equals.length - covered);
    places[next] = (places[next] ?? 0) - used;
    covered += used;
    pot += used * offering.amount;
  }
  return { places: covered, pot };
}

function reasonOf<Id extends string>(offering: Offering<Id>, equals: Equals<Id>): AwardReason {
  return { rank: equals[0]?.rank ?? 0, competitors: offering.competitors, tieSize: equals.length };
}

function grant<Id extends string>(
  { prizeId }: Offering<Id>,
  winner: Id,
  amount: number,
  reason: AwardReason,
): Grant<Id> {
  return { prizeId, winner, amount, reason };
}
