/** Changing the tree of topics: shown at once, kept by the server, taken back in one step. */
import type { BankView, EditTopics, TopicView } from '../../../server/wire/http/banks.ts';
import { editTopics } from '../../api/banks.ts';
import { Deed } from '../deed.svelte.ts';
import type { BankDesk } from './bank-desk.svelte.ts';

export class TopicsDesk {
  readonly deed = new Deed();
  #desk: BankDesk;
  /** The tree as it shall be, while the server has not said so. */
  #wanted = $state.raw<readonly TopicView[] | null>(null);
  #before = $state.raw<readonly TopicView[] | null>(null);
  #said = $state('');

  constructor(desk: BankDesk) {
    this.#desk = desk;
  }

  get topics(): readonly TopicView[] {
    return this.#wanted ?? this.#desk.bank.value?.topics ?? [];
  }
  /** What was done last, in words; '' when nothing was, or it was taken back. */
  get said(): string {
    return this.#said;
  }
  get canUndo(): boolean {
    return this.#before !== null;
  }

  /** The new tree, or null when it could not be kept; then `deed.failure` says why and the server's tree is shown. */
  async put(topics: readonly TopicView[], said: string): Promise<BankView | null> {
    const bank = this.#desk.bank.value;
    if (!bank) return null;
    this.#wanted = topics;
    const reply = await this.deed.run(() => editTopics(bank.id, edited(bank, topics)));
    this.#wanted = null;
    if (!reply) {
      if (this.deed.failure?.code === 'changed-meanwhile') void this.#desk.bank.ask();
      return null;
    }
    this.#before = bank.topics;
    this.#said = said;
    this.#desk.bank.put(reply.value);
    return reply.value;
  }

  /** Brings the tree before the last deed back; a topic that was removed comes back under a new id. */
  async undo(): Promise<void> {
    if (!this.#before) return;
    await this.put(this.#before, '');
    this.#before = null;
    void this.#desk.table.ask();
  }

  dismiss(): void {
    this.#said = '';
    this.#before = null;
    this.deed.clear();
  }
}

/** Topics that the bank does not have are new: named by their id inside the request. */
function edited(bank: BankView, topics: readonly TopicView[]): EditTopics {
  const known = new Set(bank.topics.map(({ id }) => id));
  return {
    revision: bank.revision,
    name: bank.name,
    topics: topics.map(({ id, name, parentId }) =>
      known.has(id) ? { id, name, parentId } : { id: '', ref: id, name, parentId },
    ),
  };
}
