/**
 * An official paper as a file. Laying out a PDF of many pages holds a processor for a second, so it is done in a thread that
 * is started at the first paper and kept: answers that arrive meanwhile do not wait for it.
 */
import { Worker } from 'node:worker_threads';
import type { OfficialDocument } from './official-document.ts';

export type PaperForm = 'docx' | 'pdf';

/** What the thread is given, and what it gives back. */
export interface PaperWork {
  readonly id: number;
  readonly form: PaperForm;
  readonly document: OfficialDocument;
}
export type MadePaper = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly failure: Error });

export const paperLimits = { writeMs: 120_000, memoryMb: 1_024, waitingMax: 30 } as const;

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (failure: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const waiting = new Map<number, Waiting>();
let thread: Worker | null = null;
let papers = 0;

/** Throws when the thread's limits ended it, and while too many papers wait: staff alone ask for papers, and can ask again. */
export function writePaper(form: PaperForm, document: OfficialDocument): Promise<Uint8Array> {
  if (waiting.size >= paperLimits.waitingMax) return Promise.reject(new Error('too many papers are being written'));
  const worker = (thread ??= startThread());
  const id = (papers += 1);
  return new Promise((resolve, reject) => {
    // One paper that takes for ever would keep all that wait behind it: the thread is ended, and the next paper gets another.
    const timer = setTimeout(() => void worker.terminate(), paperLimits.writeMs);
    timer.unref();
    waiting.set(id, { resolve, reject, timer });
    // A server may stop while nothing is written, but not while somebody waits for a file.
    worker.ref();
    worker.postMessage({ id, form, document } satisfies PaperWork);
  });
}

function startThread(): Worker {
  const worker = new Worker(new URL('./document-thread.js', import.meta.url), {
    // Flags of the process (a loader, an inspector) are not the thread's.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: paperLimits.memoryMb },
  });
  worker.on('message', (paper: MadePaper) => {
    const asked = waiting.get(paper.id);
    forget(paper.id, worker);
    if ('bytes' in paper) asked?.resolve(paper.bytes);
    else asked?.reject(paper.failure);
  });
  let why = new Error('the thread that writes papers was ended');
  worker.on('error', (failure) => (why = failure));
  worker.on('exit', () => {
    thread = null;
    for (const [id, { reject }] of waiting) {
      forget(id, worker);
      reject(why);
    }
  });
  return worker;
}

function forget(id: number, worker: Worker): void {
  clearTimeout(waiting.get(id)?.timer);
  waiting.delete(id);
  if (waiting.size === 0) worker.unref();
}
