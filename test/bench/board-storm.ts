/**
 * P4, its second half: whether 10,000 phones still hear four times a second from their board while 1,000 answers a
 * second are made durable by the same process. With every twenty answers somebody hands in who had given all of theirs
 * before, so the board has something new at every beat. The same with a handful of phones stands beside it.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { boardOfRound } from '../../server/rules/standings.ts';
import type { RoundId } from '../../server/rules/ids.ts';
import { protocolVersion } from '../../server/wire/version.ts';
import type { ToServer } from '../../server/wire/to-server.ts';
import { sampleSlug } from '../helpers/make.ts';
import { answersOf } from './answers.ts';
import { withBenchServer } from './bench-process.ts';
import type { BenchReady, Seat } from './bench-server.ts';
import { round, type Figure } from './figure.ts';
import { closedLoop, openLoop, type Measured, type Request } from './load-client.ts';
import type { PhonesFound, PhonesWish } from './storm-phones.ts';

const answersPerSecond = 1_000;
const answersEach = 20;
const perSecond = (answersPerSecond * (answersEach + 1)) / answersEach;
const fewPhones = 20;
/** Not counted. */
const warmMs = 3_000;

interface Storm {
  /** At the phone that heard least. */
  readonly updatesPerSecond: number;
  readonly meanPerSecond: number;
  readonly phones: PhonesFound;
  readonly answers: Measured;
}

export async function benchBoardStorm(phones: number, ms: number): Promise<Figure> {
  const half = Math.ceil((2 * (warmMs + ms) * answersPerSecond) / 1_000 / answersEach) + fewPhones;
  return withBenchServer({ seated: 2 * half }, async (server) => {
    const [ready, answering] = [server.seats.slice(0, half), server.seats.slice(half)];
    const before = answersOf({ ...server, seats: ready }, 'answers');
    await closedLoop({ port: server.port, lanes: 64, next: before }, 600_000);
    const next = answersAndHandIns(answersOf({ ...server, seats: answering }, 'answers'), ready);
    const few = await storm(server, next, fewPhones, ms);
    const many = await storm(server, next, phones, ms);
    return figureOf(phones, ms, few, many);
  });
}

async function storm(server: BenchReady, next: () => Request | null, count: number, ms: number): Promise<Storm> {
  const { port, roundId } = server;
  const child = fork(fileURLToPath(new URL('storm-phones.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  const gone = once(child, 'exit');
  const said = async (): Promise<unknown> => {
    const heard: unknown[] = await Promise.race([once(child, 'message'), gone.then(() => [])]);
    if (heard.length === 0) throw new Error('the phones ended');
    return heard[0];
  };
  try {
    const wish: PhonesWish = { port, count, hello: JSON.stringify(helloTo(roundId)) };
    const watching = said();
    child.send(wish);
    await watching;
    await openLoop({ port, lanes: 256, next }, perSecond, warmMs);
    const asked = async (): Promise<PhonesFound> => {
      const found = said();
      child.send('count');
      return (await found) as PhonesFound;
    };
    await asked();
    const begun = performance.now();
    const answers = await openLoop({ port, lanes: 256, next }, perSecond, ms);
    const phones = await asked();
    const seconds = (performance.now() - begun) / 1_000;
    return { updatesPerSecond: phones.fewest / seconds, meanPerSecond: phones.all / count / seconds, phones, answers };
  } finally {
    child.disconnect();
    await gone;
  }
}

const helloTo = (roundId: string): ToServer => ({
  type: 'hello',
  version: protocolVersion,
  contest: sampleSlug,
  board: boardOfRound(roundId as RoundId),
  categoryId: '',
  lastVersion: -1,
  participantId: '',
});

/** After every twenty answers one hand-in. */
function answersAndHandIns(answer: () => Request | null, ready: readonly Seat[]): () => Request | null {
  let sent = 0;
  return () => {
    sent += 1;
    if (sent % (answersEach + 1) !== 0) return answer();
    const seat = ready[sent / (answersEach + 1) - 1];
    if (seat === undefined) return null;
    return { method: 'POST', path: `/api/attempts/${seat.attemptId}/hand-in`, cookie: seat.cookie, body: '{}' };
  };
}

function figureOf(count: number, ms: number, few: Storm, many: Storm): Figure {
  const ratio = many.updatesPerSecond / few.updatesPerSecond;
  const keepsUp = many.answers.perSecond >= 0.98 * perSecond;
  const told = ({ updatesPerSecond, answers }: Storm) =>
    `${round(updatesPerSecond)} updates/s, answers p99 ${round(answers.p99Ms, 1)} ms`;
  return {
    bar: 'P4',
    what: `board updates to ${count} phones while ${answersPerSecond} answers/s arrive`,
    measured: told(many),
    raw: `with ${fewPhones} phones: ${told(few)}`,
    ratio,
    must: '>= 0.95, all answered',
    ok: ratio >= 0.95 && keepsUp,
    how: `the whole product: answers and hand-ins over HTTP at ${perSecond}/s whether or not earlier ones are answered, for ${ms / 1_000} s; updates are whole frames of ${many.phones.frameBytes} bytes at the phone that had the fewest, and the pace allows four a second less the rest between two; ${round(many.answers.perSecond, 0)} requests/s were answered; of a view at every hundredth phone p99 was ${round(many.phones.ageP99Ms, 0)} ms old on arrival; client and phones on the same cores as the server`,
    figures: {
      phones: count,
      updatesPerSecond: round(many.updatesPerSecond),
      updatesPerSecondFew: round(few.updatesPerSecond),
      meanPerSecond: round(many.meanPerSecond),
      frameBytes: many.phones.frameBytes,
      viewAgeP99Ms: round(many.phones.ageP99Ms),
      viewAgeP99MsFew: round(few.phones.ageP99Ms),
      answersDonePerSecond: round(many.answers.perSecond),
      answersP50Ms: round(many.answers.p50Ms),
      answersP99Ms: round(many.answers.p99Ms),
      answersP99MsFew: round(few.answers.p99Ms),
    },
  };
}
