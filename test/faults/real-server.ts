/**
 * A server in a process of its own that can be killed as a power cut would, and started again on the same files and
 * the same port. The next process is kept warm: its modules are loaded, it has opened nothing.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { systemClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import type { RoundId } from '../../server/rules/ids.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import type { Ctx } from '../../server/services/context.ts';
import { loadSamples } from '../../server/services/load-samples.ts';
import type { ContestView } from '../../server/wire/http/contests.ts';
import { bundle } from '../helpers/bundle.ts';

const child = new URL('./server-child.ts', import.meta.url);
let bundled: Promise<string> | undefined;

/** Not a secret: a key of the tests alone. */
const testKey = '7d'.repeat(32);

export class RealServer {
  readonly port: number;
  readonly origin: string;
  readonly #folder: string;
  readonly #child: string;
  #spare: ChildProcess | null = null;
  #running: ChildProcess | null = null;

  private constructor(child: string, folder: string, port: number) {
    this.#child = child;
    this.#folder = folder;
    this.port = port;
    this.origin = `http://localhost:${port}`;
  }

  /** A data folder with the samples, and whatever `prepare` adds; nothing runs yet. */
  static async prepare(prepare: (ctx: Ctx) => Promise<void> = () => Promise.resolve()): Promise<RealServer> {
    const server = new RealServer(
      await (bundled ??= bundle(child)),
      mkdtempSync(join(tmpdir(), 'hoithi-faults-')),
      await freePort(),
    );
    await server.look(async (ctx) => {
      await loadSamples(ctx);
      // The sample's first round is over; closing it is no part of what a test kills.
      await closeDueRounds(ctx);
      await prepare(ctx);
    });
    return server;
  }

  get #settings(): Record<string, string> {
    return {
      HOITHI_DATA: this.#folder,
      HOITHI_PORT: String(this.port),
      HOITHI_KEY: testKey,
      HOST: '127.0.0.1',
      PUBLIC_ORIGIN: this.origin,
      LOG_LEVEL: 'error',
      START_EMPTY: 'yes',
    };
  }

  /** Works on the files through the services while no server runs. */
  async look<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
    const { ctx, close } = await buildApp(readConfig(this.#settings), { clock: systemClock, runsJobs: false });
    try {
      return await work(ctx);
    } finally {
      await close();
    }
  }

  /** Loads the modules of the next process; `faultAt` names the happening at which it will kill itself. */
  warmUp(faultAt = ''): void {
    this.#spare ??= fork(this.#child, {
      execArgv: [],
      env: { ...process.env, ...this.#settings, FAULT_AT: faultAt },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** Resolves when the server says that it is ready. Throws when the process ends before. */
  async start(): Promise<void> {
    this.warmUp();
    const process = this.#spare;
    this.#spare = null;
    if (process === null) throw new Error('there is always a spare process here');
    this.#running = process;
    const listens = new Promise<void>((resolve, reject) => {
      process.on('message', (word) => word === 'listens' && resolve());
      process.once('exit', () => reject(new Error('the server ended while it started')));
    });
    process.send('start');
    await listens;
    if (!(await this.isReady())) throw new Error('the server listens and is not ready');
  }

  /** The round of a contest that has one. */
  async roundIdOf(slug: string): Promise<RoundId> {
    const contest = (await (await fetch(`http://127.0.0.1:${this.port}/api/contests/${slug}`)).json()) as ContestView;
    return (contest.rounds[0]?.id ?? '') as RoundId;
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** SIGKILL: nothing is flushed, nobody is told. */
  async kill(): Promise<void> {
    this.#running?.kill('SIGKILL');
    await this.hasEnded();
  }

  async hasEnded(): Promise<void> {
    const process = this.#running;
    if (process === null) return;
    if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
    this.#running = null;
  }

  async remove(): Promise<void> {
    this.#spare?.kill('SIGKILL');
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
