/**
 * Who wins what on a board by the contest's own rules, as its standings are now. Nothing is decided or written
 * here: the studio shows it, `decide-awards` makes it hold, the report prints it as provisional.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { allocateCollective, allocatePrizes, type AwardReason, type PrizeRow } from '../rules/prizes.ts';
import type { CollectivePrize, IndividualPrize } from '../rules/contest.ts';
import type { ParticipantId, UnitId } from '../rules/ids.ts';
import { rankBelow, unitFigures, type UnitFigures } from '../rules/standings.ts';
import { awardsElsewhere, type AwardRow } from '../store/awards.ts';
import { rankedPage } from '../store/staff-standings.ts';
import { unitsOfBoard } from '../store/live-standings.ts';
import { standingsPageMax } from '../store/standings.ts';
import type { ReadTx } from '../store/store.ts';
import type { BoardOf } from './board-of.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';

/** What an award says whether or not it has been decided: of an `AwardRow` the part that matters to people. */
export type AwardFacts = Pick<AwardRow, 'prizeId' | 'participantId' | 'unitId' | 'rank' | 'amount' | 'reason'>;

export interface Proposal {
  /** In the order of the prizes, the most valuable first, and by rank inside a prize. */
  readonly awards: readonly AwardFacts[];
  readonly reserves: readonly { readonly participantId: ParticipantId; readonly rank: number }[];
  /** Who could win nothing here because they have a prize of another board. */
  readonly wonElsewhere: ReadonlySet<ParticipantId>;
  /** Hex SHA-256: whoever decides names it, so nobody awards what they have not seen. */
  readonly digest: string;
}

export async function proposeAwards(ctx: Ctx, contest: LoadedContest, board: BoardOf): Promise<Proposal> {
  return proposeOn(ctx, contest, board, await rankedRows(ctx, board.board));
}

/** The same on other rows than those that stand: what would be proposed if they did. */
export async function proposeOn(
  ctx: Ctx,
  contest: LoadedContest,
  board: BoardOf,
  rows: readonly RankedRow[],
): Promise<Proposal> {
  const wonElsewhere = await ctx.store.read((tx) => winnersElsewhere(tx, contest, board.board));
  const individual = proposeIndividual(ctx, contest, board, rows, wonElsewhere);
  const collective = board.scope === 'overall' ? await proposeCollective(ctx, contest, board, rows) : [];
  const awards = [...individual.awards, ...collective];
  const digest = ctx.secrets.digest(JSON.stringify([board.board, ...awards.map(awardKey)]));
  return { awards, reserves: individual.reserves, wonElsewhere, digest };
}

/** Two awards with the same key are the same award, however the reasons were put. */
export function awardKey({ prizeId, participantId, unitId, rank, amount }: AwardFacts): string {
  return JSON.stringify([prizeId, participantId, unitId, rank, amount]);
}

export interface RankedRow extends PrizeRow {
  readonly unitId: UnitId;
  readonly sortKey: string;
}

/** A whole board, read in pages: prizes need to know how many competed. */
export async function rankedRows(ctx: Ctx, board: string): Promise<RankedRow[]> {
  const rows: RankedRow[] = [];
  for (let isMore = true; isMore;) {
    const page = await ctx.store.read((tx) => rankedPage(tx, board, rows.at(-1) ?? null));
    for (const row of page) rows.push({ ...row, rank: rankBelow(rows.at(-1), row, rows.length + 1) });
    isMore = page.length > 0;
    await nextTurn();
  }
  return rows;
}

function proposeIndividual(
  ctx: Ctx,
  contest: LoadedContest,
  board: BoardOf,
  rows: readonly RankedRow[],
  alreadyWon: ReadonlySet<ParticipantId>,
) {
  const prizes = contest.definition.prizes
    .filter((prize): prize is IndividualPrize => prize.kind === 'individual' && prize.scope === board.scope)
    .toSorted((a, b) => b.amount - a.amount);
  const { awards, reserves } = allocatePrizes({ prizes, rows, alreadyWon, drawSeed: drawSeed(ctx, board) });
  const waiting = new Set(reserves);
  const rankOf = new Map(rows.flatMap(({ participantId: id, rank }) => (waiting.has(id) ? [[id, rank]] : [])));
  return {
    awards: awards.map((award): AwardFacts => ({ ...award, unitId: '', reason: { ...award.reason } })),
    reserves: reserves.map((participantId) => ({ participantId, rank: rankOf.get(participantId) ?? 0 })),
  };
}

/** Who may win nothing here because the contest gives one prize a person, and they have theirs. */
export async function winnersElsewhere(
  tx: ReadTx,
  contest: LoadedContest,
  board: string,
): Promise<ReadonlySet<ParticipantId>> {
  if (contest.definition.onePrizePer === 'round') return new Set();
  const elsewhere = await awardsElsewhere(tx, contest.id, board);
  return new Set(elsewhere.flatMap(({ participantId }) => (participantId === '' ? [] : [participantId])));
}

/**
 * The seed of every lot on the board. The round's secret is committed to before it opens and told when it has closed,
 * so anybody can draw again; of several rounds it is the last one's.
 */
function drawSeed(ctx: Ctx, { board, rounds }: BoardOf): string {
  const last = rounds.at(-1);
  if (last === undefined) throw new Error(`board ${board} has no round`);
  return ctx.secrets.hmac(last.secret, `draw|${board}`);
}

async function proposeCollective(
  ctx: Ctx,
  contest: LoadedContest,
  board: BoardOf,
  rows: readonly RankedRow[],
): Promise<AwardFacts[]> {
  const prizes = contest.definition.prizes.filter((prize): prize is CollectivePrize => prize.kind === 'collective');
  const units = unitFigures(rows, await unitsOf(ctx, [...new Set(rows.map(({ unitId }) => unitId))]));
  return allocateCollective({ prizes, units, drawSeed: drawSeed(ctx, board) }).map((award) => {
    const prize = prizes.find(({ id }) => id === award.prizeId);
    const figures = units.find(({ unitId }) => unitId === award.unitId);
    return { ...award, participantId: '' as const, reason: collectiveReason(award.reason, prize, figures) };
  });
}

/** The figures are kept with the award: a headcount that is corrected later does not change why it was given. */
function collectiveReason(reason: AwardReason, prize: CollectivePrize | undefined, figures: UnitFigures | undefined) {
  if (prize === undefined || figures === undefined) throw new Error('an award of nothing');
  const { criterion } = prize;
  return { ...reason, criterion, value: figures[criterion] ?? 0, entrants: figures.entrants, total: figures.total };
}

async function unitsOf(ctx: Ctx, ids: readonly UnitId[]) {
  const units: { unitId: UnitId; headcount: number }[] = [];
  for (let at = 0; at < ids.length; at += standingsPageMax) {
    const page = await ctx.store.read((tx) => unitsOfBoard(tx, ids.slice(at, at + standingsPageMax)));
    units.push(...page.map(({ id, headcount }) => ({ unitId: id, headcount })));
  }
  return units;
}
