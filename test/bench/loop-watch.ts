/**
 * How long whoever arrives must wait for the event loop: somebody is due at every millisecond, also while the loop is
 * held, and waits until it comes round. A plain histogram of turns would count one long turn once, however many wait in it.
 */
import { percentile } from './figure.ts';

export interface LoopWaits {
  readonly p99Ms: number;
  /** The longest time the loop was held. */
  readonly longestMs: number;
  readonly tookMs: number;
}

export async function watchLoop(work: () => Promise<unknown>): Promise<LoopWaits> {
  const waits: number[] = [];
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    for (let dueAt = last + 1; dueAt <= now; dueAt += 1) waits.push(now - dueAt);
    // As long as nobody is due between two looks, nobody has waited.
    if (now - last < 1) waits.push(0);
    last = now;
  };
  const timer = setInterval(look, 1);
  const begun = performance.now();
  await work();
  const tookMs = performance.now() - begun;
  // Once more round the loop: the end of the work may have held it too.
  await new Promise((resolve) => setImmediate(resolve));
  clearInterval(timer);
  look();
  return { p99Ms: percentile(waits, 0.99), longestMs: waits.reduce((a, b) => Math.max(a, b), 0), tookMs };
}
