/**
 * `npm run fuzz`: changed files of every format through the readers, each in a process with the memory of a reader on
 * the server; a table of what came of them. Fails when anything was thrown, hung, ran out of memory or broke a promise.
 *
 *   --files 20000   how many
 *   --seed 1        any number; the same seed makes the same files
 *   --from 0        the first number; with `--files 1`, one file again
 *   --keep DIR      where files with faults are written, and the slowest of each format
 *   --loud          a line of JSON for each file
 *   --processes 2   how many at once
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeCorpus } from './corpus.ts';
import { caseAt } from './fuzz-case.ts';
import { fuzzLengthMax, runFuzz, type FuzzReport } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    processes: { type: 'string', default: '2' },
    loud: { type: 'boolean', default: false },
    keep: { type: 'string', default: '' },
  },
});
const [files, seed, from, processes] = [values.files, values.seed, values.from, values.processes].map(Number) as [
  ...[number, number, number, number],
];
const print = (line: string): void => void process.stdout.write(`${line}\n`);

let judged = 0;
const report = await runFuzz({
  ...{ files, seed, from, processes },
  onVerdict(verdict) {
    judged += 1;
    if (judged % 1_000 === 0) print(`… ${judged}`);
    if (files <= 5 || values.loud) print(JSON.stringify(verdict));
  },
});
printReport(report);
if (values.keep !== '') await keep(report, values.keep);
process.exitCode = report.faults.length === 0 ? 0 : 1;

function printReport({ tallies, faults }: FuzzReport): void {
  print(`\nseed ${seed}, numbers ${from} to ${from + files - 1}`);
  print(
    '| format | files | read | questions | refused by name | slowest reading, ms | slowest showing, ms | most memory, MB |',
  );
  print('| --- | --: | --: | --: | --- | --: | --: | --: |');
  for (const [format, of] of tallies) {
    const names = [...of.refusals].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`);
    const cells = [
      ...[format, of.files, of.read, of.questions, `${of.refused}: ${names.join(', ')}`],
      ...[
        `${Math.round(of.slowestMs)} (#${of.slowestNumber})`,
        `${Math.round(of.slowestShowMs)} (#${of.slowestShowNumber})`,
      ],
      `${Math.round(of.memoryMb)} (#${of.memoryNumber})`,
    ];
    print(`| ${cells.join(' | ')} |`);
  }
  print(`\nfaults: ${faults.length}`);
  for (const { number, format, how, faults: said } of faults) print(`#${number} ${format} [${how}] ${said.join('; ')}`);
}

async function keep({ faults, tallies }: FuzzReport, folder: string): Promise<void> {
  const corpus = await makeCorpus(seed);
  mkdirSync(folder, { recursive: true });
  const slow = [...tallies.values()].flatMap((of) => [of.slowestNumber, of.slowestShowNumber]);
  for (const number of new Set([...faults.map((fault) => fault.number), ...slow])) {
    const { format, bytes } = caseAt(corpus, { seed, lengthMax: fuzzLengthMax }, number);
    writeFileSync(join(folder, `${seed}-${number}-${format}`), bytes);
  }
}
