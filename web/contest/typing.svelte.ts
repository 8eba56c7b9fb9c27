/**
 * What somebody is typing and the outbox has not been told yet. It is shown at once and written after a pause, or when
 * the field, the question or the page is left: every key would be a revision of its own. What cannot be an answer (yet)
 * is kept as it is, over a reload too, and never written. Knows no screen and no storage: they are given to it.
 */

interface Options {
  /** What of a text goes to the outbox; null while it cannot be an answer. */
  readonly sent: (slot: number, typed: string) => string | null;
  readonly write: (slot: number, text: string) => void;
  /** Texts that could not be written, as they stood when the page was left; null when there is none. */
  readonly kept: string | null;
  readonly keep: (rough: string | null) => void;
  readonly later?: (ms: number, then: () => void) => () => void;
}

const pauseMs = 800;

const timer = (ms: number, then: () => void): (() => void) => {
  const handle = setTimeout(then, ms);
  return () => clearTimeout(handle);
};

export class Typing {
  #options: Required<Options>;
  #texts = $state.raw<ReadonlyMap<number, string>>(new Map());
  #cancel: () => void = () => {};

  constructor(options: Options) {
    this.#options = { later: timer, ...options };
    this.#texts = readRough(options.kept);
  }

  /** null where nothing is being typed. */
  shown(slot: number): string | null {
    return this.#texts.get(slot) ?? null;
  }

  /** Whether what is being typed makes an answer; null where nothing is, or it cannot be one. */
  isAnswered(slot: number): boolean | null {
    const text = this.#texts.get(slot);
    const sent = text === undefined ? null : this.#options.sent(slot, text);
    return sent === null ? null : sent !== '';
  }

  /** Something that can be written waits for the pause. */
  get isWaiting(): boolean {
    return [...this.#texts].some(([slot, text]) => this.#options.sent(slot, text) !== null);
  }

  type(slot: number, text: string): void {
    this.#texts = new Map(this.#texts).set(slot, text);
    this.#cancel();
    this.#cancel = this.#options.later(pauseMs, () => this.settle());
  }

  /** Writes what can be written; what cannot be stays shown. */
  settle(): void {
    this.#cancel();
    if (this.#texts.size === 0) return;
    const rough = new Map<number, string>();
    for (const [slot, text] of this.#texts) {
      const sent = this.#options.sent(slot, text);
      if (sent === null) rough.set(slot, text);
      else this.#options.write(slot, sent);
    }
    this.#texts = rough;
    this.#options.keep(rough.size > 0 ? JSON.stringify([...rough]) : null);
  }
}

function readRough(kept: string | null): Map<number, string> {
  try {
    const pairs = JSON.parse(kept ?? '[]') as [number, string][];
    return new Map(pairs.filter(([slot, text]) => Number.isInteger(slot) && typeof text === 'string'));
  } catch {
    return new Map();
  }
}
