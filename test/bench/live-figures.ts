/** P4, P5, P8 and B2 as figures of the table; how they are measured is in `broadcast.ts`, `ranking.ts`, `long-work.ts` and `ruling.ts`. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BroadcastFigures } from './broadcast.ts';
import { round, type Figure } from './figure.ts';
import type { LoopWaits } from './loop-watch.ts';
import type { LiveBench } from './live-child.ts';
import type { LongWorkFigures } from './long-work.ts';
import type { RankingFigures } from './ranking.ts';
import type { RulingFigures } from './ruling.ts';

function measure<T>(which: LiveBench, size: number): Promise<T> {
  const child = fork(fileURLToPath(new URL('./live-child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  return new Promise<T>((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as T));
    child.once('exit', () => reject(new Error(`the bench of ${which} ended without figures`)));
    child.send({ which, size });
  });
}

export async function figuresOfBroadcast(sockets: number): Promise<Figure[]> {
  const found = await measure<BroadcastFigures>('broadcast', sockets);
  return [
    {
      bar: 'P4',
      what: `one leaderboard frame to ${found.sockets} sockets`,
      measured: `${round(found.roomMs, 1)} ms to the last`,
      raw: `${round(found.rawMs, 1)} ms`,
      ratio: found.ratio,
      must: '<= 1.3',
      ok: found.ratio <= 1.3,
      how: `the room’s publish against a bare loop that writes the same ${found.frameBytes} bytes, made beforehand, to the same sockets, turn about; phones in another process on the same two cores; medians`,
      figures: { ...found },
    },
  ];
}

export async function figuresOfRanking(participants: number): Promise<Figure[]> {
  const found = await measure<RankingFigures>('ranking', participants);
  const among = `among ${found.participants.toLocaleString('en')}`;
  const line = (what: string, value: number, unit: string, max: number, raw: string, how: string): Figure => ({
    ...{ bar: 'P5', what, measured: `${round(value)} ${unit}`, raw, ratio: null, must: `<= ${max} ${unit}` },
    ...{ ok: value <= max, how, figures: { value: round(value) } },
  });
  return [
    line(
      'own place ' + among,
      found.ownPlaceUs,
      'µs',
      20,
      `a scan: ${round(found.rawScanUs, 0)} µs`,
      'median of 50 batches of calls on the index of a board; a scan counts the greater keys in a typed array',
    ),
    line(
      'update ' + among,
      found.updateUs,
      'µs',
      20,
      '',
      'median of 50 batches; a new standing for somebody who has one, all audiences and groups of the board',
    ),
    line(
      'memory of a participant',
      found.bytesEach,
      'bytes',
      200,
      '',
      'heap and array buffers after a full collection, before and after loading',
    ),
    line(
      'rebuilt from the store',
      found.rebuildMs / 1_000,
      's',
      5,
      `reading alone: ${round(found.rawReadMs / 1_000)} s`,
      'from a SQLite file, page by page, as at a start of the server; reading alone drops the same pages',
    ),
  ];
}

export async function figuresOfLongWork(people: number): Promise<Figure[]> {
  const { idle, works } = await measure<LongWorkFigures>('long-work', people);
  const told = ({ p99Ms, longestMs }: LoopWaits) => `p99 ${round(p99Ms, 1)} ms, longest ${round(longestMs, 1)} ms`;
  return works.map((work) => ({
    bar: 'P8',
    what: `${work.what}, ${people.toLocaleString('en')} people`,
    measured: `${told(work)} of ${round(work.tookMs, 0)} ms`,
    raw: `an idle loop: ${told(idle)}`,
    ratio: null,
    must: 'p99 <= 50 ms',
    ok: work.p99Ms <= 50,
    how: 'waits of somebody due at every millisecond while the service runs, in a process with nothing else to do; of reports the first of its kind, which loads the fonts too; an idle loop is the same process before it',
    figures: {
      p99Ms: round(work.p99Ms),
      longestMs: round(work.longestMs),
      tookMs: round(work.tookMs),
      idleP99Ms: round(idle.p99Ms),
    },
  }));
}

export async function figuresOfRuling(people: number): Promise<Figure[]> {
  const { idle, works, attemptsChanged } = await measure<RulingFigures>('ruling', people);
  const told = ({ p99Ms, longestMs }: LoopWaits) => `p99 ${round(p99Ms, 1)} ms, longest ${round(longestMs, 1)} ms`;
  return works.map((work) => ({
    bar: 'B2',
    what: `${work.what}, ${people.toLocaleString('en')} attempts`,
    measured: `${told(work)} of ${round(work.tookMs / 1_000, 1)} s, ${round(work.heapMiB, 0)} MiB`,
    raw: `an idle loop: ${told(idle)}`,
    ratio: null,
    must: 'p99 <= 50 ms',
    ok: work.p99Ms <= 50,
    how: `waits of somebody due at every millisecond while the service runs, in a process with nothing else to do; a corrected key changes ${attemptsChanged.toLocaleString('en')} attempts and the truth of the prediction question, so that everybody is ranked again; memory is the heap at its highest above what it was before, garbage within`,
    figures: {
      people,
      attemptsChanged,
      p99Ms: round(work.p99Ms),
      longestMs: round(work.longestMs),
      tookMs: round(work.tookMs),
      heapMiB: round(work.heapMiB),
      idleP99Ms: round(idle.p99Ms),
    },
  }));
}
