/** Runs a fuzz over processes that have the memory of a reader on the server: one that dies or hangs is a fault of its file. */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importLimits } from '../../server/content/imported.ts';
import { fuzzFormats, type FuzzFormat } from './corpus.ts';
import type { FuzzMessage, FuzzTask, FuzzVerdict } from './fuzz-worker.ts';

export interface FuzzPlan {
  readonly files: number;
  readonly seed: number;
  /** The first number; to make one file again, its number with `files: 1`. */
  readonly from?: number;
  readonly processes?: number;
  readonly lengthMax?: number;
  readonly onVerdict?: (verdict: FuzzVerdict) => void;
}

export type Fault = Pick<FuzzVerdict, 'number' | 'how' | 'faults'> & { readonly format: FuzzFormat };

export interface Tally {
  files: number;
  read: number;
  questions: number;
  refused: number;
  readonly refusals: Map<string, number>;
  slowestMs: number;
  slowestNumber: number;
  slowestShowMs: number;
  slowestShowNumber: number;
  memoryMb: number;
  memoryNumber: number;
}

export interface FuzzReport {
  readonly tallies: ReadonlyMap<FuzzFormat, Tally>;
  readonly faults: readonly Fault[];
}

/** What one change may add where there is time. */
export const fuzzLengthMax = 1_000_000;

/** What a process may use of a processor for one file: as long as a reader has on the server. */
const hungCpuMs = importLimits.readMs;
/** It may also wait for ever; a busy machine lets the sound ones wait long. */
const hungMs = importLimits.readMs * 30;
const lookEachMs = 5_000;

/** Milliseconds of processor that a process has used; 0 where the system does not tell. */
function cpuMsOf({ pid = 0 }: ChildProcess): number {
  try {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (?=[A-Z] )/u);
    const [user, system] = after.split(' ').slice(11, 13).map(Number);
    return ((user ?? 0) + (system ?? 0)) * 10;
  } catch {
    return 0;
  }
}

export async function runFuzz({
  files,
  seed,
  from = 0,
  processes = 2,
  lengthMax = fuzzLengthMax,
  onVerdict,
}: FuzzPlan): Promise<FuzzReport> {
  const tallies = new Map<FuzzFormat, Tally>();
  const faults: Fault[] = [];
  const take = (verdict: FuzzVerdict): void => {
    const { format, number, how } = verdict;
    tallies.set(format, added(tallies.get(format) ?? emptyTally(), verdict));
    if (verdict.faults.length > 0) faults.push({ format, number, how, faults: verdict.faults });
    onVerdict?.(verdict);
  };
  const lost = (number: number, fault: string): void => {
    const format = fuzzFormats[number % fuzzFormats.length] ?? 'word';
    faults.push({ format, number, how: '', faults: [fault] });
  };
  const lane = async (start: number): Promise<void> => {
    const to = from + files;
    for (let next = start; next < to;) {
      const ended = await oneProcess({ seed, lengthMax, from: next, to, step: processes }, take);
      if (ended === null) return;
      lost(ended.number, ended.fault);
      next = ended.number + processes;
    }
  };
  await Promise.all(Array.from({ length: processes }, (_, at) => lane(from + at)));
  return { tallies, faults: faults.sort((a, b) => a.number - b.number) };
}

/** null: all its files were judged; else the file at which it ended, and how. */
function oneProcess(
  task: FuzzTask,
  take: (verdict: FuzzVerdict) => void,
): Promise<{ readonly number: number; readonly fault: string } | null> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./fuzz-worker.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${importLimits.memoryMb}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new Promise((resolve) => {
    let [current, words, isHung] = [task.from, '', false];
    let [cpuMs, looks] = [0, 0];
    const watch = setInterval(() => {
      looks += 1;
      isHung ||= cpuMsOf(child) - cpuMs > hungCpuMs || looks * lookEachMs > hungMs;
      if (isHung) child.kill('SIGKILL');
    }, lookEachMs);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-2_000)));
    child.on('message', (message: FuzzMessage) => {
      [cpuMs, looks] = [cpuMsOf(child), 0];
      current = message.number;
      if (message.type === 'end') take(message);
    });
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      if (code === 0) return resolve(null);
      const ended = isHung
        ? 'hung'
        : /heap out of memory/u.test(words)
          ? 'out of memory'
          : `died (${code ?? signal}): ${words.trim()}`;
      resolve({ number: current, fault: ended });
    });
    child.send(task);
  });
}

const emptyTally = (): Tally => ({
  ...{ files: 0, read: 0, questions: 0, refused: 0, refusals: new Map<string, number>() },
  ...{ slowestMs: 0, slowestNumber: 0, slowestShowMs: 0, slowestShowNumber: 0, memoryMb: 0, memoryNumber: 0 },
});

function added(tally: Tally, { refusal, questions, readMs, showMs, memoryMb, number }: FuzzVerdict): Tally {
  tally.files += 1;
  tally.questions += questions;
  if (refusal === '') tally.read += 1;
  else {
    tally.refused += 1;
    tally.refusals.set(refusal, (tally.refusals.get(refusal) ?? 0) + 1);
  }
  if (readMs > tally.slowestMs) [tally.slowestMs, tally.slowestNumber] = [readMs, number];
  if (showMs > tally.slowestShowMs) [tally.slowestShowMs, tally.slowestShowNumber] = [showMs, number];
  if (memoryMb > tally.memoryMb) [tally.memoryMb, tally.memoryNumber] = [memoryMb, number];
  return tally;
}
