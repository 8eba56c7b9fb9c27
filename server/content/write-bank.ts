/**
 * Writes a bank as a file. A great one takes a minute as a Word file, so it is written in a thread of its own, with its
 * own memory and a time limit: answers do not wait for it.
 */
import type { FileFormat } from '../rules/file-formats.ts';
import { Worker } from 'node:worker_threads';
import type { ExportedBank, WrittenFile } from './imported.ts';
import { lettersOf } from '../rules/question-text.ts';
import { writeAny } from './write-any.ts';

export const exportLimits = { writeMs: 180_000, memoryMb: 1_024 } as const;

/** What the thread is given. */
export interface ExportWork {
  readonly format: FileFormat;
  readonly bank: ExportedBank;
}

/** Written in some ten milliseconds: less than a thread takes to start. */
const inPlaceLettersMax = 100_000;
const inPlaceBytesMax = 1_000_000;

/** null when the thread's limits ended it. */
export function writeBank(
  work: ExportWork,
  limits: { writeMs: number; memoryMb: number } = exportLimits,
): Promise<WrittenFile | null> {
  const { questions, media } = work.bank;
  const letters = questions.reduce((sum, question) => sum + lettersOf(question), 0);
  const bytes = media.reduce((sum, file) => sum + file.bytes.length, 0);
  return letters <= inPlaceLettersMax && bytes <= inPlaceBytesMax
    ? writeAny(work.format, work.bank)
    : inThread(work, limits);
}

function inThread(
  work: ExportWork,
  { writeMs, memoryMb }: { writeMs: number; memoryMb: number },
): Promise<WrittenFile | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./export-thread.js', import.meta.url), {
      workerData: work,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    const timer = setTimeout(() => finish(() => resolve(null)), writeMs);
    worker.on('message', (file: WrittenFile) => finish(() => resolve(file)));
    worker.on('error', (failure: Error & { code?: string }) =>
      finish(() => (failure.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(null) : reject(failure))),
    );
    worker.on('exit', () => finish(() => resolve(null)));
  });
}
