/** Counts for the staff's dashboard: over time, by unit, by category. Counted by the database, never row by row here. */
import { asc, count, desc, eq, inArray, min, sql, type SQL } from 'drizzle-orm';
import type { ContestId, Millis, RoundId } from '../rules/ids.ts';
import type { ReadTx } from './store.ts';

/** Lengths of time that a chart is cut into. */
export interface Buckets {
  readonly bucketMs: number;
  /** Buckets begin at whole multiples of `bucketMs` on a clock that is this much ahead: a day begins at local midnight. */
  readonly zoneMs: number;
}

export interface BucketCount {
  /** When the bucket begins. */
  readonly at: Millis;
  readonly n: number;
}

/** Number of the bucket. Literals, because PostgreSQL takes two parameters of the same value for two different groupings. */
function bucketOf(instant: unknown, { bucketMs, zoneMs }: Buckets): SQL<number> {
  const [zone, length] = [zoneMs, bucketMs].map((ms) => sql.raw(String(Math.trunc(ms))));
  return sql<number>`((${instant} + ${zone}) / ${length})`.mapWith(Number);
}

const inTime = (rows: readonly { bucket: number; n: number }[], { bucketMs, zoneMs }: Buckets): BucketCount[] =>
  rows.map(({ bucket, n }) => ({ at: bucket * bucketMs - zoneMs, n }));

/** When the first one entered; null before. */
export async function firstEntry(tx: ReadTx, contestId: ContestId): Promise<Millis | null> {
  const { participant } = tx.tables;
  const [row] = await tx.db
    .select({ at: min(participant.enteredAt) })
    .from(participant)
    .where(eq(participant.contestId, contestId));
  return row?.at ?? null;
}

/** Entries; buckets without any are left out. */
export async function entriesOverTime(tx: ReadTx, contestId: ContestId, buckets: Buckets): Promise<BucketCount[]> {
  const { participant } = tx.tables;
  const bucket = bucketOf(participant.enteredAt, buckets);
  const rows = await tx.db
    .select({ bucket, n: count() })
    .from(participant)
    .where(eq(participant.contestId, contestId))
    .groupBy(bucket)
    .orderBy(asc(bucket));
  return inTime(rows, buckets);
}

/** Attempts by their start; buckets without any are left out. */
export async function attemptsOverTime(
  tx: ReadTx,
  roundIds: readonly RoundId[],
  buckets: Buckets,
): Promise<BucketCount[]> {
  if (roundIds.length === 0) return [];
  const { attempt } = tx.tables;
  const bucket = bucketOf(attempt.startedAt, buckets);
  const rows = await tx.db
    .select({ bucket, n: count() })
    .from(attempt)
    .where(inArray(attempt.roundId, [...roundIds]))
    .groupBy(bucket)
    .orderBy(asc(bucket));
  return inTime(rows, buckets);
}

/** The units with the most entrants. */
export async function entrantsByUnit(tx: ReadTx, contestId: ContestId, countMax: number) {
  const { participant, unit } = tx.tables;
  return tx.db
    .select({ unitId: unit.id, name: unit.name, headcount: unit.headcount, entrants: count() })
    .from(participant)
    .innerJoin(unit, eq(unit.id, participant.unitId))
    .where(eq(participant.contestId, contestId))
    .groupBy(unit.id, unit.name, unit.headcount)
    .orderBy(desc(count()), asc(unit.id))
    .limit(countMax);
}

export async function entrantsByCategory(tx: ReadTx, contestId: ContestId) {
  const { participant } = tx.tables;
  return tx.db
    .select({ categoryId: participant.categoryId, entrants: count() })
    .from(participant)
    .where(eq(participant.contestId, contestId))
    .groupBy(participant.categoryId)
    .orderBy(asc(participant.categoryId));
}
