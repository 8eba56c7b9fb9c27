/** The queue of questions that wait for whoever looks, and the one on the screen. */
import type { QuestionRow, QuestionTable, QuestionView } from '../../../server/wire/http/banks.ts';
import { commentOn, listQuestions, readQuestion, stepQuestion } from '../../api/banks.ts';
import { Deed } from '../deed.svelte.ts';
import { Loaded } from '../loaded.svelte.ts';
import { WayBack } from './way-back.svelte.ts';

export class ReviewDesk {
  readonly bankId: string;
  readonly queue: Loaded<QuestionTable>;
  readonly question: Loaded<QuestionView>;
  readonly deed = new Deed();
  readonly way = new WayBack();
  #code = $state('');

  constructor(bankId: string) {
    this.bankId = bankId;
    this.queue = new Loaded(() =>
      listQuestions(bankId, { who: 'to-review', state: 'in-review', sort: 'updated', descending: false }),
    );
    this.question = new Loaded(() => readQuestion(bankId, this.#code));
  }

  get code(): string {
    return this.#code;
  }
  get rows(): readonly QuestionRow[] {
    return this.queue.value?.rows ?? [];
  }
  get position(): number {
    return this.rows.findIndex(({ code }) => code === this.#code);
  }

  show(code: string): void {
    if (code === this.#code) return;
    this.#code = code;
    this.deed.clear();
    this.question.forget();
    if (code !== '') void this.question.ask();
  }

  /** The code beside the one on the screen; '' at an end. */
  beside(step: 1 | -1): string {
    return this.rows[this.position + step]?.code ?? '';
  }

  /** The code to go on with when done, '' when the queue is empty; null when refused. */
  async judge(deed: 'approve' | 'return', note = ''): Promise<string | null> {
    const { value } = this.question;
    if (!value) return null;
    const next = this.beside(1) || this.beside(-1);
    const done = await this.deed.run(() => stepQuestion(this.bankId, value.code, deed, value.revision, note));
    if (!done) {
      if (this.deed.failure?.code === 'changed-meanwhile') void this.question.ask();
      return null;
    }
    this.question.put(done.value);
    this.way.offer(this.bankId, [{ undo: done.value.undo, changed: 1 }]);
    await this.queue.ask();
    return next;
  }

  /** The question judged last, `code`, waits again. True when done; else `way` says why. */
  async goBack(code: string): Promise<boolean> {
    const count = await this.way.take();
    if (count === null) return false;
    if (code === this.#code) void this.question.ask();
    await this.queue.ask();
    return count > 0;
  }

  async comment(text: string): Promise<boolean> {
    const done = await this.deed.run(() => commentOn(this.bankId, this.#code, text));
    if (done) this.question.put(done.value);
    return done !== null;
  }
}
