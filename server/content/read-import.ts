/** Stands in until the reader of all formats is here: every file is of an unknown format. */
import type { ReadOutcome } from './imported.ts';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Called with the share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export function readImport(
  _file: { readonly fileName: string; readonly bytes: Uint8Array },
  _options: ReadOptions = {},
): Promise<ReadOutcome> {
  return Promise.resolve({ ok: false, refusal: 'file-format-unknown', params: {} });
}
