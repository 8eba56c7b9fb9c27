/**
 * Who stands where, in memory: the order statistics of one ranking. Slots lie in order in chunks of
 * at most 512, with a Fenwick tree over the chunks' counts; finding a place, moving to another and
 * listing the top are O(log n) with short copies. Keys are shared with other rankings of the board
 * (everybody, one category) and are not held here.
 *
 * It knows neither the store nor time: `board-feed.ts` keeps it in step.
 */
import type { Slots } from './slots.ts';
import type { SortKeys } from './sort-keys.ts';

const chunkMax = 512;
/** Chunks that are filled in order keep room for what comes between later. */
const chunkFilled = 384;

interface Chunk {
  readonly slots: Int32Array;
  count: number;
}

export class Ranking {
  readonly #keys: SortKeys;
  readonly #slots: Slots;
  #chunks: Chunk[] = [];
  /** Fenwick tree of the chunks' counts, from 1. */
  #tree = new Int32Array(1);
  #count = 0;

  constructor(keys: SortKeys, slots: Slots) {
    this.#keys = keys;
    this.#slots = slots;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes in a slot that is not in, by the key it has now. */
  insert(slot: number): void {
    const last = this.#chunks.at(-1);
    // A board is loaded in its order: then everything goes to the end.
    if (last !== undefined && this.#order(last.slots[last.count - 1]!, slot) < 0) return this.#append(last, slot);
    const at = this.#chunkOf(slot);
    const chunk = this.#chunks[at];
    if (chunk === undefined) return this.#begin(slot);
    const place = firstPlace(chunk, (other) => this.#order(other, slot) < 0);
    chunk.slots.copyWithin(place + 1, place, chunk.count);
    chunk.slots[place] = slot;
    chunk.count++;
    this.#count++;
    if (chunk.count === chunkMax) this.#split(at);
    else this.#add(at, 1);
  }

  /** Takes out a slot that is in. Its key must still be the one it was put in with. */
  remove(slot: number): void {
    const at = this.#chunkOf(slot);
    const chunk = this.#chunks[at];
    const place = chunk === undefined ? 0 : firstPlace(chunk, (other) => this.#order(other, slot) < 0);
    if (chunk === undefined || chunk.slots[place] !== slot) throw new Error('a slot left a ranking it was not in');
    chunk.slots.copyWithin(place, place + 1, chunk.count);
    chunk.count--;
    this.#count--;
    if (chunk.count > 0) return this.#add(at, -1);
    this.#chunks.splice(at, 1);
    this.#rebuildTree();
  }

  /** How many stand strictly before: the rank is one more, and equals share it (1, 1, 3). */
  betterThan(slot: number): number {
    const isBetter = (other: number) => this.#keys.compare(other, slot) < 0;
    const at = this.#firstChunk(isBetter);
    const chunk = this.#chunks[at];
    return this.#before(at) + (chunk === undefined ? 0 : firstPlace(chunk, isBetter));
  }

  /** The first slots in order; equals in the fixed order of `Slots.compare`. */
  top(countMax: number): number[] {
    const first: number[] = [];
    for (const chunk of this.#chunks) {
      for (let place = 0; place < chunk.count && first.length < countMax; place++) first.push(chunk.slots[place]!);
      if (first.length === countMax) break;
    }
    return first;
  }

  /** The same ranking over a copy of its keys. */
  copy(keys: SortKeys): Ranking {
    const copy = new Ranking(keys, this.#slots);
    copy.#chunks = this.#chunks.map(({ slots, count }) => ({ slots: slots.slice(), count }));
    copy.#tree = this.#tree.slice();
    copy.#count = this.#count;
    return copy;
  }

  #order(a: number, b: number): number {
    return this.#keys.compare(a, b) || this.#slots.compare(a, b);
  }

  /** The chunk a slot is in, or would go into; the last one takes all that is behind it. */
  #chunkOf(slot: number): number {
    const at = this.#firstChunk((other) => this.#order(other, slot) < 0);
    return Math.min(at, Math.max(0, this.#chunks.length - 1));
  }

  /** The first chunk that does not lie wholly before. */
  #firstChunk(isBefore: (slot: number) => boolean): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const chunk = this.#chunks[middle]!;
      if (isBefore(chunk.slots[chunk.count - 1]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #append(last: Chunk, slot: number): void {
    if (last.count >= chunkFilled) return this.#begin(slot);
    last.slots[last.count] = slot;
    last.count++;
    this.#count++;
    this.#add(this.#chunks.length - 1, 1);
  }

  #begin(slot: number): void {
    const chunk = { slots: new Int32Array(chunkMax), count: 1 };
    chunk.slots[0] = slot;
    this.#chunks.push(chunk);
    this.#count++;
    this.#rebuildTree();
  }

  #split(at: number): void {
    const full = this.#chunks[at]!;
    const half = chunkMax / 2;
    const behind = { slots: new Int32Array(chunkMax), count: chunkMax - half };
    behind.slots.set(full.slots.subarray(half));
    full.count = half;
    this.#chunks.splice(at + 1, 0, behind);
    this.#rebuildTree();
  }

  /** A chunk came or went: a few thousand additions, once in some hundred changes. */
  #rebuildTree(): void {
    const size = this.#chunks.length;
    const tree = new Int32Array(size + 1);
    for (let i = 1; i <= size; i++) {
      tree[i]! += this.#chunks[i - 1]!.count;
      const parent = i + (i & -i);
      if (parent <= size) tree[parent]! += tree[i]!;
    }
    this.#tree = tree;
  }

  #add(at: number, change: number): void {
    for (let i = at + 1; i < this.#tree.length; i += i & -i) this.#tree[i]! += change;
  }

  /** Slots in the chunks before this one. */
  #before(at: number): number {
    let sum = 0;
    for (let i = at; i > 0; i -= i & -i) sum += this.#tree[i]!;
    return sum;
  }
}

/** The first place in a chunk that is not before. */
function firstPlace(chunk: Chunk, isBefore: (slot: number) => boolean): number {
  let low = 0;
  let high = chunk.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(chunk.slots[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
