/** Copies of drafts in the browser's storage: how they are named, read and swept. What an editor does with one is `draft-copy.svelte.ts`. */
import type { Question } from '../../../server/rules/question.ts';

export interface DraftText {
  readonly content: Question;
  /** Of the text that it was written over; 0 for a new question. */
  readonly revision: number;
  readonly at: number;
}

const prefix = 'hoithi.draft.';

/** Neither ids of people and banks nor codes hold a slash. */
export const draftName = (userId: string, bankId: string, key: string): string => `${prefix}${userId}/${bankId}/${key}`;

/** null for what is no copy: an entry that cannot be read is never a reason to stop. */
export function readDraftCopy(text: string | null): DraftText | null {
  try {
    const copy = JSON.parse(text ?? '') as Partial<DraftText> | null;
    const isCopy =
      typeof copy?.content?.stem === 'string' && Array.isArray(copy.content.options) && Array.isArray(copy.content.key);
    return isCopy && Number.isFinite(copy.revision) && Number.isFinite(copy.at) ? (copy as DraftText) : null;
  } catch {
    return null;
  }
}

/** Keys of new questions of the bank that this person has left unsaved. */
export const newDrafts = (userId: string, bankId: string): string[] =>
  keysOf(userId, bankId).filter((key) => key.startsWith('new:'));

/** Codes of questions of the bank that this person has written in and that the server has not got; '' for a new one. */
export const waitingDrafts = (userId: string, bankId: string): string[] =>
  keysOf(userId, bankId).map((key) => (key.startsWith('new:') ? '' : key));

/** Somebody signs out: keys of questions are not left on a machine that others use. */
export function sweepDrafts(): void {
  for (const name of names()) if (name.startsWith(prefix)) localStorage.removeItem(name);
}

function keysOf(userId: string, bankId: string): string[] {
  const start = draftName(userId, bankId, '');
  return names().flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
}

function names(): string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
  } catch {
    return [];
  }
}
