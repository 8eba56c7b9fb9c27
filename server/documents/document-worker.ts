/** The thread in which `write-paper.ts` makes files: takes one paper after the other, posts each file or why there is none. */
import { parentPort } from 'node:worker_threads';
import type { MadePaper, PaperWork } from './write-paper.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';

const writers = { docx: writeDocx, pdf: writePdf } as const;

async function made({ id, form, document }: PaperWork): Promise<MadePaper> {
  try {
    return { id, bytes: await writers[form](document) };
  } catch (failure) {
    return { id, failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }
}

let last = Promise.resolve();
parentPort?.on('message', (work: PaperWork) => {
  last = last.then(async () => parentPort?.postMessage(await made(work)));
});
