/** What the server says of a text that is being written: hints, faults, how the phone shows it. Asked once typing pauses. */
import type { Question } from '../../../server/rules/question.ts';
import type { QuestionHint, QuestionLook } from '../../../server/wire/http/banks.ts';
import { lookAt } from '../../api/banks.ts';

const afterMs = 350;

export class Look {
  #bankId: string;
  #value = $state.raw<QuestionLook | null>(null);
  #isStale = $state(false);
  #giveUp = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(bankId: string) {
    this.#bankId = bankId;
  }

  /** null until it was asked for. */
  get value(): QuestionLook | null {
    return this.#value;
  }
  /** Of the text, else those that were `known`; what was dismissed of the known says by what word. */
  hints(known: readonly QuestionHint[] = []): readonly QuestionHint[] {
    const dismissed = new Map(known.map((hint) => [hint.name, hint.dismissedBecause]));
    const found = this.#value?.hints ?? known;
    return found.map((hint) => ({ ...hint, dismissedBecause: dismissed.get(hint.name) ?? '' }));
  }
  /** It is about an older text: the newer could not be looked at. */
  get isStale(): boolean {
    return this.#isStale;
  }

  ask(content: Question): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#now(content), afterMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #now(content: Question): Promise<void> {
    this.#giveUp.abort();
    const giveUp = (this.#giveUp = new AbortController());
    const reply = await lookAt(this.#bankId, content, giveUp);
    if (this.#giveUp !== giveUp) return;
    this.#isStale = !reply.ok;
    if (reply.ok) this.#value = reply.value;
  }
}
