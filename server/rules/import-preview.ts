/**
 * What an uploaded file of questions would make, before anything is made: the shape that importers give, that is kept
 * while somebody looks at it, and that is edited on the spot. Nothing here is in the bank yet.
 */
import type { Question } from './question.ts';

/** Where in the file, as its author would find it; 0 or empty where the format has no such thing. */
export interface ImportPlace {
  /** Path in the package, or the file's own name. */
  readonly file: string;
  /** As printed: `Câu 12`, `Q7`. */
  readonly label: string;
  readonly page: number;
  /** Line of a text, row of a sheet; from 1. */
  readonly row: number;
  readonly column: string;
}

export const importProblemNames = [
  // of one question; it can be mended in the preview
  'no-key',
  'key-not-an-option',
  'several-keys-for-single',
  'keys-disagree',
  'key-guessed',
  'no-stem',
  'too-few-options',
  'empty-option',
  'repeated-option',
  'alike-option',
  'repeated-label',
  'letters-skipped',
  'numbers-skipped',
  'stem-too-long',
  'option-too-long',
  'too-many-options',
  'media-missing',
  'media-unreadable',
  'media-external',
  'formula-not-kept',
  'formatting-not-kept',
  'kind-guessed',
  'order-kept',
  'weights-not-held',
  'unknown-topic',
  'unknown-difficulty',
  'number-unreadable',
  'number-twofold',
  'text-left-over',
  'explanation-guessed',
  'legacy-text-converted',
  'duplicate-in-file',
  'duplicate-in-bank',
  'similar-in-bank',
  // a question that cannot be held at all
  'kind-not-held',
  'unreadable',
] as const;
export type ImportProblemName = (typeof importProblemNames)[number];

export interface ImportProblem {
  readonly name: ImportProblemName;
  /** `stops`: the question cannot be made before it is mended. `doubt`: look at it. `told`: it happened, for your knowledge. */
  readonly weight: 'stops' | 'doubt' | 'told';
  readonly place: ImportPlace;
  readonly params: Readonly<Record<string, string>>;
}

export interface ImportedQuestion {
  /** Place in the order of the file, or of the files one after another, from 1; names the question in its preview. */
  readonly number: number;
  /** null: nothing could be made of it; `problems` say why. `id` and `topic` may be empty. */
  readonly question: Question | null;
  /** Path of topic names in the file (sections of a Word file, `$CATEGORY`, folders); empty: none. */
  readonly topicPath: readonly string[];
  readonly place: ImportPlace;
  readonly problems: readonly ImportProblem[];
}

/** A file inside the file; questions name it as `media:REF` in their texts. */
export interface ImportedMedia {
  readonly ref: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** One of several files that were brought in together. */
export interface ImportFileNote {
  readonly name: string;
  /** '' when it could not be read. */
  readonly format: string;
  readonly questions: number;
  /** Why it could not be read, by the reader's name of it, or ''. */
  readonly failure: string;
  readonly failureParams: Readonly<Record<string, string>>;
}

export interface ImportPreview {
  /** In the order in which their questions follow one another. */
  readonly files: readonly ImportFileNote[];
  readonly questions: readonly ImportedQuestion[];
  /** Of a file as a whole. */
  readonly problems: readonly ImportProblem[];
  /** Which question of the bank it repeats, by number; the code of the other. */
  readonly duplicates: Readonly<Record<string, string>>;
  /** Numbers of questions that somebody left out. */
  readonly leftOut: readonly number[];
  /** Topic of the bank for a path of topic names (its JSON); a path that is not here makes topics of its names. */
  readonly topicIds: Readonly<Record<string, string>>;
}

/** While nothing has been read, and once it was thrown away. */
export const emptyPreview: ImportPreview = {
  files: [],
  questions: [],
  problems: [],
  duplicates: {},
  leftOut: [],
  topicIds: {},
};
