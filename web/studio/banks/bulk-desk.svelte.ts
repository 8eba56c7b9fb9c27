/** What is done to many questions at once: all or none, each refusal told, and the way back where there is one. */
import type { BulkDeed, BulkOutcome, QuestionRow } from '../../../server/wire/http/banks.ts';
import { doInBulk } from '../../api/banks.ts';
import { Deed } from '../deed.svelte.ts';
import type { BankDesk } from './bank-desk.svelte.ts';
import { nothingSelected } from './selection.ts';

export interface Done {
  readonly deed: BulkDeed['deed'];
  readonly changed: number;
  /** Deeds that bring back what was; empty when there is no way back. */
  readonly undo: readonly BulkDeed[];
}

export class BulkDesk {
  readonly deed = new Deed();
  #desk: BankDesk;
  #refused = $state.raw<{ readonly deed: BulkDeed; readonly refusals: BulkOutcome['refusals'] } | null>(null);
  #done = $state.raw<Done | null>(null);
  #isUndone = $state(false);

  constructor(desk: BankDesk) {
    this.#desk = desk;
  }

  get refused() {
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
    const undo = wayBack(deed, this.#desk.chosen);
    const outcome = await this.#send(deed);
    if (!outcome) return false;
    if (outcome.refusals.length > 0) {
      this.#refused = { deed, refusals: outcome.refusals };
      return false;
    }
    this.#done = { deed: deed.deed, changed: outcome.changed, undo };
    this.#desk.selection = nothingSelected;
    await this.#desk.refresh();
    return true;
  }

  /** The same without those that were refused. */
  async runOthers(): Promise<boolean> {
    if (!this.#refused) return false;
    const { deed, refusals } = this.#refused;
    const refused = new Set(refusals.map(({ code }) => code));
    return this.run({ ...deed, codes: deed.codes.filter((code) => !refused.has(code)) });
  }

  async undo(): Promise<void> {
    const done = this.#done;
    if (!done || done.undo.length === 0 || this.deed.isBusy) return;
    for (const deed of done.undo) {
      const outcome = await this.#send(deed);
      if (!outcome) return;
      if (outcome.refusals.length > 0) this.#refused = { deed, refusals: outcome.refusals };
    }
    this.#done = null;
    this.#isUndone = this.#refused === null;
    await this.#desk.refresh();
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

  async #send(deed: BulkDeed): Promise<BulkOutcome | null> {
    this.clear();
    this.dismiss();
    const reply = await this.deed.run(() => doInBulk(this.#desk.id, deed));
    return reply && reply.value;
  }
}

/** Deeds that undo `deed` on rows as they were before it. What was sent or approved others have seen: no way back. */
export function wayBack(deed: BulkDeed, before: readonly QuestionRow[]): BulkDeed[] {
  const rows = before.filter(({ code }) => deed.codes.includes(code));
  if (rows.length < deed.codes.length) return [];
  switch (deed.deed) {
    case 'move':
      return byGroup(rows, ({ topic }) => topic)
        .filter(([topic]) => topic !== '' && topic !== deed.topic)
        .map(([topic, codes]) => ({ deed: 'move', codes, topic }));
    case 'tag':
      return byGroup(rows, ({ tags }) =>
        JSON.stringify([
          deed.add.filter((tag) => !tags.includes(tag)),
          deed.remove.filter((tag) => tags.includes(tag)),
        ]),
      )
        .map(([key, codes]) => {
          const [added = [], removed = []] = JSON.parse(key) as string[][];
          return { deed: 'tag' as const, codes, add: removed, remove: added };
        })
        .filter(({ add, remove }) => add.length + remove.length > 0);
    case 'retire':
      return [{ deed: 'restore', codes: deed.codes, note: '' }];
    default:
      return [];
  }
}

function byGroup(rows: readonly QuestionRow[], key: (row: QuestionRow) => string): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row.code]);
  return [...groups];
}
