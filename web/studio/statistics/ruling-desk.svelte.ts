/** One ruling being made: the question, what is to be done, what that would change, and applying what was seen. */
import type { AskedItem, RulingChoice, RulingPreview, RulingView } from '../../../server/wire/http/statistics.ts';
import { lookAtRuling, makeRuling } from '../../api/statistics.ts';
import { Deed } from '../deed.svelte.ts';
import { acceptsOptions, rulingOf } from './ruling-choice.ts';

const askAgainMs = 1_500;

export class RulingDesk {
  readonly looking = new Deed();
  readonly applying = new Deed();
  readonly roundId: string;
  readonly item: AskedItem;
  /** What is to be done; choosing anew makes a preview old. */
  #way = $state<RulingChoice['kind']>('void');
  #key = $state.raw<readonly string[]>([]);
  #preview = $state.raw<RulingPreview | null>(null);
  /** Of the preview while it is worked out; null when none is. */
  #progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  #looks = 0;

  constructor(roundId: string, item: AskedItem) {
    this.roundId = roundId;
    this.item = item;
    this.#key = item.key;
  }

  get way(): RulingChoice['kind'] {
    return this.#way;
  }
  /** Of `accept` with options: each of them is a key by itself; else the one key that is chosen. */
  get key(): readonly string[] {
    return this.#key;
  }
  get preview(): RulingPreview | null {
    return this.#preview;
  }
  get progress(): { readonly done: number; readonly total: number } | null {
    return this.#progress;
  }
  get ruling(): RulingChoice {
    return rulingOf(this.item, this.#way, this.#key);
  }
  get isManyKeys(): boolean {
    return this.#way === 'accept' && acceptsOptions(this.item);
  }

  choose(way: RulingChoice['kind']): void {
    this.#way = way;
    this.#key = this.item.key;
    this.looking.clear();
  }
  setKey(key: readonly string[]): void {
    this.#key = key;
    this.looking.clear();
  }

  async look(): Promise<void> {
    this.applying.clear();
    await this.#lookUntilReady();
  }

  /** What is worked out is not waited for any more; the server gives it up when nobody asks. */
  stop(): void {
    this.#looks += 1;
    this.#progress = null;
  }

  back(): void {
    this.stop();
    this.#preview = null;
    this.applying.clear();
  }

  async #lookUntilReady(): Promise<void> {
    const [look, ruling] = [++this.#looks, this.ruling];
    for (;;) {
      const seen = await this.looking.run(() => lookAtRuling(this.roundId, this.item.questionId, ruling));
      if (look !== this.#looks) return;
      this.#progress = seen && !seen.value.isReady ? seen.value : null;
      if (this.#progress === null) {
        this.#preview = seen?.value.preview ?? null;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      if (look !== this.#looks) return;
    }
  }

  /** The ruling, by the preview's digest; null when refused. A newer preview is shown when it was overtaken. */
  async apply(reason: string, notice: string): Promise<RulingView | null> {
    const seen = this.#preview;
    if (!seen) return null;
    const { ruling } = this;
    const order = { questionId: this.item.questionId, ruling, reason, notice, previewDigest: seen.digest };
    const done = await this.applying.run(() => makeRuling(this.roundId, order));
    if (this.applying.failure?.code === 'ruling-outdated') await this.#lookUntilReady();
    return done?.value ?? null;
  }
}
