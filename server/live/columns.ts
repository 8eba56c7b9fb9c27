/** Whole numbers by slot, in arrays that grow: a million participants without a million objects. */
type Growable =
  Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A longer copy of a typed array, by half of what it was or as much as is needed. */
export function grown<A extends Growable>(array: A, needed: number): A {
  const Kind = array.constructor as new (length: number) => A;
  const longer = new Kind(Math.max(needed, Math.ceil(array.length * 1.5)));
  longer.set(array);
  return longer;
}

/** One 32-bit whole number for each slot; `absent` where none was set. */
export class IntColumn {
  readonly #absent: number;
  #values = new Int32Array(0);

  constructor(absent = 0) {
    this.#absent = absent;
  }

  get(slot: number): number {
    return this.#values[slot] ?? this.#absent;
  }

  set(slot: number, value: number): void {
    const before = this.#values.length;
    if (slot >= before) {
      this.#values = grown(this.#values, Math.max(slot + 1, 1_024));
      if (this.#absent !== 0) this.#values.fill(this.#absent, before);
    }
    this.#values[slot] = value;
  }

  copy(): IntColumn {
    const copy = new IntColumn(this.#absent);
    copy.#values = this.#values.slice();
    return copy;
  }
}

/** Short texts that many slots share (categories, units) as small whole numbers. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  nameOf(number: number): string {
    return this.#names[number] ?? '';
  }
}
