/**
 * One entry of the journal, inside the caller's transaction: what was done and the entry about it
 * are committed together or not at all. Each entry holds the hash of the one before.
 */
import type { ContestId, UserId } from '../rules/ids.ts';
import { insertJournalEntry, lastJournalEntry, type JournalEntry } from '../store/journal.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';

export interface JournalNote {
  /** null is the server itself, acting by its clock. */
  readonly actor: { readonly id: UserId; readonly fullName: string } | null;
  /** Named like the use case: `close-round`, `disqualify`. */
  readonly action: string;
  /** '' where no contest is concerned. */
  readonly contestId: ContestId | '';
  /** Plain values; written as canonical JSON. Nothing secret, no phone, no identity number. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export const serverActorName = 'Máy chủ';
/** What the first entry holds as the hash before it. */
export const firstPrevHash = '0'.repeat(64);

export async function writeJournal(tx: Tx, ctx: Ctx, note: JournalNote): Promise<void> {
  await tx.lock('journal');
  const last = await lastJournalEntry(tx);
  const entry = {
    seq: (last?.seq ?? 0) + 1,
    at: ctx.clock.now(),
    actorId: note.actor?.id ?? '',
    actorName: note.actor?.fullName ?? serverActorName,
    action: note.action,
    contestId: note.contestId,
    detail: canonicalJson(note.detail),
    prevHash: last?.hash ?? firstPrevHash,
  };
  await insertJournalEntry(tx, { ...entry, hash: ctx.secrets.digest(journalText(entry)) });
}

/** What is hashed of an entry. JSON of an array: no separator can be forged inside a field. */
export function journalText(entry: Omit<JournalEntry, 'hash'>): string {
  const { prevHash, seq, at, actorId, actorName, action, contestId, detail } = entry;
  return JSON.stringify([prevHash, seq, at, actorId, actorName, action, contestId, detail]);
}

/** Members sorted by name, so that the text depends on the values alone. */
function canonicalJson(detail: JournalNote['detail']): string {
  const sorted = Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
