/** One bank as its page shows it: topics, the filtered table page by page, and which rows are selected. */
import {
  questionLimits,
  type BankView,
  type QuestionFilter,
  type QuestionRow,
  type QuestionTable,
} from '../../../server/wire/http/banks.ts';
import type { ImportBatches } from '../../../server/wire/http/bank-imports.ts';
import { listImports } from '../../api/bank-imports.ts';
import { listQuestions, readBank } from '../../api/banks.ts';
import { Loaded } from '../loaded.svelte.ts';
import { nothingSelected, selectAll, type Selection } from './selection.ts';

const searchAfterMs = 200;

/** What narrows the table besides the topic and the words looked for: each is a chip. */
export const chips = ['state', 'kind', 'difficulty', 'flag', 'tag', 'who', 'practice', 'batch'] as const;
export type Chip = (typeof chips)[number];

export type Sort = NonNullable<QuestionFilter['sort']>;

export class BankDesk {
  readonly id: string;
  readonly bank: Loaded<BankView>;
  readonly table: Loaded<QuestionTable>;
  /** How many questions wait for whoever asks; null while it is not known. */
  readonly waiting: Loaded<QuestionTable>;
  /** Files that were brought in, newest first. */
  readonly batches: Loaded<ImportBatches>;
  selection = $state.raw<Selection>(nothingSelected);
  isGathering = $state(false);
  #filter = $state.raw<QuestionFilter>({ sort: 'updated', descending: true });
  #giveUp = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seen = new Map<string, QuestionRow>();

  constructor(id: string) {
    this.id = id;
    this.bank = new Loaded(() => readBank(id));
    this.table = new Loaded(() => this.#read());
    this.batches = new Loaded(() => listImports(id));
    this.waiting = new Loaded(() => listQuestions(id, { who: 'to-review', state: 'in-review', sort: 'code' }));
  }

  get filter(): QuestionFilter {
    return this.#filter;
  }
  get rows(): readonly QuestionRow[] {
    return this.table.value?.rows ?? [];
  }
  get codes(): readonly string[] {
    return this.rows.map(({ code }) => code);
  }
  get page(): number {
    return this.#filter.page ?? 0;
  }
  get hasNext(): boolean {
    const value = this.table.value;
    return value !== null && (value.page + 1) * value.pageSize < value.total;
  }
  /** Nothing narrows but the topic and the order. */
  get isWhole(): boolean {
    return !this.#filter.q && !this.#filter.topic && chips.every((chip) => this.#filter[chip] === undefined);
  }

  /** Everything again: a deed has changed counts and rows. */
  async refresh(): Promise<void> {
    await Promise.all([this.bank.ask(), this.table.ask(), this.waiting.ask(), this.batches.ask()]);
  }

  /** Narrows anew, from the first page; undefined takes a condition away. What was selected stays so. */
  narrow(change: { readonly [K in keyof QuestionFilter]?: QuestionFilter[K] | undefined }): void {
    const kept = Object.entries({ ...this.#filter, ...change, page: undefined });
    this.#filter = Object.fromEntries(
      kept.filter(([, value]) => value !== undefined && value !== ''),
    ) as QuestionFilter;
    void this.table.ask();
  }

  clear(): void {
    this.narrow({ q: undefined, topic: undefined, ...Object.fromEntries(chips.map((chip) => [chip, undefined])) });
  }

  /** Looks for `q` once typing pauses. */
  search(q: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.narrow({ q: q.trim().slice(0, questionLimits.searchMax) }), searchAfterMs);
  }

  /** The same column again turns the order round. */
  sort(by: Sort): void {
    const isSame = this.#filter.sort === by;
    this.narrow({ sort: by, descending: isSame ? !this.#filter.descending : by === 'updated' });
  }

  turn(step: -1 | 1): void {
    if (step === 1 ? !this.hasNext : this.page === 0) return;
    this.#filter = { ...this.#filter, page: this.page + step };
    void this.table.ask();
  }

  /** Every match on every page, up to what can be done at once. */
  async gather(): Promise<void> {
    this.isGathering = true;
    const codes: string[] = [];
    for (let page = 0; codes.length < questionLimits.bulkMax; page += 1) {
      const reply = await listQuestions(this.id, { ...this.#filter, page });
      if (!reply.ok) break;
      codes.push(...reply.value.rows.map(({ code }) => code));
      this.#remember(reply.value);
      if ((page + 1) * reply.value.pageSize >= reply.value.total) break;
    }
    this.isGathering = false;
    if (codes.length > 0) this.selection = selectAll(codes.slice(0, questionLimits.bulkMax));
  }

  /** What each was when it was last seen; 0 for one that never was. */
  revisionsOf(codes: readonly string[]): number[] {
    return codes.map((code) => this.#seen.get(code)?.revision ?? 0);
  }

  /** Rows of the selection as they were last seen. */
  get chosen(): readonly QuestionRow[] {
    return [...this.selection.codes].flatMap((code) => this.#seen.get(code) ?? []);
  }

  async #read() {
    this.#giveUp.abort();
    this.#giveUp = new AbortController();
    const reply = await listQuestions(this.id, this.#filter, this.#giveUp);
    if (reply.ok) this.#remember(reply.value);
    return reply;
  }

  #remember({ rows }: QuestionTable): void {
    for (const row of rows) this.#seen.set(row.code, row);
  }
}

let last: BankDesk | null = null;

/** The desk of a bank, kept while one goes to a question and back: the filter and the page are as they were left. */
export function openBank(id: string): BankDesk {
  if (last?.id !== id) last = new BankDesk(id);
  return last;
}
