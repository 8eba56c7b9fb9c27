/**
 * When two texts of a bank are the same to a reader: case, punctuation and
 * invisible characters do not make a new question, another number does.
 */

/** Two long stems that share this part of their words, and all numbers, ask one thing twice. */
export const likenessMax = 0.8;

/** A stem as its bare words. */
export function bareStem(stem: string): string {
  return visible(stem)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Options that are equal here are one option twice: only what nobody sees is left out. */
export function sameOption(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * An option as people compare options: symbols may be all it has, so they stay. Alike, but perhaps meant: a question may
 * ask for capitals or a full stop. Another diacritic is another word.
 */
export function bareOption(text: string): string {
  return visible(text).replace(/(?<![.;,])[.;,]+$/u, '');
}

/** Words of a bare stem that hold a digit, in order: what distinguishes one target year from another. */
export function numbersIn(bare: string): string {
  return bare
    .split(' ')
    .filter((word) => /\p{N}/u.test(word))
    .join(' ');
}

/** Shared words over all words, 0 to 1, each occurrence counted. */
export function likeness(bareA: string, bareB: string): number {
  const left = countWords(bareA);
  let shared = 0;
  let total = bareA.split(' ').length;
  for (const [word, count] of countWords(bareB)) {
    shared += Math.min(count, left.get(word) ?? 0);
    total += count;
  }
  return shared / (total - shared);
}

function countWords(bare: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of bare.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const visible = (text: string): string => sameOption(text).toLowerCase();
