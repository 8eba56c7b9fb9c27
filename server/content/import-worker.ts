/** The thread in which `read-import.ts` reads one file: takes it as its data, posts steps and then the outcome. */
import { parentPort, workerData } from 'node:worker_threads';
import { readAny } from './read-any.ts';
import type { NamedFile } from './read-any.ts';
import type { ImportMessage } from './read-import.ts';

const post = (message: ImportMessage): void => parentPort?.postMessage(message);

post({ type: 'progress', share: 0.1 });
const outcome = await readAny(workerData as NamedFile);
post({ type: 'progress', share: 0.9 });
post({ type: 'outcome', outcome });
