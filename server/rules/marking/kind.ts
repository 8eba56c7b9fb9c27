/**
 * What one kind of question knows: how an answer to it is written in the log, how it is shown again, what it earns,
 * and what must hold of its content. One module a kind; `index.ts` has them by name.
 */
import type { MarkingScheme, Question } from '../question.ts';

/**
 * An answer as the phone gives it and shows it. `choice` by kind: `single`, `multiple`, `true-false`: positions chosen;
 * `grid`: for each statement 0 (not judged), 1 (đúng), 2 (sai); `ordering`: positions of all items in the person's order;
 * `matching`: for each prompt 0 (none) or the position of its option + 1. Positions are those of the paper's slot.
 * `text` is for `number` and `text`, and empty elsewhere. Nothing chosen and no text is a withdrawn answer.
 */
export interface Given {
  readonly choice: readonly number[];
  readonly text: string;
}

/** `earned` of `of` equal parts of the question's points; whole numbers, so that no score depends on rounding. */
export interface Mark {
  /** Every part is right. */
  readonly isRight: boolean;
  readonly earned: number;
  readonly of: number;
}

export type KindFaultName =
  | 'wrong-option-count'
  | 'wrong-prompt-count'
  | 'wrong-key-count'
  | 'key-not-an-option'
  | 'repeated-key'
  | 'not-true-false-options'
  | 'pairs-not-whole'
  | 'order-not-whole'
  | 'number-not-decimal'
  | 'variant-unusable'
  | 'scheme-needs-four';

/** A fault of a question's content for its kind, and what its text needs. */
export interface KindFault {
  readonly name: KindFaultName;
  readonly params: Readonly<Record<string, string>>;
}

export interface Kind {
  /** Default first; `scheme` of a question of this kind is one of them. */
  readonly schemes: readonly [MarkingScheme, ...MarkingScheme[]];
  /** Whether papers give its options in an order of their own (unless the question keeps its order). */
  readonly isShuffled: boolean;
  /** Text for the log, canonical: equal answers are equal texts; '' withdraws. null: no answer to this question. `options` are the slot's. */
  encode(question: Question, options: readonly string[], given: Given): string | null;
  /** The way back; what `encode` did not make gives an empty answer. */
  decode(question: Question, options: readonly string[], response: string): Given;
  /** A right answer as a text of the log, to be shown after the round. */
  keyResponse(question: Question): string;
  mark(question: Question, response: string): Mark;
  check(question: Question): readonly KindFault[];
}
