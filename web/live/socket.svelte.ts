/**
 * One websocket that comes back by itself. Knows frames only as values; what they mean is the feed's business.
 * After each opening it says hello with the last version it saw, so the server resumes or sends a snapshot.
 */
import { protocolVersion } from '../../server/wire/version.ts';
import type { ToClient } from '../../server/wire/to-client.ts';
import type { ToServer } from '../../server/wire/to-server.ts';
import { jittered } from '../api/random-key.ts';

/** `connecting` at first, `live`, `waiting` between tries, `stopped` for good. */
export type SocketState = 'connecting' | 'live' | 'waiting' | 'stopped';

/** What a room is, without the version. */
export type Room = Pick<Extract<ToServer, { type: 'hello' }>, 'contest' | 'board' | 'categoryId' | 'participantId'>;

/** The little of a WebSocket that is used; tests pass their own. */
export interface Line {
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

interface Options {
  readonly open: () => Line;
  readonly hear: (frame: ToClient) => void;
  readonly later?: (ms: number, then: () => void) => () => void;
  readonly spread?: (ms: number) => number;
}

const firstWaitMs = 1_000;
const waitMaxMs = 30_000;
const pingEveryMs = 20_000;
/** A server that says nothing for this long is gone, whatever the browser thinks. */
const silenceMaxMs = 50_000;

const timer = (ms: number, then: () => void): (() => void) => {
  const handle = setTimeout(then, ms);
  return () => clearTimeout(handle);
};

export const openLine = (): Line =>
  new WebSocket(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`) as Line;

export class LiveSocket {
  #options: Required<Options>;
  #state = $state<SocketState>('connecting');
  /** Tries in a row that brought no frame. */
  #misses = $state(0);
  #room: Room | null = null;
  #line: Line | null = null;
  #lastVersion = -1;
  #cancelWait: () => void = () => {};
  #cancelPing: () => void = () => {};
  #cancelSilence: () => void = () => {};

  constructor(options: Options) {
    this.#options = { later: timer, spread: jittered, ...options };
  }

  get state(): SocketState {
    return this.#state;
  }

  get misses(): number {
    return this.#misses;
  }

  /** Joins a room, leaving the one before. */
  join(room: Room): void {
    this.#room = room;
    this.#lastVersion = -1;
    // A connection says hello once; another room is another connection.
    if (this.#state === 'live' || !this.#line) this.#connect();
  }

  /** Tries at once instead of waiting: the network is back, or somebody looks again. */
  hurry(): void {
    if (this.#state === 'waiting') this.#connect();
  }

  stop(): void {
    this.#state = 'stopped';
    this.#cancelWait();
    this.#drop();
  }

  #connect(): void {
    this.#cancelWait();
    this.#drop();
    this.#state = 'connecting';
    let line: Line;
    try {
      line = this.#options.open();
    } catch {
      this.#wait();
      return;
    }
    this.#line = line;
    this.#listenForSilence();
    line.onopen = () => {
      this.#state = 'live';
      this.#hello();
      this.#pingLater();
    };
    line.onmessage = ({ data }) => this.#take(data);
    line.onclose = () => {
      if (this.#line === line) this.#wait();
    };
  }

  #hello(): void {
    if (this.#room)
      this.#send({ type: 'hello', version: protocolVersion, lastVersion: this.#lastVersion, ...this.#room });
  }

  #send(frame: ToServer): void {
    this.#line?.send(JSON.stringify(frame));
  }

  #take(text: unknown): void {
    this.#listenForSilence();
    let frame: ToClient;
    try {
      frame = JSON.parse(String(text)) as ToClient;
    } catch {
      return;
    }
    this.#misses = 0;
    if (frame.type === 'board') this.#lastVersion = frame.version;
    if (frame.type === 'bye') {
      this.#wait(frame.retryMs);
      return;
    }
    this.#options.hear(frame);
  }

  #wait(ms = Math.min(waitMaxMs, firstWaitMs * 2 ** Math.min(this.#misses, 5))): void {
    this.#drop();
    if (this.#state === 'stopped') return;
    this.#state = 'waiting';
    this.#misses += 1;
    this.#cancelWait = this.#options.later(this.#options.spread(ms), () => this.#connect());
  }

  #pingLater(): void {
    this.#cancelPing = this.#options.later(pingEveryMs, () => {
      this.#send({ type: 'ping' });
      this.#pingLater();
    });
  }

  #listenForSilence(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#options.later(silenceMaxMs, () => this.#wait());
  }

  #drop(): void {
    this.#cancelPing();
    this.#cancelSilence();
    const line = this.#line;
    this.#line = null;
    if (!line) return;
    line.onopen = null;
    line.onmessage = null;
    line.onclose = null;
    line.close();
  }
}
