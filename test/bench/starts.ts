/** P3: five thousand people press start: a paper drawn, stored and sent to each. Within a minute, and as fast as it goes. */
import { withBenchServer } from './bench-process.ts';
import type { BenchReady, Seat } from './bench-server.ts';
import { round, type Figure } from './figure.ts';
import { closedLoop, openLoop, type Request } from './load-client.ts';

const people = 5_000;

export async function benchStarts(minuteMs: number): Promise<Figure> {
  return withBenchServer({ standing: 2 * people + 200 }, async (server) => {
    const { port } = server;
    const next = startsOf(server);
    let warm = 200;
    await closedLoop({ port, lanes: 16, next: () => (warm-- > 0 ? next() : null) }, 60_000);
    const perSecond = people / 60;
    const steady = await openLoop({ port, lanes: 256, next }, perSecond, minuteMs);
    let left = people;
    const rush = await closedLoop({ port, lanes: 128, next: () => (left-- > 0 ? next() : null) }, 120_000);
    return {
      bar: 'P3',
      what: `${people} starts in one minute`,
      measured: `p99 ${round(steady.p99Ms, 1)} ms, p50 ${round(steady.p50Ms, 1)} ms`,
      raw: `as fast as it goes: ${Math.round(rush.perSecond)} starts/s, ${people} in ${round((people * 1000) / rush.perSecond / 1000, 1)} s, p99 ${Math.round(rush.p99Ms)} ms`,
      ratio: null,
      must: 'p99 <= 250 ms',
      ok: steady.p99Ms <= 250,
      how: `POST /attempts by people who had entered, replies compressed as for a browser (up to ${rush.bytesMax} bytes), ${round(perSecond, 1)} starts/s for ${minuteMs / 1000} s, each wait from when it was due; then ${people} over 128 connections at once`,
      figures: {
        steadyP99Ms: round(steady.p99Ms),
        steadyP50Ms: round(steady.p50Ms),
        rushPerSecond: Math.round(rush.perSecond),
        rushP99Ms: round(rush.p99Ms),
      },
    };
  });
}

function startsOf({ seats, roundId }: BenchReady): () => Request | null {
  const standing: Seat[] = seats.filter(({ attemptId }) => attemptId === '');
  return () => {
    const seat = standing.pop();
    if (seat === undefined) return null;
    const body = JSON.stringify({ participantId: seat.participantId, roundId });
    return { method: 'POST', path: '/api/attempts', cookie: seat.cookie, body };
  };
}
