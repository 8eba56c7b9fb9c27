/** How many connections of people who are not signed in each address has. Addresses without any are forgotten. */
import { normalizeIP } from '@fastify/rate-limit';

export class Strangers {
  readonly #countMax: number;
  readonly #counts = new Map<string, number>();

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  /** The call that takes the connection off again, once; null when the address has all it may have. */
  enter(address: string | undefined): (() => void) | null {
    // An injected request has no address.
    const name = address === undefined ? '' : normalizeIP(address, 64);
    const held = this.#counts.get(name) ?? 0;
    if (held >= this.#countMax) return null;
    this.#counts.set(name, held + 1);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      const left = (this.#counts.get(name) ?? 1) - 1;
      if (left > 0) this.#counts.set(name, left);
      else this.#counts.delete(name);
    };
  }
}
