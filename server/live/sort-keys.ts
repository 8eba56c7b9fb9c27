/**
 * Sort keys packed into numbers, one row for each slot. A sort key is a digits-only text of one
 * fixed width for a whole board (`rules/standings.ts`); fifteen digits fit exactly in a double,
 * so a key of 45 digits is three doubles, and comparing is three subtractions at most.
 */
import { grown } from './columns.ts';

const digitsPerWord = 15;
const absent = -1;

export class SortKeys {
  #words = new Float64Array(0);
  /** Words for each key; 0 until the first key tells the width. */
  #wide = 0;
  #width = 0;

  has(slot: number): boolean {
    const at = slot * this.#wide;
    return this.#wide > 0 && at < this.#words.length && this.#words[at] !== absent;
  }

  set(slot: number, key: string): void {
    if (this.#wide === 0) this.#settle(key.length);
    if (key.length !== this.#width) throw new Error(`sort key of ${key.length} digits on a board of ${this.#width}`);
    this.#makeRoom(slot);
    for (let word = 0; word < this.#wide; word++) this.#words[slot * this.#wide + word] = wordOf(key, word);
  }

  clear(slot: number): void {
    if (this.has(slot)) this.#words[slot * this.#wide] = absent;
  }

  isSame(slot: number, key: string): boolean {
    if (!this.has(slot) || key.length !== this.#width) return false;
    for (let word = 0; word < this.#wide; word++)
      if (this.#words[slot * this.#wide + word] !== wordOf(key, word)) return false;
    return true;
  }

  copy(): SortKeys {
    const copy = new SortKeys();
    copy.#words = this.#words.slice();
    copy.#wide = this.#wide;
    copy.#width = this.#width;
    return copy;
  }

  /** Negative when `a` stands before `b` (bigger is better), 0 for a tie. Both must be there. */
  compare(a: number, b: number): number {
    const words = this.#words;
    const wide = this.#wide;
    for (let word = 0; word < wide; word++) {
      const difference = words[b * wide + word]! - words[a * wide + word]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }

  #settle(width: number): void {
    this.#width = width;
    this.#wide = Math.ceil(width / digitsPerWord);
  }

  #makeRoom(slot: number): void {
    const needed = (slot + 1) * this.#wide;
    if (needed <= this.#words.length) return;
    const before = this.#words.length;
    this.#words = grown(this.#words, Math.max(needed, 1_024 * this.#wide));
    this.#words.fill(absent, before);
  }
}

/** By hand: `Number(key.slice(…))` makes a string for each word. */
function wordOf(key: string, word: number): number {
  const end = Math.min(key.length, (word + 1) * digitsPerWord);
  let value = 0;
  for (let at = word * digitsPerWord; at < end; at++) value = value * 10 + (key.charCodeAt(at) - 48);
  return value;
}
