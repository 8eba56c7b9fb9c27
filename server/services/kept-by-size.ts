/** Values that never change, kept in memory while they are asked for, up to so many bytes together: the longest unasked go first. */

export class KeptBySize<V> {
  readonly #bytesMax: number;
  readonly #sizeOf: (value: V) => number;
  readonly #held = new Map<string, V>();
  /** Being read: who asks meanwhile waits for the same. */
  readonly #reading = new Map<string, Promise<V | undefined>>();
  #bytes = 0;

  constructor(bytesMax: number, sizeOf: (value: V) => number) {
    this.#bytesMax = bytesMax;
    this.#sizeOf = sizeOf;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What is held, or what `read` gives; nothing (undefined) is not held, and neither is a failure. */
  async get(key: string, read: () => Promise<V | undefined>): Promise<V | undefined> {
    const known = this.#held.get(key);
    if (known !== undefined) {
      this.#held.delete(key);
      this.#held.set(key, known);
      return known;
    }
    const begun = this.#reading.get(key);
    if (begun) return begun;
    const reading = read().finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    const value = await reading;
    if (value !== undefined) this.#hold(key, value);
    return value;
  }

  #hold(key: string, value: V): void {
    const size = this.#sizeOf(value);
    if (size > this.#bytesMax) return;
    this.#held.set(key, value);
    this.#bytes += size;
    for (const [oldest, other] of this.#held) {
      if (this.#bytes <= this.#bytesMax) return;
      this.#held.delete(oldest);
      this.#bytes -= this.#sizeOf(other);
    }
  }
}
