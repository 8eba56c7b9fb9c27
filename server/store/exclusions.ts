/** Queries about people who may not take part in a contest, and those of them who have entered it. */
import { and, asc, eq, ne, or, sql } from 'drizzle-orm';
import type { ContestId } from '../rules/ids.ts';
import { insertRow } from './prepared-rows.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type ExclusionRow = Tables['excludedPerson']['$inferSelect'];

export async function exclusionsOf(tx: ReadTx, contestId: ContestId): Promise<ExclusionRow[]> {
  const { excludedPerson } = tx.tables;
  return tx.db
    .select()
    .from(excludedPerson)
    .where(eq(excludedPerson.contestId, contestId))
    .orderBy(asc(excludedPerson.id));
}

export interface Marks {
  /** '' is nobody's. */
  readonly phoneIndex: string;
  readonly cccdIndex: string;
  /** Another identity number that is known of the same person. */
  readonly knownCccdIndex: string;
}

/** Whether the list holds any of the marks. */
export async function isOnExclusionList(tx: ReadTx, contestId: ContestId, marks: Marks): Promise<boolean> {
  const rows = await tx
    .prepared('exclusion-by-marks', (db, { excludedPerson }) => {
      const { phoneIndex, cccdIndex } = excludedPerson;
      return db
        .select({ id: excludedPerson.id })
        .from(excludedPerson)
        .where(
          and(
            eq(excludedPerson.contestId, sql.placeholder('contestId')),
            or(
              and(ne(phoneIndex, ''), eq(phoneIndex, sql.placeholder('phoneIndex'))),
              and(ne(cccdIndex, ''), eq(cccdIndex, sql.placeholder('cccdIndex'))),
              and(ne(cccdIndex, ''), eq(cccdIndex, sql.placeholder('knownCccdIndex'))),
            ),
          ),
        )
        .limit(1);
    })
    .execute({ contestId, ...marks });
  return rows.length > 0;
}

export async function insertExclusion(tx: Tx, row: ExclusionRow): Promise<void> {
  await insertRow(tx, 'excludedPerson', row);
}

export async function writeExclusion(tx: Tx, { id, ...change }: Omit<ExclusionRow, 'contestId'>): Promise<void> {
  const { excludedPerson } = tx.tables;
  await tx.db.update(excludedPerson).set(change).where(eq(excludedPerson.id, id));
}

/** How many there were: all of the contest, or the one. */
export async function deleteExclusions(tx: Tx, contestId: ContestId, id: string | null): Promise<number> {
  const { excludedPerson } = tx.tables;
  const isOne = id === null ? undefined : eq(excludedPerson.id, id);
  const gone = await tx.db
    .delete(excludedPerson)
    .where(and(eq(excludedPerson.contestId, contestId), isOne))
    .returning({ id: excludedPerson.id });
  return gone.length;
}

/**
 * Ids of the list whose people stand among the participants and are not disqualified. From the list to the people, by
 * index: participants may be a hundred thousand. An account's phone is its holder's, no child's.
 */
export async function enteredExclusions(tx: ReadTx, contestId: ContestId): Promise<ReadonlySet<string>> {
  const { excludedPerson, participant, person, user } = tx.tables;
  const counts = and(eq(participant.contestId, contestId), eq(participant.disqualifiedAt, 0));
  const byPhone = await tx.db
    .select({ id: excludedPerson.id })
    .from(excludedPerson)
    .innerJoin(user, eq(user.phoneIndex, excludedPerson.phoneIndex))
    .innerJoin(participant, eq(participant.userId, user.id))
    .where(and(eq(excludedPerson.contestId, contestId), counts, eq(participant.isChild, false)));
  const byCccd = await tx.db
    .select({ id: excludedPerson.id })
    .from(excludedPerson)
    .innerJoin(person, eq(person.cccdIndex, excludedPerson.cccdIndex))
    .innerJoin(participant, eq(participant.personId, person.id))
    .where(and(eq(excludedPerson.contestId, contestId), counts));
  return new Set([...byPhone, ...byCccd].map(({ id }) => id));
}
