/** What is done to the question in the editor besides writing it: steps in its life, comments, hints dismissed. */
import type { LifeDeed, QuestionHint, QuestionView } from '../../../server/wire/http/banks.ts';
import { commentOn, dismissHint, stepQuestion } from '../../api/banks.ts';
import type { Reply } from '../../api/http.ts';
import { Deed } from '../deed.svelte.ts';

/** The question as these need it. */
interface Written {
  readonly bankId: string;
  readonly code: string;
  readonly revision: number;
  /** Keeps what is on the screen; true when the server has it. */
  save(): Promise<boolean>;
  take(view: QuestionView): void;
}

export class QuestionDeeds {
  readonly deed = new Deed();
  #of: Written;

  constructor(of: Written) {
    this.#of = of;
  }

  /** With everything kept before. True when done; else `deed.failure` says why. */
  async step(deed: LifeDeed, note = ''): Promise<boolean> {
    const { bankId } = this.#of;
    if (!(await this.#of.save())) return false;
    return this.#ask(() => stepQuestion(bankId, this.#of.code, deed, this.#of.revision, note));
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
