/** Time that stands still until the test moves it: the `Timers` of the live side, and a clock with it. */
import type { Clock } from '../../server/clock.ts';
import type { Timers } from '../../server/live/pace.ts';

export class HandClock implements Clock, Timers {
  #now: number;
  #waiting: { at: number; call: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, call: () => void): () => void {
    const waiting = { at: this.#now + delayMs, call };
    this.#waiting.push(waiting);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    };
  }

  /** Moves on, calling what is due in its order, and lets each call's store work settle. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.call();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Everything that was asked of the store has come back: it answers within turns of the event loop, never by a timer. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
}
