/** How many messages one connection may send: a bucket that fills by itself. */
import type { Millis } from '../rules/ids.ts';

export const creditsMax = 40;
/** Twenty in ten seconds. */
export const creditEveryMs = 500;

export class Credits {
  #left = creditsMax;
  #since: Millis;

  constructor(now: Millis) {
    this.#since = now;
  }

  /** False when the connection has spent what it had. */
  spend(now: Millis): boolean {
    const filled = Math.max(0, Math.floor((now - this.#since) / creditEveryMs));
    this.#left = Math.min(creditsMax, this.#left + filled);
    this.#since += filled * creditEveryMs;
    if (this.#left === 0) return false;
    this.#left -= 1;
    return true;
  }
}
