/** Queries about contests and their rounds. */
import { and, asc, count, countDistinct, eq, getTableColumns, gt, inArray, lte, sql } from 'drizzle-orm';
import type { ContestId, Millis, RoundId } from '../rules/ids.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type ContestRow = Tables['contest']['$inferSelect'];
export type RoundRow = Tables['round']['$inferSelect'];

/** A contest without its long definition, by slug or by id. */
export async function contestHead(tx: ReadTx, slugOrId: string) {
  const rows = await tx
    .prepared('contest-head', (db, { contest }) =>
      db
        .select({
          id: contest.id,
          slug: contest.slug,
          definitionVersion: contest.definitionVersion,
          publishedAt: contest.publishedAt,
        })
        .from(contest)
        .where(sql`${contest.slug} = ${sql.placeholder('slug')} or ${contest.id} = ${sql.placeholder('id')}`)
        .orderBy(asc(contest.id)),
    )
    .execute({ slug: slugOrId, id: slugOrId });
  return rows[0];
}

/** Ids of all contests, oldest first. */
export async function contestIds(tx: ReadTx): Promise<ContestId[]> {
  const { contest } = tx.tables;
  const rows = await tx.db.select({ id: contest.id }).from(contest).orderBy(asc(contest.id));
  return rows.map((row) => row.id);
}

export async function contestById(tx: ReadTx, id: ContestId): Promise<ContestRow | undefined> {
  const { contest } = tx.tables;
  const [row] = await tx.db.select().from(contest).where(eq(contest.id, id));
  return row;
}

export async function insertContest(tx: Tx, row: ContestRow): Promise<void> {
  await tx.db.insert(tx.tables.contest).values(row);
}

export type ContestChange = Partial<Pick<ContestRow, 'slug' | 'definition' | 'definitionVersion' | 'publishedAt'>>;

export async function writeContest(tx: Tx, id: ContestId, change: ContestChange): Promise<void> {
  const { contest } = tx.tables;
  await tx.db.update(contest).set(change).where(eq(contest.id, id));
}

/** Rounds in their order. */
export async function roundsOfContest(tx: ReadTx, contestId: ContestId): Promise<RoundRow[]> {
  return tx
    .prepared('rounds-of-contest', (db, { round }) =>
      db
        .select()
        .from(round)
        .where(eq(round.contestId, sql.placeholder('contestId')))
        .orderBy(asc(round.ordinal)),
    )
    .execute({ contestId });
}

/** The same without the definitions, which are long: what changes of a round while its contest runs. */
export async function roundStates(tx: ReadTx, contestId: ContestId): Promise<Omit<RoundRow, 'definition'>[]> {
  return tx
    .prepared('round-states', (db, { round }) => {
      const { definition: _long, ...states } = getTableColumns(round);
      return db
        .select(states)
        .from(round)
        .where(eq(round.contestId, sql.placeholder('contestId')))
        .orderBy(asc(round.ordinal));
    })
    .execute({ contestId });
}

export async function roundById(tx: ReadTx, id: RoundId): Promise<RoundRow | undefined> {
  const [row] = await tx
    .prepared('round-by-id', (db, { round }) =>
      db
        .select()
        .from(round)
        .where(eq(round.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return row;
}

export async function insertRound(tx: Tx, row: RoundRow): Promise<void> {
  await tx.db.insert(tx.tables.round).values(row);
}

/** Rounds of published contests whose window has ended and which nobody has closed yet. */
export async function roundsToClose(tx: ReadTx, now: Millis): Promise<RoundRow[]> {
  const { contest, round } = tx.tables;
  return tx.db
    .select(getTableColumns(round))
    .from(round)
    .innerJoin(contest, eq(contest.id, round.contestId))
    .where(and(eq(round.closedAt, 0), lte(round.closesAt, now), gt(contest.publishedAt, 0)))
    .orderBy(asc(round.closesAt), asc(round.id));
}

/** Rounds that were closed but whose standings are not sealed: a server stopped in the middle, or results were reopened. */
export async function roundsToSeal(tx: ReadTx): Promise<RoundRow[]> {
  const { round } = tx.tables;
  return tx.db
    .select()
    .from(round)
    .where(and(gt(round.closedAt, 0), eq(round.sealDigest, '')))
    .orderBy(asc(round.closedAt), asc(round.id));
}

export type RoundChange = Partial<
  Pick<RoundRow, 'definition' | 'opensAt' | 'closesAt' | 'closedAt' | 'predictionTruth' | 'sealDigest'>
>;

export async function writeRound(tx: Tx, id: RoundId, change: RoundChange): Promise<void> {
  const { round } = tx.tables;
  await tx.db.update(round).set(change).where(eq(round.id, id));
}

/** People with at least one attempt begun in the rounds, and attempts begun. */
export async function attemptCounts(tx: ReadTx, roundIds: readonly RoundId[]) {
  if (roundIds.length === 0) return { participants: 0, attempts: 0 };
  const { attempt } = tx.tables;
  const [row] = await tx.db
    .select({ participants: countDistinct(attempt.participantId), attempts: count() })
    .from(attempt)
    .where(inArray(attempt.roundId, [...roundIds]));
  return row ?? { participants: 0, attempts: 0 };
}

/**
 * Opens a round that nobody has played until `closesAt`, whether or not it was closed; false when it was played. For
 * filling a sample, never for a contest that people saw.
 */
export async function openUnplayedRound(tx: Tx, id: RoundId, closesAt: Millis): Promise<boolean> {
  const { attempt, round } = tx.tables;
  const played = await tx.db.select({ id: attempt.id }).from(attempt).where(eq(attempt.roundId, id)).limit(1);
  if (played.length > 0) return false;
  await tx.db
    .update(round)
    .set({ closesAt, closedAt: 0, predictionTruth: null, sealDigest: '' })
    .where(eq(round.id, id));
  return true;
}
