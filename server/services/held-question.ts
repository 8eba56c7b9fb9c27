/**
 * A question as a change of it begins: its bank, head and versions, read under the bank's lock. Every change of a bank
 * goes through here, so instants of change grow in the order of commits and "changed meanwhile" is never missed.
 */
import type { LoggedIn } from '../auth/login-session.ts';
import { refused, type Refused } from '../rules/refusal.ts';
import type { Millis } from '../rules/ids.ts';
import { bankById, writeBank, type BankRow } from '../store/banks.ts';
import { bankExtent, questionsByCodes, type QuestionRow } from '../store/questions.ts';
import { versionsOfQuestions, type QuestionVersionRow } from '../store/question-versions.ts';
import type { ReadTx, Tx } from '../store/store.ts';
import { userById } from '../store/users.ts';
import { questionLimits } from '../wire/http/bank-content.ts';
import type { Ctx } from './context.ts';

/** A member of the staff; what the role may is checked by whoever answers the request and by the two-person rule. */
export type Actor = LoggedIn;

/** Who may approve, return and retire what others have written. */
export const isApprover = ({ role }: Actor): boolean => role === 'owner' || role === 'organiser' || role === 'reviewer';

export interface HeldBank {
  readonly bank: BankRow;
  /** The instant of this change: later than every earlier one of the bank. */
  readonly at: Millis;
  /** Retired ones too. */
  readonly questions: number;
}

export interface HeldQuestion {
  readonly head: QuestionRow;
  readonly newest: QuestionVersionRow;
  /** Newest number first. */
  readonly versions: readonly QuestionVersionRow[];
}

/** Takes the bank's lock; null for an unknown bank. */
export async function holdBank(tx: Tx, ctx: Ctx, bankId: string): Promise<HeldBank | null> {
  await tx.lock('bank', bankId);
  const bank = await bankById(tx, bankId);
  if (bank === undefined) return null;
  // A clock may stand still, or another instance's be ahead: who keeps questions asks only for those touched since.
  const { updatedAt, questions } = await bankExtent(tx, bankId);
  return { bank, at: Math.max(ctx.clock.now(), updatedAt + 1), questions };
}

/** Refuses when the bank cannot hold so many more: `questions-too-many`. */
export function unlessFull({ questions }: HeldBank, more: number): Refused | null {
  const { questionsMax: max } = questionLimits;
  return questions + more > max ? refused({ name: 'questions-too-many', max }) : null;
}

/** By code; unknown codes are not in it. */
export async function holdQuestions(
  tx: ReadTx,
  bankId: string,
  codes: readonly string[],
): Promise<Map<string, HeldQuestion>> {
  const heads = await questionsByCodes(tx, bankId, codes);
  const versions = await versionsOfQuestions(tx, bankId, codes);
  const held = new Map<string, HeldQuestion>();
  for (const head of heads) {
    const own = versions.get(head.questionId) ?? [];
    const newest = own.find(({ id }) => id === head.newestVersionId);
    if (newest === undefined) throw new Error(`question ${head.id} has no newest version`);
    held.set(head.questionId, { head, newest, versions: own });
  }
  return held;
}

/** Refuses when the head has changed since `revision` was read. */
export async function unlessChanged(tx: ReadTx, head: QuestionRow, revision: number): Promise<Refused | null> {
  if (head.updatedAt === revision) return null;
  const by = head.updatedBy === '' ? undefined : await userById(tx, head.updatedBy);
  return refused({ name: 'changed-meanwhile', byName: by?.fullName ?? '', at: head.updatedAt });
}

/** What papers can draw has changed: whoever keeps the pool reads it again. */
export async function touchPool(tx: Tx, { bank, at }: HeldBank): Promise<void> {
  await writeBank(tx, bank.id, { importedAt: Math.max(at, bank.importedAt + 1) });
}

/** The revision after this change: it grows though the clock stands still. */
export const nextRevision = ({ updatedAt }: Pick<QuestionRow, 'updatedAt'>, at: Millis): Millis =>
  Math.max(at, updatedAt + 1);

/**
 * Authors of what has not been approved yet: none of them may approve it. A version made after its own approval is a
 * copy under another topic: no words were agreed on then.
 */
export function authorsOfPending({ newest, versions }: HeldQuestion): Set<string> {
  const older = versions.filter(({ version }) => version <= newest.version);
  const agreed = older.filter(
    ({ id, createdAt, approvedAt }) => id !== newest.id && approvedAt > 0 && createdAt <= approvedAt,
  );
  const last = Math.max(0, ...agreed.map(({ version }) => version));
  const pending = older.filter(({ version, approvedAt }) => version > last && approvedAt === 0);
  return new Set(pending.map(({ authorId }) => authorId));
}
