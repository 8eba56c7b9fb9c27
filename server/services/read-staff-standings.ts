/**
 * A board as the staff sees it: full names, every value, and for each place the key on which it lost to the place above.
 * The disqualified stand after everybody who is ranked. Never for the public: children's names are whole here.
 */
import { searchKey } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ContestId } from '../rules/ids.ts';
import type { RankingKey } from '../rules/contest.ts';
import { decidedBy as keyBetween } from '../rules/standings.ts';
import { around, countStandings, staffMatches, staffPage, type StaffRow } from '../store/staff-standings.ts';
import type { StandingRow } from '../store/standings.ts';
import type { StaffStanding, StaffStandings } from '../wire/http/staff.ts';
import { boardOf, type BoardOf } from './board-of.ts';
import type { Ctx } from './context.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';

export const staffPageMax = 50;
/** Names found; whoever has more types more. */
const foundMax = 20;
/** A search looks through so many names that fit by their consonants, and no further. */
const candidatesMax = 10_000;
const candidatesPageMax = 1_000;

export interface StaffStandingsWish {
  readonly contestId: ContestId;
  readonly board: string;
  /** Rows to skip; not used in a search. */
  readonly offset: number;
  /** A part of a name, with or without its diacritics; '' is everybody. */
  readonly q: string;
}

/** `total` is everybody on the board, or, in a search, how many were found. Refusal: `not-found`. */
export async function readStaffStandings(ctx: Ctx, wish: StaffStandingsWish): Promise<Outcome<StaffStandings>> {
  const contest = await loadContest(ctx, wish.contestId);
  const board = contest && boardOf(contest, wish.board);
  if (!contest || !board) return refused({ name: 'not-found' });
  const sought = searchKey(wish.q);
  const found = sought === '' ? await readPage(ctx, contest, wish) : await search(ctx, contest, wish.board, sought);
  const predictionTruth = truthOf(board);
  return accepted({ board: wish.board, isFinal: board.isFinal, predictionTruth, ...found });
}

/** Of one round; over several rounds there is none. */
const truthOf = ({ scope, rounds }: BoardOf) => (scope === 'round' ? (rounds[0]?.predictionTruth ?? null) : null);

type Found = Pick<StaffStandings, 'total' | 'offset' | 'rows'>;

async function readPage(ctx: Ctx, contest: LoadedContest, { board, offset }: StaffStandingsWish): Promise<Found> {
  const { ranking } = contest.definition;
  return ctx.store.read(async (tx) => {
    const { all } = await countStandings(tx, board);
    // One more on either side, to know who is level with the first and the last of the page.
    const before = Math.min(offset, 1);
    const from = offset - before;
    const rows = await staffPage(tx, board, { offset: from, countMax: before + staffPageMax + 1 });
    const keys = rows.filter(({ standing }) => standing.isRanked).map(({ standing }) => standing.sortKey);
    const first = keys[0] === undefined ? undefined : await around(tx, board, keys[0]);
    const placeOf = (row: StaffRow, at: number): Place => {
      const key = keys[at];
      if (key === undefined || first === undefined) return unranked;
      // Whoever is level with the first row read may stand before it: the whole board says their rank.
      const isFirst = key === keys[0];
      const isTied = key === keys[at - 1] || key === keys[at + 1] || (isFirst && first.level > 1);
      const rank = isFirst ? first.better + 1 : from + keys.indexOf(key) + 1;
      return { rank, isTied, decidedBy: isTied ? '' : lostOn(ranking, rows[at - 1]?.standing, row.standing) };
    };
    const views = rows.map((row, at) => view(row, placeOf(row, at)));
    return { total: all, offset, rows: views.slice(before, before + staffPageMax) };
  });
}

/** Every match with the rank it has on the whole board. */
async function search(ctx: Ctx, contest: LoadedContest, board: string, sought: string): Promise<Found> {
  const found: StaffRow[] = [];
  for (let offset = 0; offset < candidatesMax && found.length < foundMax; offset += candidatesPageMax) {
    const slice = { offset, countMax: candidatesPageMax };
    const page = await ctx.store.read((tx) => staffMatches(tx, board, likePattern(sought), slice));
    found.push(...page.filter(({ fullName }) => searchKey(fullName).includes(sought)));
    if (page.length < candidatesPageMax) break;
  }
  const rows = await ctx.store.read(async (tx) => {
    const views: StaffStanding[] = [];
    for (const row of found.slice(0, foundMax)) {
      const { better, level, above } = await around(tx, board, row.standing.sortKey);
      const isTied = level > 1;
      const decidedBy = isTied ? '' : lostOn(contest.definition.ranking, above, row.standing);
      const place = { rank: better + 1, isTied, decidedBy };
      views.push(view(row, row.standing.isRanked ? place : unranked));
    }
    return views;
  });
  return { total: rows.length, offset: 0, rows };
}

/**
 * What a name without diacritics may look like with them, for the database to look through: it compares letters
 * that bear no marks, and takes any one letter where there may be a mark. What it finds too much is sorted out after.
 */
function likePattern(sought: string): string {
  return `%${sought.replace(/[^bcfghjklmnpqrstvwxz0-9 ]/g, '_')}%`;
}

type Place = Pick<StaffStanding, 'rank' | 'isTied' | 'decidedBy'>;

const unranked: Place = { rank: 0, isTied: false, decidedBy: '' };

/** '' for whoever has nobody above. */
function lostOn(ranking: readonly RankingKey[], above: StandingRow | undefined, row: StandingRow): RankingKey | '' {
  return above === undefined ? '' : keyBetween(ranking, above, row);
}

function view(row: StaffRow, place: Place): StaffStanding {
  const { standing, fullName, birthYear, isChild, unitName, disqualifiedAt, disqualifiedReason } = row;
  const { participantId, categoryId, score, correct, prediction, predictionGap, elapsedMs, submittedAt, attempts } =
    standing;
  return {
    participantId,
    ...place,
    fullName,
    birthYear,
    isChild,
    unitName,
    categoryId,
    score,
    correct,
    prediction,
    predictionGap,
    elapsedMs,
    submittedAt,
    attempts,
    disqualifiedAt,
    disqualifiedReason,
  };
}
