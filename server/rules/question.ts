/**
 * A question as content: what is asked and which options are right.
 * It knows nothing of attempts. Whoever sends a question to a browser must
 * go through `wire/` shapes, which have no place for `key` or `explanation`.
 */

/** Mức độ nhận thức: nhận biết, thông hiểu, vận dụng. */
export const difficulties = ['recognise', 'understand', 'apply'] as const;
export type Difficulty = (typeof difficulties)[number];

/** One right option, several right options (all-or-nothing), or a statement to judge. */
export const questionKinds = ['single', 'multiple', 'true-false'] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface Option {
  /** Stable inside the question (`a`, `b`, …); never shown: people see a letter of their own order. */
  readonly id: string;
  readonly text: string;
}

export interface Question {
  /** Stable over every version, unique in its bank, e.g. `cds-0001`. */
  readonly id: string;
  readonly topic: string;
  readonly kind: QuestionKind;
  readonly difficulty: Difficulty;
  readonly stem: string;
  readonly options: readonly Option[];
  /** Ids of the right options. Exactly one for `single` and `true-false`, two or more for `multiple`. */
  readonly key: readonly string[];
  /** One sentence shown after the round closes. */
  readonly explanation: string;
  /** Legal or factual source as printed: instrument, article, date. */
  readonly source: string;
  /** The fact the question was made from, in the bank's own list of facts. */
  readonly factId: string;
  /** ISO calendar date on which the fact was last checked. */
  readonly checkedOn: string;
  /** A practice question is open to everybody and so is never drawn into a paper. */
  readonly isPractice: boolean;
}

export interface Topic {
  readonly id: string;
  readonly name: string;
}

export interface QuestionBank {
  readonly id: string;
  readonly name: string;
  readonly topics: readonly Topic[];
  readonly questions: readonly Question[];
}
