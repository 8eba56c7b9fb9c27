/** The contests that a stage could show. */
import type { ContestList } from '../../server/wire/http/contests.ts';
import { listContests } from '../api/contests.ts';
import type { Failed } from '../api/http.ts';

export class ContestChoice {
  #list = $state.raw<ContestList | null>(null);
  #failure = $state.raw<Failed | null>(null);

  get list(): ContestList | null {
    return this.#list;
  }
  get failure(): Failed | null {
    return this.#list ? null : this.#failure;
  }

  async ask(): Promise<void> {
    const reply = await listContests();
    if (reply.ok) this.#list = reply.value;
    this.#failure = reply.ok ? null : reply;
  }
}
