/**
 * What can be wrong with a question bank, as values: a name, its parameters
 * and a place. The words for people live with whoever shows them.
 */

import type { KindFaultName } from '../rules/marking/kind.ts';

export type BankProblemName =
  // what does not fit the question's kind
  | KindFaultName
  // found while reading files
  | 'bank-file-missing'
  | 'not-a-plain-file'
  | 'too-many-files'
  | 'file-too-large'
  | 'file-not-utf8'
  | 'file-not-nfc'
  | 'yaml-broken'
  | 'too-many-aliases'
  | 'not-a-mapping'
  | 'not-a-list'
  | 'not-a-text'
  | 'unknown-field'
  | 'missing-field'
  | 'unknown-word'
  // found in one question
  | 'not-a-date'
  | 'text-not-nfc'
  | 'unknown-topic'
  | 'repeated-option'
  | 'repeated-option-id'
  | 'option-id-malformed'
  | 'scheme-not-of-kind'
  | 'text-too-long'
  | 'alt-missing'
  | 'external-address'
  // found by looking at the whole bank
  | 'repeated-topic'
  | 'empty-topic'
  | 'repeated-question-id'
  | 'repeated-stem'
  | 'similar-stem'
  | 'practice-fact-drawn'
  | 'length-gives-key-away'
  | 'letter-gives-key-away'
  | 'true-false-unbalanced';

/** Where in the bank's folder, counted from 1 as editors do. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface BankProblem {
  readonly name: BankProblemName;
  /** `null` when the whole bank is meant, or the bank did not come from files. */
  readonly place: Place | null;
  readonly questionId: string | null;
  readonly params: Readonly<Record<string, string>>;
}
