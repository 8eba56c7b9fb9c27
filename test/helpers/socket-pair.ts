/**
 * A socket whose network the test owns. What the server sends waits until the test lets it through, drops it or
 * turns it round; nothing moves by itself, so a test chooses every interleaving.
 */
import type { Frame } from '../../server/live/room.ts';
import type { WatchSocket } from '../../server/ws/room-socket.ts';
import type { ToClient } from '../../server/wire/to-client.ts';

export class SocketPair {
  /** On the wire to the client. */
  readonly #wire: string[] = [];
  /** What has reached the client, in order. */
  readonly arrived: ToClient[] = [];
  readonly texts: string[] = [];
  /** Frames as the room gave them: the same object for everybody, when it was encoded once. */
  readonly frames: Frame[] = [];
  closedWith: { code: number; reason: string } | null = null;
  isTerminated = false;
  #isOpen = true;
  /** Set by a test that plays a slow reader; else what is on the wire. */
  stalledBytes: number | null = null;

  readonly server: WatchSocket;

  constructor() {
    const isOpen = () => this.#isOpen;
    const buffered = () => this.stalledBytes ?? this.#wire.reduce((sum, text) => sum + text.length, 0);
    this.server = {
      get isOpen() {
        return isOpen();
      },
      get bufferedAmount() {
        return buffered();
      },
      send: (frame) => {
        if (!this.#isOpen) return;
        this.frames.push(frame);
        this.#wire.push(frame.text);
      },
      close: (code, reason) => {
        this.#isOpen = false;
        this.closedWith ??= { code, reason };
      },
      terminate: () => {
        this.#isOpen = false;
        this.isTerminated = true;
      },
    };
  }

  get waiting(): number {
    return this.#wire.length;
  }

  /** Lets through what is on the wire, all of it or the first few. */
  flush(count = Infinity): void {
    for (const text of this.#wire.splice(0, count)) {
      this.texts.push(text);
      this.arrived.push(JSON.parse(text) as ToClient);
    }
  }

  /** What is on the wire is lost. */
  drop(): void {
    this.#wire.length = 0;
  }

  reorder(): void {
    this.#wire.reverse();
  }

  /** The line is cut; the server may find out later. */
  disconnect(): void {
    this.drop();
    this.#isOpen = false;
  }

  /** The last that arrived of one type. */
  last<T extends ToClient['type']>(type: T): Extract<ToClient, { type: T }> | undefined {
    return this.arrived.findLast((frame): frame is Extract<ToClient, { type: T }> => frame.type === type);
  }
}
