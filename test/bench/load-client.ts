/**
 * A client that costs little beside the server: kept-alive connections, requests as ready texts, replies cut by
 * their length. Any reply but 200 ends the measurement: a refused request is a fast one.
 */
import { connect, type Socket } from 'node:net';
import { percentile } from './figure.ts';

export interface Request {
  readonly method: 'POST' | 'GET';
  readonly path: string;
  readonly cookie: string;
  readonly body: string;
}

export interface Load {
  readonly port: number;
  readonly lanes: number;
  /** The next request; null when there is none left. */
  readonly next: () => Request | null;
}

export interface Measured {
  readonly count: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Most bytes of one reply, as sent. */
  readonly bytesMax: number;
}

/** Each connection asks again as soon as it has its reply, for `ms` or until nothing is left. */
export async function closedLoop(load: Load, ms: number): Promise<Measured> {
  const lanes = await openLanes(load);
  const begun = performance.now();
  const waits: number[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let request = load.next(); request !== null && performance.now() - begun < ms; request = load.next()) {
        const sentAt = performance.now();
        await lane.ask(request);
        waits.push(performance.now() - sentAt);
      }
    }),
  );
  return finish(lanes, waits, performance.now() - begun);
}

/**
 * Requests arrive at a fixed rate whether or not earlier ones have been answered; the wait of each counts from when
 * it was to be sent, so that a stall is not hidden by a client that waits with it.
 */
export async function openLoop(load: Load, perSecond: number, ms: number): Promise<Measured> {
  const lanes = await openLanes(load);
  const free = [...lanes];
  const waiting: number[] = [];
  const waits: number[] = [];
  const begun = performance.now();
  const total = Math.floor((perSecond * ms) / 1000);
  let [made, answered] = [0, 0];
  await new Promise<void>((resolve, reject) => {
    const send = (lane: Lane, dueAt: number): void => {
      const request = load.next();
      if (request === null) return reject(new Error('the open loop ran out of requests'));
      lane.ask(request).then(() => {
        waits.push(performance.now() - dueAt);
        answered += 1;
        const next = waiting.shift();
        if (next === undefined) free.push(lane);
        else send(lane, next);
        if (answered === total) resolve();
      }, reject);
    };
    const tick = (): void => {
      const due = Math.min(total, Math.floor(((performance.now() - begun) * perSecond) / 1000));
      for (; made < due; made += 1) {
        const dueAt = begun + (made * 1000) / perSecond;
        const lane = free.pop();
        if (lane === undefined) waiting.push(dueAt);
        else send(lane, dueAt);
      }
      if (made < total) setTimeout(tick, 1);
    };
    tick();
  });
  return finish(lanes, waits, performance.now() - begun);
}

function finish(lanes: readonly Lane[], waits: readonly number[], ms: number): Measured {
  for (const lane of lanes) lane.close();
  const bytesMax = Math.max(...lanes.map((lane) => lane.bytesMax));
  const [p50Ms, p99Ms] = [percentile(waits, 0.5), percentile(waits, 0.99)];
  return { count: waits.length, perSecond: (waits.length * 1000) / ms, p50Ms, p99Ms, bytesMax };
}

const openLanes = ({ port, lanes }: Load): Promise<Lane[]> =>
  Promise.all(Array.from({ length: lanes }, () => Lane.open(port)));

/** One connection: one request at a time. */
class Lane {
  readonly #socket: Socket;
  #got = '';
  #asked = '';
  #answered: (() => void) | null = null;
  #failed: (problem: Error) => void = () => {};
  bytesMax = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (problem) => this.#failed(problem));
    socket.on('close', () => this.#failed(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<Lane> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Lane(socket)));
      socket.once('error', reject);
    });
  }

  ask({ method, path, cookie, body }: Request): Promise<void> {
    const head = `${method} ${path} HTTP/1.1\r\nhost: localhost\r\norigin: http://localhost\r\ncookie: ${cookie}\r\naccept-encoding: gzip, deflate, br\r\n`;
    const content = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    return new Promise((resolve, reject) => {
      this.#asked = `${method} ${path} ${body}`;
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.write(body === '' ? `${head}\r\n` : head + content);
    });
  }

  close(): void {
    this.#failed = () => {};
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#got += text;
    const end = this.#got.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#got.slice(0, end).toLowerCase();
    const length = /content-length: (\d+)/.exec(head)?.[1];
    const isWhole =
      length === undefined ? this.#got.endsWith('0\r\n\r\n') : this.#got.length >= end + 4 + Number(length);
    if (!isWhole) return;
    const reply = this.#got;
    this.#got = '';
    this.bytesMax = Math.max(this.bytesMax, reply.length);
    if (reply.startsWith('HTTP/1.1 200')) this.#answered?.();
    else this.#failed(new Error(`${this.#asked}\n${reply.slice(0, 2_000)}`));
  }
}
