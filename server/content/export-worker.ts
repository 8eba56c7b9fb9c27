/** The thread in which `write-bank.ts` makes one file: takes the bank as its data, posts the file. */
import { parentPort, workerData } from 'node:worker_threads';
import { writeAny } from './write-any.ts';
import type { ExportWork } from './write-bank.ts';

const { format, bank } = workerData as ExportWork;
parentPort?.postMessage(await writeAny(format, bank));
