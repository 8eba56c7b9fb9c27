/** Somebody else has changed the question while it was open here: who, when, and how the two differ. */
import { questionDifference, type FieldDifference } from '../../../server/rules/question-difference.ts';
import type { Question } from '../../../server/rules/question.ts';
import type { QuestionView } from '../../../server/wire/http/banks.ts';
import { readQuestion } from '../../api/banks.ts';
import type { Failed } from '../../api/http.ts';

export class Conflict {
  readonly byName: string;
  readonly at: number;
  #theirs = $state.raw<QuestionView | null>(null);

  /** `refusal` is `changed-meanwhile`. */
  constructor({ params: { byName = '', at = 0 } }: Pick<Failed, 'params'>) {
    this.byName = String(byName);
    this.at = Number(at);
  }

  /** With what is there now known already. */
  static with(theirs: QuestionView): Conflict {
    const { events, versions, revision: at } = theirs;
    const byName = events.find((event) => event.at === at)?.actorName ?? versions[0]?.authorName ?? '';
    const conflict = new Conflict({ params: { byName, at } });
    conflict.#theirs = theirs;
    return conflict;
  }

  /** What is there now, once it was asked for. */
  get theirs(): QuestionView | null {
    return this.#theirs;
  }

  async see(bankId: string, code: string): Promise<QuestionView | null> {
    const reply = await readQuestion(bankId, code);
    if (reply.ok) this.#theirs = reply.value;
    return this.#theirs;
  }

  /** From theirs to ours; null before theirs was asked for. */
  difference(ours: Question): FieldDifference[] | null {
    return this.#theirs && questionDifference(this.#theirs.content, ours);
  }
}
