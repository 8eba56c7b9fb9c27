/** The way back from what was just done to questions: offered with the word that says it is done, taken once. */
import type { BulkOutcome } from '../../../server/wire/http/banks.ts';
import { undoInBulk } from '../../api/banks.ts';
import { Deed } from '../deed.svelte.ts';

/** What the server takes to undo one deed, and how many questions it was done to. */
export type Ticket = Pick<BulkOutcome, 'undo' | 'changed'>;

export class WayBack {
  readonly deed = new Deed();
  #bankId = '';
  #tickets = $state.raw<readonly Ticket[]>([]);
  #refusals = $state.raw<BulkOutcome['refusals']>([]);

  get isOpen(): boolean {
    return this.#tickets.length > 0;
  }
  /** Why those that did not go back are as they were. */
  get refusals(): BulkOutcome['refusals'] {
    return this.#refusals;
  }

  /** In the order in which the deeds were done; none closes it. */
  offer(bankId: string, tickets: readonly Ticket[]): void {
    this.#bankId = bankId;
    this.#tickets = tickets.filter(({ undo }) => undo !== '');
    this.#refusals = [];
    this.deed.clear();
  }

  /** How many questions are as they were before; null without an answer, which `deed.failure` tells, and it can be tried again. */
  async take(): Promise<number | null> {
    let count = 0;
    const done = await this.deed.run(async () => {
      for (let ticket = this.#tickets.at(-1); ticket; ticket = this.#tickets.at(-1)) {
        const reply = await this.#undo(ticket);
        if (!reply.ok) return reply;
        count += reply.value.changed;
        this.#tickets = this.#tickets.slice(0, -1);
      }
      return { ok: true, value: count } as const;
    });
    return done?.value ?? null;
  }

  /** All or none is the server's rule: those that it refuses stay, and the rest go back. */
  async #undo({ undo, changed }: Ticket) {
    const first = await undoInBulk(this.#bankId, undo);
    if (!first.ok || first.value.refusals.length === 0) return first;
    const { refusals } = first.value;
    const held = [...new Set(refusals.map(({ code }) => code))];
    const second = held.length < changed ? await undoInBulk(this.#bankId, undo, held) : first;
    if (second.ok) this.#refusals = [...this.#refusals, ...refusals];
    return second;
  }
}
