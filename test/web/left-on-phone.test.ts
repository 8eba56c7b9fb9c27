/** What signing out is asked about and what it leaves on the phone. */
import { beforeEach, expect, test } from 'vitest';
import type { AnswerDraft } from '../../server/wire/http/attempts.ts';
import { storedJournal } from '../../web/contest/answer-journal.ts';
import { sweepPapers, unsentAnswers } from '../../web/contest/left-on-phone.ts';

/** The browser's storage, as much of it as is used. */
function makeStorage(): Storage {
  const texts = new Map<string, string>();
  return {
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
    clear: () => texts.clear(),
  };
}

let storage: Storage;
beforeEach(() => {
  storage = makeStorage();
});

let keys = 0;
const draft = (slot: number, revision = 1): AnswerDraft => ({
  clientKey: `key-${(keys += 1)}`,
  slot,
  revision,
  choice: [0],
  prediction: null,
});
const running = () => false;

test('questions are counted, not choices, over all papers; one that takes no more does not count', () => {
  const journal = storedJournal('one', storage);
  for (const [slot, revision] of [
    [3, 1],
    [3, 2],
    [4, 1],
  ] as const)
    journal.put(draft(slot, revision));
  storedJournal('two', storage).put(draft(3));
  expect(unsentAnswers(storage, running)).toBe(3);
  expect(unsentAnswers(storage, (attemptId) => attemptId === 'one')).toBe(1);
});

test('a choice with its receipt is not counted, nor is a phone without storage', () => {
  const journal = storedJournal('one', storage);
  const sent = draft(5);
  journal.put(sent);
  journal.drop(sent.clientKey);
  expect(unsentAnswers(storage, running)).toBe(0);
  expect(unsentAnswers(null, running)).toBe(0);
});

test('sweeping takes everything of papers and leaves how the page looks', () => {
  storedJournal('one', storage).put(draft(1));
  for (const name of ['paper.one', 'flags.one', 'at.one', 'place.tien-giang']) storage.setItem(`hoithi.${name}`, 'x');
  storage.setItem('hoithi.theme', 'dark');
  storage.setItem('other', 'x');
  sweepPapers(storage);
  expect(Array.from({ length: storage.length }, (_, index) => storage.key(index))).toEqual(['hoithi.theme', 'other']);
});
