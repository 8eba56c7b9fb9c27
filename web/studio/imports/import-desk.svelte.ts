/** One import as its page works on it: a page of questions, what was mended since, what is chosen, and how it ends. */
import type { Question } from '../../../server/rules/question.ts';
import {
  questionCodePattern,
  questionLimits,
  type BankView,
  type BulkOutcome,
} from '../../../server/wire/http/banks.ts';
import type { importFilters, ImportItem, ImportView, UndoneImport } from '../../../server/wire/http/bank-imports.ts';
import { applyImport, changeItem, dropImport, mapTopic, readImport, undoImport } from '../../api/bank-imports.ts';
import { readBank } from '../../api/banks.ts';
import type { Failed } from '../../api/http.ts';
import { WayBack, type Ticket } from '../banks/way-back.svelte.ts';
import { Deed } from '../deed.svelte.ts';
import { Loaded } from '../loaded.svelte.ts';
import { draftsOf, sendThose } from './send-drafts.ts';

export type ImportFilter = (typeof importFilters)[number];

/** Between two looks at a file that is being read. */
const pollMs = 400;
const codePattern = new RegExp(questionCodePattern, 'u');

export class ImportDesk {
  readonly id: string;
  readonly bank: Loaded<BankView>;
  readonly view: Loaded<ImportView>;
  readonly deed = new Deed();
  /** Questions that are made only if chosen: the set that "import chosen" takes. */
  chosen = $state.raw<ReadonlySet<number>>(new Set());
  /** Repeats that shall be made all the same. */
  repeats = $state.raw<ReadonlySet<number>>(new Set());
  /** Which was refused last, and why. */
  refused = $state.raw<{ readonly number: number; readonly failure: Failed } | null>(null);
  undone = $state.raw<UndoneImport | null>(null);
  sent = $state.raw<{ readonly count: number; readonly refusals: BulkOutcome['refusals'] } | null>(null);
  /** From having sent them all. */
  readonly way = new WayBack();
  sending = $state<{ done: number; all: number } | null>(null);
  #show = $state<ImportFilter>('all');
  #page = $state(0);
  #isChanged = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(bankId: string, id: string) {
    this.id = id;
    this.bank = new Loaded(() => readBank(bankId));
    this.view = new Loaded(() => readImport(id, { show: this.#show, page: this.#page }));
  }

  get show(): ImportFilter {
    return this.#show;
  }
  get items(): readonly ImportItem[] {
    return this.view.value?.items ?? [];
  }
  /** The one file of the import; of several, what no file is called. */
  get ownFile(): string {
    const files = this.view.value?.files ?? [];
    return files.length === 1 ? (files[0]?.name ?? '') : '';
  }
  /** Something on this page no longer belongs to the filter, since it was mended here. */
  get isChanged(): boolean {
    return this.#isChanged && this.#show !== 'all';
  }
  get hasNext(): boolean {
    const value = this.view.value;
    return value !== null && (value.page + 1) * value.pageSize < value.total;
  }

  /** Looks, and goes on looking while the file is being read. */
  async follow(): Promise<void> {
    clearTimeout(this.#timer);
    await this.view.ask();
    if (this.view.value?.batch.state === 'reading') this.#timer = setTimeout(() => void this.follow(), pollMs);
  }

  leave(): void {
    clearTimeout(this.#timer);
  }

  async choose(show: ImportFilter): Promise<void> {
    [this.#show, this.#page, this.#isChanged] = [show, 0, false];
    await this.view.ask();
  }

  /** Under a filter that mended questions have left, the next page is what now stands on this one. */
  async turn(step: -1 | 1): Promise<void> {
    if (!this.isChanged) this.#page = Math.max(0, this.#page + step);
    this.#isChanged = false;
    await this.view.ask();
  }

  /** The question as it shall be; the reply takes its place in the list, counts are asked anew. */
  async mend(item: ImportItem, content: Question): Promise<boolean> {
    const id = codePattern.test(content.id) ? content.id : '';
    return this.#change(item.number, { content: { ...content, id } });
  }

  async leaveOut(item: ImportItem, isLeftOut: boolean): Promise<boolean> {
    return this.#change(item.number, { isLeftOut });
  }

  async #change(number: number, change: Parameters<typeof changeItem>[2]): Promise<boolean> {
    const reply = await changeItem(this.id, number, change);
    this.refused = reply.ok ? null : { number, failure: reply };
    if (!reply.ok) return false;
    const value = this.view.value;
    if (value) {
      const before = value.items.find((one) => one.number === number);
      this.view.put({
        ...value,
        counts: before ? recount(value.counts, before, reply.value) : value.counts,
        items: value.items.map((one) => (one.number === number ? reply.value : one)),
      });
    }
    this.#isChanged = true;
    return true;
  }

  async mapTopic(path: readonly string[], topicId: string | null): Promise<void> {
    const done = await this.deed.run(() => mapTopic(this.id, path, topicId));
    if (done && this.view.value) this.view.put({ ...this.view.value, topics: done.value.topics });
  }

  mark(number: number, isChosen: boolean): void {
    this.chosen = toggled(this.chosen, number, isChosen);
  }

  takeRepeat(number: number, isTaken: boolean): void {
    this.repeats = toggled(this.repeats, number, isTaken);
  }

  /** `all`: what is ready, with the repeats that somebody wants. */
  async apply(which: 'all' | 'chosen'): Promise<void> {
    const done = await this.deed.run(async () => {
      if (which === 'chosen') return applyImport(this.id, [...this.chosen]);
      if (this.repeats.size === 0) return applyImport(this.id, null);
      const numbers = new Set(this.repeats);
      for (let page = 0; ; page += 1) {
        const reply = await readImport(this.id, { show: 'ready', page });
        if (!reply.ok) return reply;
        for (const { number } of reply.value.items) numbers.add(number);
        if ((page + 1) * reply.value.pageSize >= reply.value.total) break;
      }
      return applyImport(this.id, [...numbers]);
    });
    if (done) await this.view.ask();
  }

  async drop(): Promise<boolean> {
    return (await this.deed.run(() => dropImport(this.id))) !== null;
  }

  async undo(): Promise<void> {
    const done = await this.deed.run(() => undoImport(this.id));
    if (!done) return;
    this.undone = done.value;
    await this.view.ask();
  }

  /** Every draft of this import to review, as many at a time as go at once; those that are refused stay, with why. */
  async sendAll(bankId: string): Promise<void> {
    let [count, all] = [0, 0];
    const refusals: BulkOutcome['refusals'] = [];
    const tickets: Ticket[] = [];
    await this.deed.run(async () => {
      const codes = await draftsOf(bankId, this.id);
      if (!codes.ok) return codes;
      all = codes.value.length;
      for (let from = 0; from < all; from += questionLimits.bulkMax) {
        this.sending = { done: from, all };
        const wanted = codes.value.slice(from, from + questionLimits.bulkMax);
        const reply = await sendThose(bankId, wanted);
        if (!reply.ok) return reply;
        count += reply.value.changed;
        refusals.push(...reply.value.refusals);
        tickets.push(reply.value);
      }
      this.sent = { count, refusals };
      return { ok: true, value: null } as const;
    });
    this.sending = null;
    this.way.offer(bankId, tickets);
  }

  /** What was sent is a draft again; what can no longer go back is told by `way`. How many went, null without an answer. */
  async unsend(): Promise<number | null> {
    const count = await this.way.take();
    if (count !== null) this.sent = null;
    return count;
  }
}

function toggled(set: ReadonlySet<number>, number: number, isIn: boolean): ReadonlySet<number> {
  const next = new Set(set);
  if (isIn) next.add(number);
  else next.delete(number);
  return next;
}

const repeats: readonly string[] = ['duplicate-in-file', 'duplicate-in-bank'];
const isStopped = ({ content, problems }: ImportItem): boolean =>
  content === null || problems.some(({ weight }) => weight === 'stops');
export const isRepeat = ({ problems }: ImportItem): boolean => problems.some(({ name }) => repeats.includes(name));

/** Which counts a question stands in; the server's own rule. */
const standsIn: Readonly<Record<ImportFilter, (item: ImportItem) => boolean>> = {
  all: () => true,
  stopped: (item) => !item.isLeftOut && isStopped(item),
  doubt: (item) => !item.isLeftOut && item.problems.some(({ weight }) => weight === 'doubt'),
  duplicate: (item) => !item.isLeftOut && isRepeat(item),
  'left-out': ({ isLeftOut }) => isLeftOut,
  ready: (item) => !item.isLeftOut && !isStopped(item) && !isRepeat(item),
};

/** Whether it must be mended before it can be made. */
export const needsMending = standsIn.stopped;

function recount(counts: ImportView['counts'], before: ImportItem, after: ImportItem): ImportView['counts'] {
  const step = (filter: ImportFilter): number => Number(standsIn[filter](after)) - Number(standsIn[filter](before));
  return {
    ...counts,
    stopped: counts.stopped + step('stopped'),
    doubt: counts.doubt + step('doubt'),
    duplicate: counts.duplicate + step('duplicate'),
    'left-out': counts['left-out'] + step('left-out'),
    ready: counts.ready + step('ready'),
  };
}
