/**
 * What every reader of a question format gives, and every writer takes. Readers never throw at what people send:
 * a file that cannot be read is a named refusal, a question that cannot be read is a problem with its place.
 */
import type { FileFormat } from '../rules/file-formats.ts';
import type { ImportedMedia, ImportedQuestion, ImportProblem } from '../rules/import-preview.ts';
import type { QuestionBank } from '../rules/question.ts';

/** Limits of one uploaded file, for every format. */
export const importLimits = {
  bytesMax: 30_000_000,
  questionsMax: 5_000,
  /** Of everything inside a package together, unpacked. */
  unpackedBytesMax: 150_000_000,
  entriesMax: 5_000,
  /** A packed entry this many times smaller than what it holds is an attack. */
  packingRatioMax: 200,
  depthMax: 100,
  rowsMax: 20_000,
  columnsMax: 200,
  readMs: 60_000,
  memoryMb: 512,
} as const;

export type ImportRefusalName =
  | 'file-empty'
  | 'file-too-large'
  | 'file-format-unknown'
  | 'file-broken'
  | 'file-encrypted'
  | 'file-has-macros'
  | 'file-unpacks-too-large'
  | 'file-path-outside'
  | 'file-too-deep'
  | 'file-too-many-entries'
  | 'file-too-many-questions'
  | 'file-external-entity'
  | 'file-encoding-unknown'
  | 'file-legacy-word'
  | 'file-no-questions'
  | 'file-takes-too-long';

export interface ImportedFile {
  readonly format: FileFormat;
  readonly questions: readonly ImportedQuestion[];
  readonly media: readonly ImportedMedia[];
  readonly problems: readonly ImportProblem[];
}

export type ReadOutcome =
  | { readonly ok: true; readonly value: ImportedFile }
  | { readonly ok: false; readonly refusal: ImportRefusalName; readonly params: Readonly<Record<string, string>> };

/** A bank to be written, with the files its texts name by `media:ID`. */
export interface ExportedBank extends QuestionBank {
  readonly media: readonly ImportedMedia[];
}

/** `notHeld`: what the format has no room for, by question code. */
export interface WrittenFile {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly notHeld: readonly { readonly questionId: string; readonly what: string }[];
}
