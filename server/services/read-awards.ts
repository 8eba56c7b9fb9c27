/** A board's prizes for the staff: what the rules give now, what has been decided, who is next, and whether the two differ. */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ContestId, ParticipantId, UnitId } from '../rules/ids.ts';
import { awardsOnBoard, type AwardRow } from '../store/awards.ts';
import { staffRowsOf, type StaffRow } from '../store/staff-standings.ts';
import { unitsOfBoard } from '../store/live-standings.ts';
import type { AwardsView, AwardView } from '../wire/http/staff.ts';
import { boardOf, type BoardOf } from './board-of.ts';
import type { Ctx } from './context.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { awardKey, proposeAwards, type AwardFacts, type Proposal } from './propose-awards.ts';

/** `awarded` holds the revoked ones too, after those that stand. Refusal: `not-found` for contest or board. */
export async function readAwards(
  ctx: Ctx,
  { contestId, board: name }: { contestId: ContestId; board: string },
): Promise<Outcome<AwardsView>> {
  const contest = await loadContest(ctx, contestId);
  const board = contest && boardOf(contest, name);
  if (!contest || !board) return refused({ name: 'not-found' });
  return accepted(await viewAwards(ctx, contest, board, await proposeAwards(ctx, contest, board)));
}

export async function viewAwards(
  ctx: Ctx,
  contest: LoadedContest,
  board: BoardOf,
  proposal: Proposal,
): Promise<AwardsView> {
  const decided = await ctx.store.read((tx) => awardsOnBoard(tx, contest.id, board.board));
  const winners = await winnersOf(ctx, board.board, [...proposal.awards, ...decided, ...proposal.reserves]);
  const standing = decided.filter(isStanding);
  const revoked = decided.filter((award) => !isStanding(award)).toSorted((a, b) => b.revokedAt - a.revokedAt);
  return {
    board: board.board,
    isFinal: board.isFinal,
    proposed: proposal.awards.map((award) =>
      viewAward(contest, winners, { ...award, id: '', revokedAt: 0, revokedReason: '' }),
    ),
    awarded: [...inProposedOrder(standing, proposal), ...revoked].map((award) => viewAward(contest, winners, award)),
    reserves: proposal.reserves.map(({ participantId, rank }) => {
      const { fullName = '', unitName = '', standing: row } = winners.people.get(participantId) ?? {};
      return { rank, name: fullName, unitName, score: row?.score ?? 0 };
    }),
    isOutdated: standing.length > 0 && !isSameAwards(standing, proposal.awards),
    proposalDigest: proposal.digest,
  };
}

export const isStanding = (award: Pick<AwardRow, 'revokedAt'>): boolean => award.revokedAt === 0;

export function isSameAwards(decided: readonly AwardFacts[], proposed: readonly AwardFacts[]): boolean {
  const [ours, theirs] = [decided, proposed].map((awards) => awards.map(awardKey).sort().join('\n'));
  return ours === theirs;
}

/** Most valuable first; ids of rows say nothing of it. */
function inProposedOrder(awards: readonly AwardRow[], proposal: Proposal): AwardRow[] {
  const placeOf = new Map(proposal.awards.map((award, place) => [awardKey(award), place]));
  const place = (award: AwardRow) => placeOf.get(awardKey(award)) ?? proposal.awards.length;
  return awards.toSorted((a, b) => place(a) - place(b) || b.amount - a.amount || a.rank - b.rank);
}

export interface Winners {
  readonly people: ReadonlyMap<ParticipantId, StaffRow>;
  readonly units: ReadonlyMap<UnitId, string>;
}

interface Named {
  readonly participantId: ParticipantId | '';
  readonly unitId?: UnitId | '';
}

/** Names and figures are looked up in groups of so many. */
const groupMax = 500;

/** Everybody and every unit that is named, by id. */
export async function winnersOf(ctx: Ctx, board: string, named: readonly Named[]): Promise<Winners> {
  const people = new Map<ParticipantId, StaffRow>();
  const units = new Map<UnitId, string>();
  const personIds = [...new Set(named.flatMap(({ participantId }) => participantId || []))];
  const unitIds = [...new Set(named.flatMap(({ unitId }) => unitId || []))];
  for (let at = 0; at < personIds.length; at += groupMax) {
    const rows = await ctx.store.read((tx) => staffRowsOf(tx, board, personIds.slice(at, at + groupMax)));
    for (const row of rows) people.set(row.standing.participantId, row);
  }
  for (let at = 0; at < unitIds.length; at += groupMax) {
    const rows = await ctx.store.read((tx) => unitsOfBoard(tx, unitIds.slice(at, at + groupMax)));
    for (const { id, name } of rows) units.set(id, name);
  }
  return { people, units };
}

type SomeAward = AwardFacts & Pick<AwardRow, 'id' | 'revokedAt' | 'revokedReason'>;

function viewAward(contest: LoadedContest, winners: Winners, award: SomeAward): AwardView {
  const prize = contest.definition.prizes.find(({ id }) => id === award.prizeId);
  const person = award.participantId === '' ? undefined : winners.people.get(award.participantId);
  const unitName = award.unitId === '' ? person?.unitName : winners.units.get(award.unitId);
  return {
    id: award.id,
    prizeId: award.prizeId,
    prizeName: prize?.name ?? { vi: award.prizeId, en: award.prizeId },
    rank: award.rank,
    amount: award.amount,
    participantId: award.participantId || null,
    unitId: award.unitId || null,
    name: person?.fullName ?? unitName ?? '',
    unitName: unitName ?? '',
    score: person?.standing.score ?? Number(award.reason.total ?? 0),
    elapsedMs: person?.standing.elapsedMs ?? 0,
    reason: award.reason,
    revokedAt: award.revokedAt,
    revokedReason: award.revokedReason,
  };
}
