/**
 * How often something may happen: the first time at once, then at most once in each gap, and the last
 * asking is never lost. A screen that moves ten times a second cannot be read; four times is lively.
 */

/** The only timer the live side has, so that tests own the time. Returns the call that cancels. */
export interface Timers {
  after(delayMs: number, call: () => void): () => void;
}

export const systemTimers: Timers = {
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    // A waiting beat never keeps a stopping server alive.
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export class Pace {
  readonly #timers: Timers;
  readonly #gapMs: number;
  readonly #run: () => Promise<void>;
  #state: 'idle' | 'resting' | 'stopped' = 'idle';
  #isAsked = false;
  #cancel = () => {};

  /** `run` takes care of its own failures; runs never overlap, however long one takes. */
  constructor(timers: Timers, gapMs: number, run: () => Promise<void>) {
    this.#timers = timers;
    this.#gapMs = gapMs;
    this.#run = run;
  }

  ask(): void {
    if (this.#state === 'idle') void this.#go();
    else this.#isAsked = true;
  }

  stop(): void {
    this.#state = 'stopped';
    this.#cancel();
  }

  async #go(): Promise<void> {
    this.#state = 'resting';
    this.#isAsked = false;
    const rested = new Promise<void>((resolve) => {
      this.#cancel = this.#timers.after(this.#gapMs, resolve);
    });
    await Promise.all([this.#run(), rested]);
    // Typed wide again: `stop` may have been called while waiting.
    const state = this.#state as 'resting' | 'stopped';
    if (state === 'stopped') return;
    this.#state = 'idle';
    if (this.#isAsked) await this.#go();
  }
}
