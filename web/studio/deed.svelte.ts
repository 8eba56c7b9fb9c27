/** One thing an organiser does: busy while it runs, its refusal kept to be said beside the button, no second press. */
import type { Failed, Reply } from '../api/http.ts';
import { staff } from './staff.svelte.ts';

export class Deed {
  #isBusy = $state(false);
  #failure = $state.raw<Failed | null>(null);

  get isBusy(): boolean {
    return this.#isBusy;
  }
  get failure(): Failed | null {
    return this.#failure;
  }

  /** The reply's value; null when refused, failed, or one is running already. */
  async run<T>(work: () => Promise<Reply<T>>): Promise<{ readonly value: T } | null> {
    if (this.#isBusy) return null;
    this.#isBusy = true;
    const reply = await work();
    this.#isBusy = false;
    this.#failure = reply.ok ? null : reply;
    if (!reply.ok && reply.code === 'not-signed-in') staff.lost();
    return reply.ok ? { value: reply.value } : null;
  }

  /** Forgets the last refusal: the dialog opens anew. */
  clear(): void {
    this.#failure = null;
  }
}
