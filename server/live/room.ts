/**
 * The sockets that watch one board as one audience. A frame is a whole view, so the newest one replaces
 * all before it: whoever comes back gets nothing when up to date, else the newest frame, and no
 * history is kept. Encoded once, the same bytes for all.
 *
 * It knows no library, no contest and no time; a socket is four members, which is how tests own the network.
 */

/** A text on its way to many sockets. What a socket makes of it is kept with it, so it is made once. */
export interface Frame {
  readonly text: string;
  encoded?: Uint8Array;
}

export interface RoomSocket {
  readonly isOpen: boolean;
  /** Bytes handed to `send` that the network has not taken. */
  readonly bufferedAmount: number;
  send(frame: Frame): void;
  /** Cuts the connection without waiting for the other side. */
  terminate(): void;
}

/** Above this a socket is passed over until it has drained; then it gets the newest frame. */
export const bufferedBytesMax = 256 * 1_024;
/** Above this it is cut: it will come back, and memory is everybody's. */
export const bufferedBytesCut = 1_024 * 1_024;

interface Seat {
  readonly socket: RoomSocket;
  /** Version it was last sent. */
  sent: number;
}

export class Room {
  readonly #seats = new Map<RoomSocket, Seat>();
  #version: number;
  #body = '';
  #frame: Frame | null = null;

  /** Begins at the instant of making: after a restart versions still grow, and none of before is taken for one of now. */
  constructor(versionAtStart: number) {
    this.#version = versionAtStart;
  }

  get count(): number {
    return this.#seats.size;
  }

  get version(): number {
    return this.#version;
  }

  get hasFrame(): boolean {
    return this.#frame !== null;
  }

  /** Lets a socket in and brings it up to date; `lastVersion` is what it has seen, -1 nothing. */
  join(socket: RoomSocket, lastVersion: number): void {
    const seat = { socket, sent: lastVersion };
    this.#seats.set(socket, seat);
    this.#bringUpToDate(seat);
  }

  leave(socket: RoomSocket): void {
    this.#seats.delete(socket);
  }

  /**
   * Sends a new view to everybody, unless it is the one they have: `body` is the view without what changes
   * by itself (version, time). False when nothing was sent.
   */
  publish(body: string, compose: (version: number) => string): boolean {
    if (body === this.#body && this.#frame !== null) return false;
    this.#body = body;
    this.#version += 1;
    this.#frame = { text: compose(this.#version) };
    for (const seat of this.#seats.values()) this.#bringUpToDate(seat);
    return true;
  }

  /** Sends the newest frame to those who were too slow for it and have drained since. */
  catchUp(): void {
    for (const seat of this.#seats.values()) this.#bringUpToDate(seat);
  }

  #bringUpToDate(seat: Seat): void {
    if (this.#frame === null || seat.sent === this.#version || !hasRoomFor(seat.socket)) return;
    seat.sent = this.#version;
    seat.socket.send(this.#frame);
  }
}

/** Whether a socket may be sent more now; one that is hopelessly behind is cut. */
export function hasRoomFor(socket: RoomSocket): boolean {
  if (!socket.isOpen) return false;
  const waiting = socket.bufferedAmount;
  if (waiting > bufferedBytesCut) socket.terminate();
  return waiting <= bufferedBytesMax;
}
