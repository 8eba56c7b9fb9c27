/** One process of a fuzz: makes its files, reads them, says what came of each. Whatever happens to it, its parent goes on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readAny } from '../../server/content/read-any.ts';
import type { NamedFile } from '../../server/content/read-any.ts';
import { lookAtTable, readTable } from '../../server/content/read-table.ts';
import { readAiken } from '../../server/content/formats/aiken.ts';
import { readCsv } from '../../server/content/formats/csv.ts';
import { readGift } from '../../server/content/formats/gift.ts';
import { readMoodleXml } from '../../server/content/formats/moodle-xml.ts';
import { readPlainFile } from '../../server/content/formats/plain-text-file.ts';
import { readQti } from '../../server/content/formats/qti.ts';
import { readSheet } from '../../server/content/formats/sheet.ts';
import { readWord } from '../../server/content/formats/word.ts';
import { readYaml } from '../../server/content/formats/yaml.ts';
import type { ExportedBank, ReadOutcome, WrittenFile } from '../../server/content/imported.ts';
import { writeAny } from '../../server/content/write-any.ts';
import { fileFormats } from '../../server/rules/file-formats.ts';
import { makeCorpus, type FuzzFormat } from './corpus.ts';
import { faultsOfOutcome, faultsOfShowing } from './examine.ts';
import { caseAt, type FuzzCase, type FuzzSeed } from './fuzz-case.ts';

/** What the process is told: which numbers are its. */
export interface FuzzTask extends FuzzSeed {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export interface FuzzVerdict {
  readonly number: number;
  readonly format: FuzzFormat;
  readonly how: string;
  readonly bytes: number;
  /** Name of the refusal; '' when it was read. */
  readonly refusal: string;
  readonly questions: number;
  /** Of the processor, so that a busy machine changes little. */
  readonly readMs: number;
  readonly showMs: number;
  /** The most that the process held while it read this file. */
  readonly memoryMb: number;
  /** What should not be. */
  readonly faults: readonly string[];
}

export type FuzzMessage =
  { readonly type: 'begin'; readonly number: number } | ({ readonly type: 'end' } & FuzzVerdict);

const readers: Readonly<Record<FuzzFormat, (file: NamedFile) => ReadOutcome | Promise<ReadOutcome>>> = {
  word: readWord,
  sheet: readSheet,
  csv: readCsv,
  gift: readGift,
  aiken: readAiken,
  'moodle-xml': readMoodleXml,
  'qti-2.1': readQti,
  'qti-3.0': readQti,
  yaml: readYaml,
  typed: readPlainFile,
  ods: readSheet,
};

/** Writing in every format and reading it all again takes longer than everything else. */
const writtenEach = 32;

/** Sent before it goes on: what is still in a buffer when a reader hangs would be blamed on the file before. */
const send = (message: FuzzMessage): Promise<void> =>
  new Promise((resolve) => process.send?.(message, undefined, {}, () => resolve()));

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Where the system can be asked to, the peak is that of one file; elsewhere it is what is held after it. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Another system than Linux.
  }
}

function peakMb(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024;
  } catch {
    return process.memoryUsage().rss / 2 ** 20;
  }
}

/** What was thrown, in one line with its place. */
const said = (failure: unknown): string =>
  failure instanceof Error
    ? `${failure.message} ${(failure.stack ?? '').split('\n').slice(1, 4).join(' ')}`
    : String(failure);

async function guarded(what: string, run: () => string[] | Promise<string[]>): Promise<string[]> {
  try {
    return (await run()).map((fault) => `${what}: ${fault}`);
  } catch (failure) {
    return [`${what} threw: ${said(failure)}`];
  }
}

async function judged(one: FuzzCase): Promise<FuzzVerdict> {
  const { number, format, how, bytes } = one;
  const file: NamedFile = { name: `tệp ${number}`, bytes };
  forgetPeak();
  const started = cpuMs();
  const outcomes: ReadOutcome[] = [];
  const faults = await guarded('read', async () => {
    outcomes.push(await readAny(file));
    // By its content the file may have become another's; its own reader must bear it all the same.
    if (outcomes[0]?.ok === false) outcomes.push(await readers[format](file));
    return outcomes.flatMap(faultsOfOutcome);
  });
  if (['sheet', 'csv', 'ods'].includes(format)) faults.push(...(await guarded('table', () => asTable(file))));
  const read = cpuMs();
  const [outcome] = outcomes;
  for (const each of outcomes) faults.push(...(await guarded('show', () => faultsOfShowing(each))));
  const shown = cpuMs();
  if (number % writtenEach === 0 && outcome) faults.push(...(await guarded('write', () => writtenAgain(outcome))));
  return {
    ...{ number, format, how, bytes: bytes.length, refusal: outcome?.ok === false ? outcome.refusal : '' },
    ...{
      questions: outcome?.ok === true ? outcome.value.questions.length : 0,
      readMs: read - started,
      showMs: shown - read,
    },
    ...{ memoryMb: peakMb(), faults: [...new Set(faults)].slice(0, 5) },
  };
}

/** As one who chooses columns would: the head, then by a choice that may fit nothing. */
async function asTable(file: NamedFile): Promise<string[]> {
  const looked = await lookAtTable(file.bytes);
  const mapping = { headingRow: 0, columns: { stem: 1, key: 6, tolerance: 2 }, options: [2, 3, 4, 199] };
  return faultsOfOutcome(await readTable(file, { sheet: looked.ok ? (looked.value[0]?.name ?? '') : '', mapping }));
}

/** What can be made into questions can be written in every format. */
async function writtenAgain(outcome: ReadOutcome): Promise<string[]> {
  if (!outcome.ok) return [];
  const sound = outcome.value.questions.filter(({ problems }) => problems.every(({ weight }) => weight !== 'stops'));
  const questions = sound
    .slice(0, 10)
    .flatMap(({ question }) => (question === null ? [] : [{ ...question, topic: 'mot' }]));
  if (questions.length === 0) return [];
  const media = outcome.value.media.slice(0, 5);
  const bank: ExportedBank = { id: 'lai', name: 'Lại', topics: [{ id: 'mot', name: 'Một' }], questions, media };
  const files: WrittenFile[] = [];
  for (const format of fileFormats) files.push(await writeAny(format, bank));
  const back = await Promise.all(files.map(({ fileName: name, bytes }) => readAny({ name, bytes })));
  return back.flatMap(faultsOfOutcome);
}

async function work({ from, to, step, ...seed }: FuzzTask): Promise<void> {
  const corpus = await makeCorpus(seed.seed);
  for (let number = from; number < to; number += step) {
    await send({ type: 'begin', number });
    const one = caseAt(corpus, seed, number);
    await send({ type: 'end', ...(await judged(one)) });
  }
  process.disconnect();
}

process.once('message', (task: FuzzTask) => void work(task));
