/** Starts the measured server in its own process and ends it with the work. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { bundle } from '../helpers/bundle.ts';
import type { BenchReady, BenchWish } from './bench-server.ts';

let bundled: Promise<string> | undefined;

export async function withBenchServer<T>(
  wish: Partial<BenchWish>,
  work: (server: BenchReady) => Promise<T>,
  nodeOptions: readonly string[] = [],
): Promise<T> {
  // Not translated on the way: what is measured is what a production build would run.
  bundled ??= bundle(new URL('./bench-server.ts', import.meta.url));
  const child = fork(await bundled, {
    execArgv: [...nodeOptions],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  try {
    const ready = new Promise<BenchReady>((resolve, reject) => {
      child.once('message', (message) => resolve(message as BenchReady));
      child.once('exit', () => reject(new Error('the measured server ended')));
    });
    child.send({ seated: 0, standing: 0, commitsEach: false, ...wish });
    return await work(await ready);
  } finally {
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    if (child.connected) child.disconnect();
    await gone;
  }
}
