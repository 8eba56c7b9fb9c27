/** The thread in which `read-import.ts` reads one file: takes it as its data, posts steps and then the outcome. */
import { parentPort, workerData } from 'node:worker_threads';
import { readAny } from './read-any.ts';
import type { ImportMessage, ImportWork } from './read-import.ts';
import { lookAtTable, readTable } from './read-table.ts';

const post = (message: ImportMessage): void => parentPort?.postMessage(message);

post({ type: 'progress', share: 0.1 });
const { table, ...file } = workerData as ImportWork;
const outcome =
  table === 'look' ? await lookAtTable(file.bytes) : await (table ? readTable(file, table) : readAny(file));
post({ type: 'progress', share: 0.9 });
post({ type: 'outcome', outcome });
