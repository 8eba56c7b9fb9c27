/**
 * `npm run bench`: the bars of this project beside the raw limits of the machine, in one run; a table on the screen
 * and all of it as JSON. Never a test: what a shared machine can do at one time says nothing at another.
 *
 *   --out FILE     where the JSON goes; default `hoithi-bench.json` in the folder for temporary files
 *   --only P1,P3   these bars alone
 *   --quick        shorter runs and smaller stores, to see that the bench itself works
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../server/clock.ts';
import { benchAnswers } from './answers.ts';
import { benchGrowth } from './answer-growth.ts';
import { benchBank } from './bank.ts';
import { benchBoardStorm } from './board-storm.ts';
import { figuresOfBroadcast, figuresOfLongWork, figuresOfRanking, figuresOfRuling } from './live-figures.ts';
import { benchFirstLoad } from './first-load.ts';
import { printFigures, type Figure } from './figure.ts';
import { benchStarts } from './starts.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(tmpdir(), 'hoithi-bench.json') },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
});
const isQuick = values.quick;

const bars: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  P1: () =>
    benchAnswers(
      isQuick
        ? { rounds: 1, roundMs: 1_000, openMs: 1_000, seats: 2_000 }
        : { rounds: 3, roundMs: 2_000, openMs: 6_000, seats: 7_000 },
    ),
  P2: async () => [await benchGrowth(isQuick ? 100_000 : 1_000_000)],
  P3: async () => [await benchStarts(isQuick ? 5_000 : 60_000)],
  P4: async () => [
    ...(await figuresOfBroadcast(isQuick ? 1_000 : 10_000)),
    await (isQuick ? benchBoardStorm(1_000, 3_000) : benchBoardStorm(10_000, 15_000)),
  ],
  P5: () => figuresOfRanking(isQuick ? 100_000 : 1_000_000),
  P8: () => figuresOfLongWork(isQuick ? 1_000 : 20_000),
  // Below the account's limit of reads for a minute.
  B1: () => benchBank(isQuick ? 1_000 : 10_000, isQuick ? 10 : 40),
  B2: () => figuresOfRuling(isQuick ? 5_000 : 100_000),
  P10: () => benchFirstLoad(isQuick ? 1 : 3),
};

const wanted = values.only === '' ? Object.keys(bars) : values.only.split(',');
const unknown = wanted.filter((bar) => bars[bar] === undefined);
if (unknown.length > 0) throw new Error(`no bar ${unknown.join(', ')}; there are ${Object.keys(bars).join(', ')}`);

const figures: Figure[] = [];
const failed: string[] = [];
for (const bar of wanted) {
  console.error(`${bar} …`);
  try {
    figures.push(...((await bars[bar]?.()) ?? []));
  } catch (problem) {
    // The others are worth having all the same.
    failed.push(bar);
    console.error(problem);
  }
}

const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}, Node ${process.version}`;
const report = { at: new Date(systemClock.now()).toISOString(), machine, isQuick, figures, failed };
const out = resolve(values.out);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${machine}${isQuick ? '; quick, so only to see that the bench works' : ''}\n`);
printFigures(figures);
const short = figures.filter(({ ok }) => !ok).map(({ bar, what }) => `${bar} ${what}`);
console.log(short.length === 0 ? '\nNothing falls short.' : `\nFalls short: ${short.join('; ')}`);
if (failed.length > 0) console.log(`Could not be measured: ${failed.join(', ')}`);
console.log(`\n${out}`);
process.exitCode = failed.length > 0 ? 1 : 0;
