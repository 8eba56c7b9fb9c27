/**
 * The phones of `board-storm.ts`, in a process of their own: raw TCP that says hello to the board and then only cuts
 * the stream into frames. Every phone counts its own; every hundredth also looks how old the view is when it has it.
 */
import { connect } from 'node:net';
import { systemClock } from '../../server/clock.ts';
import { percentile } from './figure.ts';

export interface PhonesWish {
  readonly port: number;
  readonly count: number;
  /** The first text of each. */
  readonly hello: string;
}

/** Since the last asking. */
export interface PhonesFound {
  /** Frames that the phone with the fewest had, and all of them together. */
  readonly fewest: number;
  readonly all: number;
  readonly frameBytes: number;
  readonly ageP99Ms: number;
}

/** Connecting at once: more would only wait in the listener's queue. */
const connectingMax = 200;
const looksEvery = 100;
const upgrade =
  'GET /ws HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';

/** Masked, of nothing. */
const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
const [textFrame, pingFrame] = [1, 9];

let counts = new Uint32Array(0);
let [ages, frameBytes, seen, begun]: [number[], number, number, number] = [[], 0, 0, 0];

process.once('message', (wish: PhonesWish) => {
  counts = new Uint32Array(wish.count);
  while (begun < Math.min(connectingMax, wish.count)) phone(wish, begun++);
  process.on('message', () => {
    const all = counts.reduce((sum, count) => sum + count, 0);
    const found: PhonesFound = { fewest: Math.min(...counts), all, frameBytes, ageP99Ms: percentile(ages, 0.99) };
    counts.fill(0);
    ages = [];
    process.send?.(found);
  });
});
process.on('disconnect', () => process.exit());

/** One for all: what arrives is looked at before anything else is read, and these phones should cost little. */
const buffer = Buffer.alloc(65_536);

function phone(wish: PhonesWish, number: number): void {
  let isOpen = false;
  let hasFrame = false;
  const seesBoard = (payload: Buffer | null): void => {
    counts[number] = (counts[number] ?? 0) + 1;
    if (payload !== null) look(payload);
    if (hasFrame) return;
    hasFrame = true;
    if (begun < wish.count) phone(wish, begun++);
    seen += 1;
    if (seen === wish.count) process.send?.('watching');
  };
  const frames = new FrameCutter({
    keeps: number % looksEvery === 0,
    whole: seesBoard,
    pinged: () => void socket.write(pong),
  });
  const take = (bytes: Buffer): void => {
    if (isOpen) return frames.take(bytes);
    if (!bytes.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(bytes.toString('latin1'));
    isOpen = true;
    socket.write(masked(wish.hello));
    const end = bytes.indexOf('\r\n\r\n') + 4;
    if (end < bytes.length) frames.take(bytes.subarray(end));
  };
  const callback = (size: number): boolean => {
    take(buffer.subarray(0, size));
    return true;
  };
  const socket = connect({ port: wish.port, host: '127.0.0.1', onread: { buffer, callback } });
  socket.write(upgrade);
  socket.on('error', () => {});
  socket.on('close', () => {
    // As a browser does; once it watches, nothing may cut it.
    if (!hasFrame) return phone(wish, number);
    throw new Error(`phone ${number} was cut`);
  });
}

function look(payload: Buffer): void {
  const serverNow = /"serverNow":(\d+)\}$/.exec(payload.toString('latin1'))?.[1];
  if (serverNow === undefined) throw new Error(`not a board: ${payload.toString()}`);
  ages.push(systemClock.now() - Number(serverNow));
  frameBytes = payload.length;
}

interface Cutting {
  /** Hands over the payloads too. */
  readonly keeps: boolean;
  whole(payload: Buffer | null): void;
  pinged(): void;
}

/** Cuts what one server sends, which is never masked and never in fragments. */
class FrameCutter {
  readonly #told: Cutting;
  #head: Buffer = Buffer.alloc(0);
  #left = 0;
  #kind = 0;
  #payload: Buffer[] = [];

  constructor(told: Cutting) {
    this.#told = told;
  }

  take(bytes: Buffer): void {
    for (let rest = bytes; rest.length > 0;) {
      if (this.#left === 0) {
        const begun = this.#head.length === 0 ? rest : Buffer.concat([this.#head, rest]);
        const size = headSize(begun);
        if (begun.length < size) return void (this.#head = Buffer.from(begun));
        this.#head = Buffer.alloc(0);
        this.#kind = (begun[0] ?? 0) & 15;
        this.#left = payloadLength(begun);
        rest = begun.subarray(size);
      }
      const part = rest.subarray(0, this.#left);
      if (this.#told.keeps) this.#payload.push(Buffer.from(part));
      this.#left -= part.length;
      rest = rest.subarray(part.length);
      if (this.#left === 0) this.#end();
    }
  }

  #end(): void {
    const payload = this.#told.keeps ? Buffer.concat(this.#payload) : null;
    this.#payload = [];
    if (this.#kind === textFrame) this.#told.whole(payload);
    if (this.#kind === pingFrame) this.#told.pinged();
  }
}

const headSize = (bytes: Buffer): number => {
  if (bytes.length < 2) return 2;
  return { 126: 4, 127: 10 }[bytes[1] ?? 0] ?? 2;
};

function payloadLength(head: Buffer): number {
  const short = head[1] ?? 0;
  if (short === 126) return head.readUInt16BE(2);
  return short === 127 ? Number(head.readBigUInt64BE(2)) : short;
}

/** A short text as a browser sends it; a mask of zeros leaves it as it is. */
function masked(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}
