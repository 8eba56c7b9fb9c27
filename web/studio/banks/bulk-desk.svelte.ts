/** What is done to many questions at once: all or none, each refusal told, and the way back where there is one. */
import type { BulkDeed, BulkOutcome } from '../../../server/wire/http/banks.ts';
import { doInBulk, undoInBulk } from '../../api/banks.ts';
import type { Reply } from '../../api/http.ts';
import { Deed } from '../deed.svelte.ts';
import type { BankDesk } from './bank-desk.svelte.ts';
import { nothingSelected } from './selection.ts';

export interface Done {
  readonly deed: BulkDeed['deed'];
  readonly changed: number;
  /** What the server takes to undo it; '' when there is no way back. */
  readonly undo: string;
}

export interface Refused {
  /** It was the way back that was refused. */
  readonly isUndo: boolean;
  readonly refusals: BulkOutcome['refusals'];
  /** How many questions nothing stands in the way of. */
  readonly others: number;
}

export class BulkDesk {
  readonly deed = new Deed();
  #desk: BankDesk;
  #refused = $state.raw<Refused | null>(null);
  #done = $state.raw<Done | null>(null);
  #isUndone = $state(false);
  /** The refused deed once more, without these. */
  #again: (without: readonly string[]) => Promise<boolean> = () => Promise.resolve(false);

  constructor(desk: BankDesk) {
    this.#desk = desk;
  }

  get refused(): Refused | null {
    return this.#refused;
  }
  get done(): Done | null {
    return this.#done;
  }
  get isUndone(): boolean {
    return this.#isUndone;
  }

  /** True when done. Otherwise `refused` names each question, or `deed.failure` says why there is no answer. */
  async run(deed: BulkDeed): Promise<boolean> {
    this.dismiss();
    this.#again = (without) => this.run({ ...deed, codes: deed.codes.filter((code) => !without.includes(code)) });
    const seen = 'note' in deed ? { ...deed, revisions: this.#desk.revisionsOf(deed.codes) } : deed;
    const outcome = await this.#ask(() => doInBulk(this.#desk.id, seen), { isUndo: false, asked: deed.codes.length });
    if (!outcome) return false;
    this.#done = { deed: deed.deed, changed: outcome.changed, undo: outcome.undo };
    this.#desk.selection = nothingSelected;
    await this.#desk.refresh();
    return true;
  }

  /** The same without those that were refused. */
  async runOthers(): Promise<boolean> {
    return this.#refused ? this.#again(this.#refused.refusals.map(({ code }) => code)) : false;
  }

  /** Everything that was just done, as it was before; what cannot go back is told, and nothing is undone. */
  async undo(): Promise<void> {
    const done = this.#done;
    if (done && done.undo !== '') await this.#undo(done, []);
  }

  /** The list of refusals was read, or another deed begins. */
  clear(): void {
    this.#refused = null;
    this.deed.clear();
  }

  dismiss(): void {
    this.#done = null;
    this.#isUndone = false;
  }

  async #undo(done: Done, without: readonly string[]): Promise<boolean> {
    this.#again = (more) => this.#undo(done, [...without, ...more]);
    const asked = done.changed - without.length;
    const outcome = await this.#ask(() => undoInBulk(this.#desk.id, done.undo, without), { isUndo: true, asked });
    if (!outcome) return false;
    this.#done = null;
    this.#isUndone = true;
    await this.#desk.refresh();
    return true;
  }

  /** null when refused or without an answer. */
  async #ask(
    work: () => Promise<Reply<BulkOutcome>>,
    { isUndo, asked }: { readonly isUndo: boolean; readonly asked: number },
  ): Promise<BulkOutcome | null> {
    this.clear();
    const reply = await this.deed.run(work);
    if (!reply) return null;
    const { refusals } = reply.value;
    if (refusals.length === 0) return reply.value;
    const others = Math.max(0, asked - new Set(refusals.map(({ code }) => code)).size);
    this.#refused = { isUndo, refusals, others };
    return null;
  }
}
