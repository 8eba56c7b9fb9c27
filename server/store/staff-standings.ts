/** Queries of the staff about a board: pages in the order of rank with names, neighbours, search, everybody for the prizes. */
import { and, asc, count, desc, eq, gt, inArray, like, lt, or, sql, type SQL } from 'drizzle-orm';
import type { ParticipantId } from '../rules/ids.ts';
import type { StandingRow } from './standings.ts';
import type { ReadTx } from './store.ts';

/** A standing with what the staff may know of the person. */
export interface StaffRow {
  readonly standing: StandingRow;
  readonly fullName: string;
  readonly birthYear: number;
  readonly isChild: boolean;
  readonly unitName: string;
  readonly disqualifiedAt: number;
  readonly disqualifiedReason: string;
}

const withPerson = ({ standing, participant, unit }: ReadTx['tables']) => ({
  standing,
  fullName: participant.fullName,
  birthYear: participant.birthYear,
  isChild: participant.isChild,
  unitName: unit.name,
  disqualifiedAt: participant.disqualifiedAt,
  disqualifiedReason: participant.disqualifiedReason,
});

interface Slice {
  readonly offset: number;
  readonly countMax: number;
}

async function staffRows(tx: ReadTx, which: SQL | undefined, { offset, countMax }: Slice): Promise<StaffRow[]> {
  const { standing, participant, unit } = tx.tables;
  const rows = await tx.db
    .select(withPerson(tx.tables))
    .from(standing)
    .innerJoin(participant, eq(participant.id, standing.participantId))
    // A unit that was taken away must not take a winner off the list.
    .leftJoin(unit, eq(unit.id, standing.unitId))
    .where(which)
    .orderBy(desc(standing.isRanked), desc(standing.sortKey), asc(standing.participantId))
    .offset(offset)
    .limit(countMax);
  return rows.map((row) => ({ ...row, unitName: row.unitName ?? '' }));
}

/** From the best down; those who are not ranked come after all who are. Equals in the order of their ids, which means nothing. */
export function staffPage(tx: ReadTx, board: string, slice: Slice): Promise<StaffRow[]> {
  return staffRows(tx, eq(tx.tables.standing.board, board), slice);
}

/** In the same order, those whose name fits `pattern` (lower case, `_` any one letter, `%` any text). */
export function staffMatches(tx: ReadTx, board: string, pattern: string, slice: Slice): Promise<StaffRow[]> {
  const { standing, participant } = tx.tables;
  const fits = like(sql`lower(${participant.fullName})`, pattern);
  return staffRows(tx, and(eq(standing.board, board), fits), slice);
}

/** The given participants' standings on a board; at most a few hundred at once. */
export function staffRowsOf(tx: ReadTx, board: string, ids: readonly ParticipantId[]): Promise<StaffRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const { standing } = tx.tables;
  const which = and(eq(standing.board, board), inArray(standing.participantId, [...ids]));
  return staffRows(tx, which, { offset: 0, countMax: ids.length });
}

export async function countStandings(tx: ReadTx, board: string) {
  const { standing } = tx.tables;
  const [all] = await tx.db.select({ n: count() }).from(standing).where(eq(standing.board, board));
  const [ranked] = await tx.db
    .select({ n: count() })
    .from(standing)
    .where(and(eq(standing.board, board), eq(standing.isRanked, true)));
  return { all: all?.n ?? 0, ranked: ranked?.n ?? 0 };
}

/** What stands around a key among the ranked: how many are better, how many are level, and the nearest better one. */
export async function around(tx: ReadTx, board: string, sortKey: string) {
  const { standing } = tx.tables;
  const ranked = and(eq(standing.board, board), eq(standing.isRanked, true));
  const isBetter = and(ranked, gt(standing.sortKey, sortKey));
  const [better] = await tx.db.select({ n: count() }).from(standing).where(isBetter);
  const [level] = await tx.db
    .select({ n: count() })
    .from(standing)
    .where(and(ranked, eq(standing.sortKey, sortKey)));
  const [above] = await tx.db
    .select()
    .from(standing)
    .where(isBetter)
    .orderBy(asc(standing.sortKey), asc(standing.participantId))
    .limit(1);
  return { better: better?.n ?? 0, level: level?.n ?? 0, above };
}

/** Rows read in one step where a whole board is walked through. */
const rankedPageMax = 1_000;

/** The next ranked rows, from the best down, after the given one; null begins. Only what prizes look at. */
export async function rankedPage(
  tx: ReadTx,
  board: string,
  after: { readonly sortKey: string; readonly participantId: ParticipantId } | null,
) {
  const { standing } = tx.tables;
  const isAfter =
    after === null
      ? undefined
      : or(
          lt(standing.sortKey, after.sortKey),
          and(eq(standing.sortKey, after.sortKey), gt(standing.participantId, after.participantId)),
        );
  return tx.db
    .select({
      participantId: standing.participantId,
      categoryId: standing.categoryId,
      unitId: standing.unitId,
      score: standing.score,
      sortKey: standing.sortKey,
    })
    .from(standing)
    .where(and(eq(standing.board, board), eq(standing.isRanked, true), isAfter))
    .orderBy(desc(standing.sortKey), asc(standing.participantId))
    .limit(rankedPageMax);
}
