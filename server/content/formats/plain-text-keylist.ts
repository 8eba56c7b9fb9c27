/**
 * Hands the keys of a list (`BẢNG ĐÁP ÁN`) to the questions before it: by number, and where numbers start again in each
 * section by the section's name or the order in which the number comes. What fits nowhere is given back.
 */
import type { Line } from './plain-text-line.ts';
import type { KeyEntry } from './plain-text-keys.ts';
import type { RawQuestion } from './plain-text-raw.ts';

export type ListedKey = KeyEntry & { readonly reason?: readonly Line[] };

/** Gives each entry to its question; returns those that have none. `questions`: since the last list, in order. */
export function handOut(entries: readonly ListedKey[], questions: readonly RawQuestion[]): ListedKey[] {
  const lost: ListedKey[] = [];
  const met = new Map<number, number>();
  for (const entry of entries) {
    const alike = questions.filter((question) => question.start?.number === entry.number);
    const turn = met.get(entry.number) ?? 0;
    met.set(entry.number, turn + 1);
    const question = alike.length <= 1 ? alike[0] : pick(alike, entry, turn, countOf(entries, entry.number));
    if (question) question.listed.push(entry);
    else lost.push(entry);
  }
  return lost;
}

function pick(alike: readonly RawQuestion[], entry: KeyEntry, turn: number, count: number): RawQuestion | undefined {
  const same = (prefix: string): boolean => prefix.toLowerCase() === entry.section.toLowerCase();
  const inSection = entry.section === '' ? [] : alike.filter((question) => question.prefixes.some(same));
  if (inSection.length === 1) return inSection[0];
  // As many keys as questions of this number: the first key is the first question's.
  return count === alike.length ? alike[turn] : undefined;
}

function countOf(entries: readonly KeyEntry[], number: number): number {
  return entries.filter((entry) => entry.number === number).length;
}
