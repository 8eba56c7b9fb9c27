/** What live boards read of standings: pages in order, the journal of changes, and names for the rows that are shown. */
import { and, asc, desc, eq, gt, inArray, max, sql } from 'drizzle-orm';
import type { ContestId, ParticipantId, UnitId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import { standingsPageMax, type StandingRow } from './standings.ts';
import type { ReadTx, Tx } from './store.ts';

/** What the live boards hold of a row. */
export type LiveRow = Pick<
  StandingRow,
  | 'participantId'
  | 'categoryId'
  | 'unitId'
  | 'isRanked'
  | 'sortKey'
  | 'score'
  | 'correct'
  | 'elapsedMs'
  | 'publicSortKey'
  | 'publicScore'
  | 'publicCorrect'
  | 'publicElapsedMs'
>;

const liveColumns = ({ standing }: Tables) => ({
  participantId: standing.participantId,
  categoryId: standing.categoryId,
  unitId: standing.unitId,
  isRanked: standing.isRanked,
  sortKey: standing.sortKey,
  score: standing.score,
  correct: standing.correct,
  elapsedMs: standing.elapsedMs,
  publicSortKey: standing.publicSortKey,
  publicScore: standing.publicScore,
  publicCorrect: standing.publicCorrect,
  publicElapsedMs: standing.publicElapsedMs,
});

/** Where a page of a board begins: after this row, or at the top. */
export type AfterRow = Pick<LiveRow, 'isRanked' | 'sortKey' | 'participantId'>;
/** Before every row: more nines than any key has digits are greater than it, in every collation. */
export const boardTop: AfterRow = { isRanked: true, sortKey: '9'.repeat(100), participantId: '' as ParticipantId };

/** The next rows of a board from the best down, those who are not ranked at the end; fewer than a page is the last. */
export async function livePage(tx: ReadTx, board: string, after: AfterRow): Promise<LiveRow[]> {
  const { isRanked, sortKey, participantId } = after;
  return tx
    .prepared('live-page', (db, tables) =>
      db
        .select(liveColumns(tables))
        .from(tables.standing)
        .where(
          and(
            eq(tables.standing.board, sql.placeholder('board')),
            eq(tables.standing.isRanked, sql.placeholder('isRanked')),
            sql`(${tables.standing.sortKey}, ${tables.standing.participantId}) < (${sql.placeholder('sortKey')}, ${sql.placeholder('participantId')})`,
          ),
        )
        .orderBy(desc(tables.standing.sortKey), desc(tables.standing.participantId))
        .limit(standingsPageMax),
    )
    .execute({ board, isRanked, sortKey, participantId });
}

type StandingChange = Omit<Tables['standingChange']['$inferInsert'], 'id'>;

/** Changes of one contest, in the order of their commits: whoever reads the journal by its ids never passes one by. */
export async function noteStandingChanges(
  tx: Tx,
  contestId: ContestId,
  changes: readonly Omit<StandingChange, 'contestId'>[],
): Promise<void> {
  if (changes.length === 0) return;
  // An id is given out at the insert and seen at the commit: held until then, no smaller one comes later.
  await tx.lock('standing-change', contestId);
  await tx.db.insert(tx.tables.standingChange).values(changes.map((change) => ({ ...change, contestId })));
  tx.wake('standings');
}

/** The newest entry of a contest's journal of changes, 0 when there is none. */
export async function lastStandingChange(tx: ReadTx, contestId: ContestId): Promise<number> {
  const { standingChange } = tx.tables;
  const [row] = await tx.db
    .select({ last: max(standingChange.id) })
    .from(standingChange)
    .where(eq(standingChange.contestId, contestId));
  return row?.last ?? 0;
}

/** Whether the journal of changes names the board after the entry `since`. */
export async function hasBoardChanged(
  tx: ReadTx,
  { contestId, board, since }: { contestId: ContestId; board: string; since: number },
): Promise<boolean> {
  const { standingChange } = tx.tables;
  const rows = await tx.db
    .select({ id: standingChange.id })
    .from(standingChange)
    .where(and(eq(standingChange.contestId, contestId), eq(standingChange.board, board), gt(standingChange.id, since)))
    .limit(1);
  return rows.length > 0;
}

/** Changes after an entry of the journal, each with the row as it is now; null where there is no row any more. */
export async function standingChangesAfter(tx: ReadTx, contestId: ContestId, afterId: number) {
  return tx
    .prepared('standing-changes-after', (db, { standing, standingChange }) =>
      db
        .select({
          id: standingChange.id,
          board: standingChange.board,
          participantId: standingChange.participantId,
          row: standing,
        })
        .from(standingChange)
        .leftJoin(
          standing,
          and(eq(standing.board, standingChange.board), eq(standing.participantId, standingChange.participantId)),
        )
        .where(
          and(
            eq(standingChange.contestId, sql.placeholder('contestId')),
            sql`${standingChange.id} > ${sql.placeholder('afterId')}`,
          ),
        )
        .orderBy(asc(standingChange.id))
        .limit(standingsPageMax),
    )
    .execute({ contestId, afterId });
}

/** Names for the rows of a board, by participant. At most a page at once. */
export async function boardNames(tx: ReadTx, participantIds: readonly string[]) {
  if (participantIds.length === 0) return [];
  const { participant, unit } = tx.tables;
  return tx.db
    .select({
      id: participant.id,
      fullName: participant.fullName,
      publicName: participant.publicName,
      unitName: unit.name,
    })
    .from(participant)
    .leftJoin(unit, eq(unit.id, participant.unitId))
    .where(inArray(participant.id, [...participantIds] as ParticipantId[]))
    .orderBy(asc(participant.id));
}

/** Names and declared headcounts of units. */
export async function unitsOfBoard(tx: ReadTx, unitIds: readonly string[]) {
  if (unitIds.length === 0) return [];
  const { unit } = tx.tables;
  return tx.db
    .select({ id: unit.id, name: unit.name, headcount: unit.headcount })
    .from(unit)
    .where(inArray(unit.id, [...unitIds] as UnitId[]))
    .orderBy(asc(unit.id));
}
