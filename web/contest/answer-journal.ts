/** The outbox's journal in the browser's storage, one entry a draft; in memory where storage is refused. */
import type { AnswerDraft } from '../../server/wire/http/attempts.ts';
import type { AnswerJournal } from './outbox.svelte.ts';

/** Drafts of one attempt. An entry that cannot be read is left out, never a reason to stop. */
export function storedJournal(attemptId: string, storage: Storage | null): AnswerJournal {
  const prefix = `hoithi.answer.${attemptId}.`;
  const inMemory = new Map<string, AnswerDraft>();

  const stored = (): AnswerDraft[] => {
    if (!storage) return [];
    const drafts: AnswerDraft[] = [];
    for (let index = 0; index < storage.length; index += 1) {
      const name = storage.key(index);
      if (!name?.startsWith(prefix)) continue;
      const draft = readDraft(storage.getItem(name));
      if (draft) drafts.push(draft);
    }
    return drafts;
  };

  return {
    all: () => [...stored(), ...inMemory.values()],
    put: (draft) => {
      try {
        if (!storage) throw new Error('no storage');
        storage.setItem(prefix + draft.clientKey, JSON.stringify(draft));
      } catch {
        inMemory.set(draft.clientKey, draft);
      }
    },
    drop: (clientKey) => {
      inMemory.delete(clientKey);
      storage?.removeItem(prefix + clientKey);
    },
  };
}

function readDraft(text: string | null): AnswerDraft | null {
  try {
    const draft = JSON.parse(text ?? '') as Partial<AnswerDraft> | null;
    return draft &&
      typeof draft.clientKey === 'string' &&
      Number.isInteger(draft.revision) &&
      Array.isArray(draft.choice)
      ? (draft as AnswerDraft)
      : null;
  } catch {
    return null;
  }
}

/** The browser's storage, or null where even asking for it throws. */
export function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
