/**
 * The server that is measured, in a process of its own: the whole product on a new SQLite file with the sample contest,
 * people who have entered it, and beside the real route of answers one that does all but the write. Told by its parent
 * what to be; says when it listens.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { systemClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import type { App } from '../../server/http/deps.ts';
import { limits, limited } from '../../server/http/limits.ts';
import { citizenOf } from '../../server/http/plugins/login.ts';
import { loadSamples } from '../../server/services/load-samples.ts';
import { startAttempt } from '../../server/services/start-attempt.ts';
import type { Ctx } from '../../server/services/context.ts';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { AnswerReceipts, SendAnswers } from '../../server/wire/http/attempts.ts';
import { Closed, ErrorBody, Id } from '../../server/wire/http/common.ts';
import { makeParticipant, roundIdOf, sampleContest } from '../helpers/make.ts';

export interface BenchWish {
  /** People who have entered and have begun an attempt. */
  readonly seated: number;
  /** People who have entered and have not. */
  readonly standing: number;
  /** Each write waits for the commit of the one before: what it costs not to commit in groups. */
  readonly commitsEach: boolean;
}

export interface Seat {
  readonly cookie: string;
  readonly participantId: string;
  /** '' for one who has not begun. */
  readonly attemptId: string;
}

export interface BenchReady {
  readonly port: number;
  /** A `node:http` server that reads the body and sends a reply of the same length. */
  readonly bareNodePort: number;
  readonly roundId: string;
  readonly seats: readonly Seat[];
}

process.once('message', (wish: BenchWish) => {
  serve(wish).then(
    (ready) => process.send?.(ready),
    (problem: unknown) => {
      console.error(problem);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));

async function serve(wish: BenchWish): Promise<BenchReady> {
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const settings = {
    HOITHI_DATA: folder,
    HOITHI_KEY: '3b'.repeat(32),
    PUBLIC_ORIGIN: 'http://localhost',
    LOG_LEVEL: 'error',
  };
  const opened = await openStore({ databaseUrl: `sqlite:${join(folder, 'hoithi.db')}` });
  const store = wish.commitsEach ? oneByOne(opened) : opened;
  const { fastify, ctx } = await buildApp(readConfig(settings), { clock: systemClock, store, runsJobs: false });
  await loadSamples(ctx);
  withoutWrite(fastify, ctx);
  // One client at one address stands here for thousands of phones, each with a limit of its own.
  for (const limit of Object.values(limits))
    Object.assign(limit, { accountMax: Number.MAX_SAFE_INTEGER, addressMax: Number.MAX_SAFE_INTEGER });
  const { seats, roundId } = await seatPeople({ ...ctx, store: opened }, wish);
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  return { port: portOf(fastify.server), bareNodePort: await bareNode(), roundId, seats };
}

function oneByOne(store: Store): Store {
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: (work) => store.read(work),
    onWake: (topic, listener) => store.onWake(topic, listener),
    close: () => store.close(),
    write: (work) => {
      const written = last.then(() => store.write(work));
      last = written.catch(() => {});
      return written;
    },
  };
}

/** The route of answers with the same session, limits, schemas and reply, and nothing between. */
function withoutWrite(app: App, ctx: Ctx): void {
  app.post(
    '/api/attempts/:id/without-write',
    {
      config: { rateLimit: limited('answer') },
      schema: { params: Closed({ id: Id }), body: SendAnswers, response: { 200: AnswerReceipts, '4xx': ErrorBody } },
    },
    async (request) => {
      const receivedAt = ctx.clock.now();
      citizenOf(request);
      const receipts = request.body.answers.map(({ clientKey, slot, revision, choice, text = '', prediction }) => ({
        clientKey,
        slot,
        status: 'saved' as const,
        held: { slot, revision, choice, text, prediction, receivedAt },
      }));
      return { receipts, serverNow: ctx.clock.now() };
    },
  );
}

async function seatPeople(ctx: Ctx, { seated, standing }: BenchWish) {
  const contest = await sampleContest(ctx);
  const roundId = roundIdOf(contest, 'open');
  const seat = async (index: number): Promise<Seat> => {
    const { id, user } = await makeParticipant(ctx, { contest });
    const { cookie } = user;
    if (index >= seated) return { cookie, participantId: id, attemptId: '' };
    const started = await startAttempt(ctx, { userId: user.id, participantId: id, roundId });
    if (!started.ok) throw new Error(started.refusal.name);
    return { cookie, participantId: id, attemptId: started.value.id };
  };
  const seats: Seat[] = [];
  while (seats.length < seated + standing) {
    const count = Math.min(250, seated + standing - seats.length);
    seats.push(...(await Promise.all(Array.from({ length: count }, (_, n) => seat(seats.length + n)))));
  }
  return { seats, roundId };
}

const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port;

async function bareNode(): Promise<number> {
  const reply = JSON.stringify({ receipts: 'x'.repeat(200) });
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      JSON.parse(body);
      response.setHeader('content-type', 'application/json').end(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return portOf(server);
}
