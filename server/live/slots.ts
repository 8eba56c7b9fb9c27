/**
 * Participant ids as small whole numbers ("slots"), so that everything else in a live ranking is
 * a typed array. A hash table over bytes: a million ids cost about 50 bytes each, where a `Map`
 * of strings costs about 120 and gives the garbage collector a million objects to walk.
 * Slots are never given back: a contest's participants only grow.
 */
import { grown } from './columns.ts';

const slotsAtStart = 1_024;

export class Slots {
  #table = new Int32Array(slotsAtStart * 2).fill(-1);
  #hashes = new Uint32Array(slotsAtStart);
  /** Where the text of a slot begins in `#bytes`; it ends where the next begins. */
  #starts = new Uint32Array(slotsAtStart + 1);
  #bytes = new Uint8Array(slotsAtStart * 26);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The slot of an id, or -1. */
  find(id: string): number {
    const mask = this.#table.length - 1;
    const hash = hashOf(id);
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = this.#table[at]!;
      if (slot === -1 || (this.#hashes[slot] === hash && this.#holds(slot, id))) return slot;
    }
  }

  /** The slot of an id, made when there is none yet. Ids are ASCII. */
  add(id: string): number {
    const known = this.find(id);
    if (known !== -1) return known;
    const slot = this.#count;
    this.#makeRoom(id.length);
    const start = this.#starts[slot]!;
    for (let i = 0; i < id.length; i++) this.#bytes[start + i] = id.charCodeAt(i);
    this.#starts[slot + 1] = start + id.length;
    this.#hashes[slot] = hashOf(id);
    this.#count = slot + 1;
    this.#enter(slot);
    return slot;
  }

  idOf(slot: number): string {
    let id = '';
    for (let at = this.#starts[slot]!; at < this.#starts[slot + 1]!; at++) id += String.fromCharCode(this.#bytes[at]!);
    return id;
  }

  /**
   * A fixed order of ids that says nothing about age, name or later deeds: the order in which equals
   * are listed. (Order of arrival would tell from a frozen board who has moved since.)
   */
  compare(a: number, b: number): number {
    const difference = this.#hashes[a]! - this.#hashes[b]!;
    if (difference !== 0 || a === b) return difference;
    return this.idOf(a) < this.idOf(b) ? -1 : 1;
  }

  #holds(slot: number, id: string): boolean {
    const start = this.#starts[slot]!;
    if (this.#starts[slot + 1]! - start !== id.length) return false;
    for (let i = 0; i < id.length; i++) if (this.#bytes[start + i] !== id.charCodeAt(i)) return false;
    return true;
  }

  #enter(slot: number): void {
    const mask = this.#table.length - 1;
    let at = this.#hashes[slot]! & mask;
    while (this.#table[at] !== -1) at = (at + 1) & mask;
    this.#table[at] = slot;
  }

  #makeRoom(length: number): void {
    const bytesNeeded = this.#starts[this.#count]! + length;
    if (bytesNeeded > this.#bytes.length) this.#bytes = grown(this.#bytes, bytesNeeded);
    if (this.#count + 1 < this.#hashes.length) return;
    this.#hashes = grown(this.#hashes, this.#count + 2);
    this.#starts = grown(this.#starts, this.#hashes.length + 1);
    // Kept under two thirds full: longer runs of collisions would cost more than the memory saved.
    if (this.#hashes.length * 1.5 <= this.#table.length) return;
    this.#table = new Int32Array(this.#table.length * 2).fill(-1);
    for (let slot = 0; slot < this.#count; slot++) this.#enter(slot);
  }
}

/** FNV-1a with a last mix: ids made in one millisecond differ only in their tails. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
