/** What the device keeps of one attempt, so that a reload without network shows no less: the paper, marks, where one was. */
import type { AttemptView, HeldAnswer } from '../../server/wire/http/attempts.ts';
import { keep, kept } from '../api/kept.ts';

type What = 'paper' | 'flags' | 'at' | 'typed';

export class OnDevice {
  readonly #id: string;

  constructor(attemptId: string) {
    this.#id = attemptId;
  }

  read(what: What): string | null {
    return kept(this.#name(what));
  }

  keep(what: What, text: string | null): void {
    keep(this.#name(what), text);
  }

  /** null when there is none that can be read. */
  readPaper(): AttemptView | null {
    try {
      const text = this.read('paper');
      return text ? (JSON.parse(text) as AttemptView) : null;
    } catch {
      return null;
    }
  }

  forget(): void {
    for (const what of ['paper', 'flags', 'at', 'typed'] as const) this.keep(what, null);
  }

  #name(what: What): string {
    return `hoithi.${what}.${this.#id}`;
  }
}

/** The paper with answers that have been saved since it was read. */
export function withSaved(view: AttemptView, saved: readonly HeldAnswer[]): AttemptView {
  const answers = new Map([...view.answers, ...saved].map((answer) => [answer.slot, answer]));
  return { ...view, answers: [...answers.values()] };
}
