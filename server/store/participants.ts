/** Queries about participants, the persons they are, and what they consented to. */
import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { ContestId, Millis, ParticipantId, PersonId, UserId } from '../rules/ids.ts';
import { insertRow } from './prepared-rows.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type ParticipantRow = Tables['participant']['$inferSelect'];
export type NewConsentRow = Omit<Tables['consent']['$inferSelect'], 'id'>;

export async function participantById(tx: ReadTx, id: ParticipantId): Promise<ParticipantRow | undefined> {
  const rows = await tx
    .prepared('participant-by-id', (db, { participant }) =>
      db
        .select()
        .from(participant)
        .where(eq(participant.id, sql.placeholder('id'))),
    )
    .execute({ id });
  return rows[0];
}

/** One account's participants in one contest: oneself, and one's children. */
export async function participantsOfUser(tx: ReadTx, userId: UserId, contestId: ContestId): Promise<ParticipantRow[]> {
  const { participant } = tx.tables;
  return tx.db
    .select()
    .from(participant)
    .where(and(eq(participant.userId, userId), eq(participant.contestId, contestId)))
    .orderBy(asc(participant.id));
}

export async function participantOfPerson(tx: ReadTx, contestId: ContestId, personId: PersonId) {
  const rows = await tx
    .prepared('participant-of-person', (db, { participant }) =>
      db
        .select()
        .from(participant)
        .where(
          and(
            eq(participant.contestId, sql.placeholder('contestId')),
            eq(participant.personId, sql.placeholder('personId')),
          ),
        ),
    )
    .execute({ contestId, personId });
  return rows[0];
}

export async function insertParticipant(tx: Tx, row: ParticipantRow): Promise<void> {
  await insertRow(tx, 'participant', row);
}

/** People who have entered, whether or not they have begun an attempt. */
export async function countEntered(tx: ReadTx, contestId: ContestId): Promise<number> {
  const { participant } = tx.tables;
  const rows = await tx.db.select({ n: count() }).from(participant).where(eq(participant.contestId, contestId));
  return rows[0]?.n ?? 0;
}

export async function writePersonCccd(tx: Tx, id: PersonId, cccdCipher: string, cccdIndex: string): Promise<void> {
  const { person } = tx.tables;
  await tx.db.update(person).set({ cccdCipher, cccdIndex }).where(eq(person.id, id));
}

export async function insertConsents(tx: Tx, rows: NewConsentRow[]): Promise<void> {
  await tx.db.insert(tx.tables.consent).values(rows);
}

/** `at` 0 takes a disqualification back. */
export async function writeDisqualification(tx: Tx, id: ParticipantId, at: Millis, reason: string): Promise<void> {
  const { participant } = tx.tables;
  await tx.db.update(participant).set({ disqualifiedAt: at, disqualifiedReason: reason }).where(eq(participant.id, id));
}
