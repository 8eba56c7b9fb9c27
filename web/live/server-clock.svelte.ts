/**
 * The server's time in the browser: its last word plus what the monotonic clock has run since.
 * The device's own date plays no part, so setting it changes nothing.
 */
import { createSubscriber } from 'svelte/reactivity';
import { keep, kept } from '../api/kept.ts';

/** A word of the server is taken over a better measured one when they differ by more: the device has slept. */
const driftMaxMs = 1_500;
const tickMs = 250;
/** How far the server is from this device's date: all there is to go by after a reload without network. */
const wallName = 'hoithi.clock';

export class ServerClock {
  #monotonic: () => number;
  #offset: number | null = null;
  #bestRoundTripMs = Infinity;
  #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, tickMs);
    return () => clearInterval(timer);
  });

  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** Takes the server's word from a reply to a request sent at `sentAt` (monotonic); without it, from a push. */
  learn(serverNow: number, sentAt?: number): void {
    const gotAt = this.#monotonic();
    const roundTripMs = sentAt === undefined ? Infinity : gotAt - sentAt;
    const offset = serverNow + (sentAt === undefined ? 0 : roundTripMs / 2) - gotAt;
    const isFar = this.#offset === null || Math.abs(offset - this.#offset) > driftMaxMs + Math.min(roundTripMs, 60_000);
    if (!isFar && roundTripMs > this.#bestRoundTripMs) return;
    if (roundTripMs < this.#bestRoundTripMs || isFar) this.#bestRoundTripMs = roundTripMs;
    this.#offset = offset;
    keep(wallName, String(offset - performance.timeOrigin));
  }

  /** Goes by the device's date until the server's first word; for a reload without network. */
  recall(): void {
    const apart = Number(kept(wallName) ?? NaN);
    if (this.#offset === null && Number.isFinite(apart)) this.#offset = performance.timeOrigin + apart;
  }

  /** The server's time now, in epoch milliseconds; 0 before its first word. Not reactive. */
  read(): number {
    return this.#offset === null ? 0 : this.#monotonic() + this.#offset;
  }

  /** The same, ticking while somebody looks. */
  get now(): number {
    this.#subscribe();
    return this.read();
  }
}

export const serverClock = new ServerClock();
