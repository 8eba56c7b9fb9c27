/** What is done to the question in the editor besides writing it: steps in its life and back, comments, hints dismissed. */
import type { LifeDeed, QuestionHint, QuestionView } from '../../../server/wire/http/banks.ts';
import { commentOn, dismissHint, readQuestion, stepQuestion } from '../../api/banks.ts';
import type { Reply } from '../../api/http.ts';
import { Deed } from '../deed.svelte.ts';
import { WayBack } from './way-back.svelte.ts';

/** The question as these need it. */
interface Written {
  readonly bankId: string;
  readonly code: string;
  readonly revision: number;
  /** Something on the screen is not with the server yet. */
  readonly isDirty: boolean;
  /** Keeps what is on the screen; true when the server has it. */
  save(): Promise<boolean>;
  take(view: QuestionView): void;
}

export class QuestionDeeds {
  readonly deed = new Deed();
  readonly way = new WayBack();
  #steppedTo = 0;
  #of: Written;

  constructor(of: Written) {
    this.#of = of;
  }

  /** With everything kept before. True when done; else `deed.failure` says why. */
  async step(deed: LifeDeed, note = ''): Promise<boolean> {
    const { bankId } = this.#of;
    if (!(await this.#of.save())) return false;
    const done = await this.deed.run(() => stepQuestion(bankId, this.#of.code, deed, this.#of.revision, note));
    if (!done) return false;
    this.#of.take(done.value);
    this.#steppedTo = done.value.revision;
    this.way.offer(bankId, [{ undo: done.value.undo, changed: 1 }]);
    return true;
  }

  /** Whoever has written on since has left the way back. */
  get mayGoBack(): boolean {
    return this.way.isOpen && !this.#of.isDirty && this.#of.revision === this.#steppedTo;
  }

  /** Undoes the last step. True when done; else `way` says why. */
  async goBack(): Promise<boolean> {
    const count = await this.way.take();
    if (count === null) return false;
    await this.#ask(() => readQuestion(this.#of.bankId, this.#of.code));
    return count > 0;
  }

  async comment(text: string): Promise<boolean> {
    return this.#ask(() => commentOn(this.#of.bankId, this.#of.code, text));
  }

  /** An empty reason takes the dismissal back. */
  async dismiss(hint: QuestionHint['name'], reason: string): Promise<boolean> {
    if (!(await this.#of.save())) return false;
    return this.#ask(() => dismissHint(this.#of.bankId, this.#of.code, hint, reason));
  }

  async #ask(work: () => Promise<Reply<QuestionView>>): Promise<boolean> {
    const done = await this.deed.run(work);
    if (done) this.#of.take(done.value);
    return done !== null;
  }
}
