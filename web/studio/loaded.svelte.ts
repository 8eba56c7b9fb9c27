/**
 * A value of the server that is asked for again and again. An old value stays while a newer one is on its way or
 * cannot be had; a reply that was overtaken by a later question is dropped.
 */
import { isPassing, type Failed, type Reply } from '../api/http.ts';
import { serverClock } from '../live/server-clock.svelte.ts';
import { staff } from './staff.svelte.ts';

export class Loaded<T> {
  #read: () => Promise<Reply<T>>;
  #value = $state.raw<T | null>(null);
  #failure = $state.raw<Failed | null>(null);
  #asked = 0;
  #at = $state(0);

  constructor(read: () => Promise<Reply<T>>) {
    this.#read = read;
  }

  get value(): T | null {
    return this.#value;
  }
  /** Why there is nothing to show; a passing failure never hides a value that is there. */
  get failure(): Failed | null {
    return this.#value && this.#failure && isPassing(this.#failure) ? null : this.#failure;
  }
  /** Server's time of the value shown, when a newer one could not be had; 0 when it is fresh. */
  get staleSince(): number {
    return this.#value && this.#failure ? this.#at : 0;
  }

  async ask(): Promise<void> {
    const question = ++this.#asked;
    const reply = await this.#read();
    if (question !== this.#asked) return;
    this.#failure = reply.ok ? null : reply;
    if (reply.ok) this.put(reply.value);
    else if (reply.code === 'not-signed-in') staff.lost();
  }

  /** Takes a value that came as the reply to something else. */
  put(value: T): void {
    this.#asked += 1;
    this.#value = value;
    this.#failure = null;
    this.#at = serverClock.read();
  }

  /** Another question from now on: what is shown no longer answers it. */
  forget(): void {
    this.#asked += 1;
    this.#value = null;
    this.#failure = null;
  }
}
