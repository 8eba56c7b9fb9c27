/** Entries of the journal about a bank: one an act, however many questions it was on. */
import type { ContestId } from '../rules/ids.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export interface BankNote {
  /** null is the server itself. */
  readonly actor: Actor | null;
  readonly action: string;
  readonly bankId: string;
  /** Where the act is about one contest's questions. */
  readonly contestId?: ContestId | '';
  /** Of the questions it was on: all are counted, the first are named. */
  readonly codes?: readonly string[];
  readonly detail?: JournalNote['detail'];
}

/** An entry is read by people; who wants every code finds each act in its question's own history. */
export const journalledCodesMax = 50;

export async function journalBank(tx: Tx, ctx: Ctx, note: BankNote): Promise<void> {
  const { actor, action, bankId, contestId = '', codes, detail = {} } = note;
  const more = (codes?.length ?? 0) - journalledCodesMax;
  await writeJournal(tx, ctx, {
    ...{ actor, action, contestId },
    detail: {
      bankId,
      ...(codes && { questions: codes.length, codes: codes.slice(0, journalledCodesMax).join(' ') }),
      ...(more > 0 && { codesNotNamed: more }),
      ...detail,
    },
  });
}
