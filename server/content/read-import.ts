/**
 * Reads an uploaded file of questions in a thread of its own, with its own memory and a time limit: whatever the file
 * is, the server goes on answering. The formats themselves are `read-any.ts`' matter.
 */
import { Worker } from 'node:worker_threads';
import { refuse } from './formats/package.ts';
import { importLimits } from './imported.ts';
import type { ReadOutcome } from './imported.ts';
import type { TableChoice, TableOutcome } from './read-table.ts';

export interface ReadOptions {
  /** Aborting ends the thread; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with the share that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Shorter or smaller than the limits of every import, for whoever has less. */
  readonly readMs?: number;
  readonly memoryMb?: number;
  /** The file is a table, and somebody has said which column holds what. */
  readonly table?: TableChoice | undefined;
}

/** What the thread is given. `look`: only the head of a table is wanted. */
export interface ImportWork {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly table?: TableChoice | 'look' | undefined;
}

export type ImportMessage =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'outcome'; readonly outcome: ReadOutcome | TableOutcome };

/** Questions of the file, or why it is refused; `file-takes-too-long` and `file-unpacks-too-large` also for the thread's own limits. */
export function readImport(
  { fileName: name, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
  { table, ...options }: ReadOptions = {},
): Promise<ReadOutcome> {
  return inThread<ReadOutcome>({ name, bytes, table }, options);
}

/** The sheets of a table with what their columns seem to hold. */
export const readTableHead = (bytes: Uint8Array): Promise<TableOutcome> =>
  inThread<TableOutcome>({ name: '', bytes, table: 'look' });

function inThread<T extends ReadOutcome | TableOutcome>(
  work: ImportWork,
  { signal, onProgress, readMs = importLimits.readMs, memoryMb = importLimits.memoryMb }: ReadOptions = {},
): Promise<T> {
  if (work.bytes.length > importLimits.bytesMax) {
    return Promise.resolve(refuse('file-too-large', { max: String(importLimits.bytesMax) }) as T);
  }
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./import-thread.js', import.meta.url), {
      workerData: work,
      // Flags of the process (a loader, an inspector) are not the thread's.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      settle();
      void worker.terminate();
    };
    const settleWith = (outcome: ReadOutcome | TableOutcome): void => finish(() => resolve(outcome as T));
    const abort = (): void => finish(() => reject(signal?.reason as Error));
    const timer = setTimeout(
      () => settleWith(refuse('file-takes-too-long', { seconds: String(readMs / 1000) })),
      readMs,
    );
    signal?.addEventListener('abort', abort);
    worker.on('message', (message: ImportMessage) => {
      if (message.type === 'progress') onProgress?.(message.share);
      else settleWith(message.outcome);
    });
    worker.on('error', (failure: Error & { code?: string }) => {
      if (failure.code === 'ERR_WORKER_OUT_OF_MEMORY')
        settleWith(refuse('file-unpacks-too-large', { max: `${memoryMb} MB` }));
      else finish(() => reject(failure));
    });
    // A thread that ends without a word was ended by its limits.
    worker.on('exit', () => settleWith(refuse('file-broken', { reason: 'reader-ended' })));
  });
}
