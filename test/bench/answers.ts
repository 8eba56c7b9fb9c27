/**
 * P1: durable answers through the whole product, beside the same route without the write, one commit for each answer,
 * and a server of bare `node:http`; then at a fixed rate of arrival.
 */
import type { AnswerDraft } from '../../server/wire/http/attempts.ts';
import { withBenchServer } from './bench-process.ts';
import type { BenchReady, Seat } from './bench-server.ts';
import { median, round, type Figure } from './figure.ts';
import { closedLoop, openLoop, type Measured, type Request } from './load-client.ts';

const lanes = 128;
const slots = 20;
const openRate = 5_000;

export interface AnswerRun {
  readonly rounds: number;
  readonly roundMs: number;
  readonly openMs: number;
  /** People with an attempt; each gives 20 answers. */
  readonly seats: number;
}

export async function benchAnswers(run: AnswerRun): Promise<Figure[]> {
  const each = await withBenchServer({ seated: run.seats / 2, commitsEach: true }, async (server) => {
    const answer = answersOf(server, 'answers');
    await closedLoop({ port: server.port, lanes, next: answer }, run.roundMs / 2);
    return repeat(run, () => closedLoop({ port: server.port, lanes, next: answer }, run.roundMs));
  });
  return withBenchServer({ seated: run.seats }, async (server) => {
    const { port, bareNodePort } = server;
    const answer = answersOf(server, 'answers');
    const withoutWrite = answersOf(server, 'without-write', true);
    await closedLoop({ port, lanes, next: withoutWrite }, run.roundMs / 2);
    await closedLoop({ port, lanes, next: answer }, run.roundMs / 2);
    const all = { product: [] as Measured[], without: [] as Measured[], node: [] as Measured[] };
    // In turn, so that what else the machine does falls on all of them alike.
    for (let n = 0; n < run.rounds; n += 1) {
      all.without.push(await closedLoop({ port, lanes, next: withoutWrite }, run.roundMs));
      all.product.push(await closedLoop({ port, lanes, next: answer }, run.roundMs));
      all.node.push(await closedLoop({ port: bareNodePort, lanes, next: withoutWrite }, run.roundMs));
    }
    const steady = await openLoop({ port, lanes: 256, next: answer }, openRate, run.openMs);
    return figuresOf({ ...all, each, steady });
  });
}

async function repeat({ rounds }: AnswerRun, once: () => Promise<Measured>): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (let n = 0; n < rounds; n += 1) measured.push(await once());
  return measured;
}

/** One answer a request; each attempt answers every question of its paper once, then the next attempt's turn comes. */
export function answersOf(
  { seats }: BenchReady,
  route: 'answers' | 'without-write',
  repeats = false,
): () => Request | null {
  let at = 0;
  const seated = seats.filter(({ attemptId }) => attemptId !== '');
  return () => {
    const seat = seated[Math.floor(at / slots) % (repeats ? seated.length : Infinity)];
    if (seat === undefined) return null;
    const slot = (at % slots) + 1;
    at += 1;
    return answerRequest(seat, slot, at, route);
  };
}

function answerRequest({ cookie, attemptId }: Seat, slot: number, n: number, route: string): Request {
  const answer: AnswerDraft = { clientKey: `bench-key-${n}`, slot, revision: 1, choice: [n % 2], prediction: null };
  return {
    method: 'POST',
    path: `/api/attempts/${attemptId}/${route}`,
    cookie,
    body: JSON.stringify({ answers: [answer] }),
  };
}

interface Runs {
  readonly product: readonly Measured[];
  readonly without: readonly Measured[];
  readonly node: readonly Measured[];
  readonly each: readonly Measured[];
  readonly steady: Measured;
}

function figuresOf({ product, without, node, each, steady }: Runs): Figure[] {
  const rate = (runs: readonly Measured[]) => Math.round(median(runs.map(({ perSecond }) => perSecond)));
  const [ours, bare, raw, single] = [rate(product), rate(without), rate(node), rate(each)];
  const closed = `${lanes} kept-alive connections in another process, each asking again on its reply; medians of ${product.length} runs taken in turn`;
  const p99Ms = round(median(product.map((one) => one.p99Ms)), 1);
  return [
    {
      bar: 'P1',
      what: 'durable answers against the same route without the write',
      measured: `${ours} answers/s`,
      raw: `${bare} requests/s (bare node:http: ${raw})`,
      ratio: ours / bare,
      must: '>= 0.6',
      ok: ours / bare >= 0.6,
      how: `POST /attempts/:id/answers, one answer a request, against a route with the same session, limits, schemas and reply but no write; ${closed}. bare node:http is also what this client can ask at all.`,
      figures: { productPerSecond: ours, withoutWritePerSecond: bare, bareNodePerSecond: raw, productP99Ms: p99Ms },
    },
    {
      bar: 'P1',
      what: 'durable answers against one commit for each',
      measured: `${ours} answers/s`,
      raw: `${single} answers/s`,
      ratio: ours / single,
      must: '>= 4',
      ok: ours / single >= 4,
      how: `the same requests to the same server on a store whose writes wait for one another; ${closed}`,
      figures: { productPerSecond: ours, oneCommitEachPerSecond: single },
    },
    {
      bar: 'P1',
      what: `answers arriving at ${openRate}/s, whether or not earlier ones are answered`,
      measured: `p99 ${round(steady.p99Ms, 1)} ms, p50 ${round(steady.p50Ms, 1)} ms, ${Math.round(steady.perSecond)}/s done`,
      raw: '',
      ratio: null,
      must: 'p99 <= 20 ms',
      ok: steady.p99Ms <= 20,
      how: 'each wait counts from when the request was due, over 256 connections of a client on the second core',
      figures: { p99Ms: round(steady.p99Ms), p50Ms: round(steady.p50Ms), donePerSecond: Math.round(steady.perSecond) },
    },
  ];
}
