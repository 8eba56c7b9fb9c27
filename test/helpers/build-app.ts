/**
 * The whole server on a fresh store with a clock that stands still, asked through `inject`: no port,
 * no jobs, no files of the web build. Requests carry the headers that our own pages would send.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildApp, type Overrides } from '../../server/app.ts';
import { readConfig, type Config } from '../../server/config.ts';
import type { App } from '../../server/http/deps.ts';
import type { Millis } from '../../server/rules/ids.ts';
import type { Ctx } from '../../server/services/context.ts';
import { loadSamples } from '../../server/services/load-samples.ts';
import { openSqlite } from '../../server/store/open-sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { fakeClock, usualNow, type FakeClock } from './fake-clock.ts';
import { freshFile } from './fresh-store.ts';

export const testOrigin = 'http://localhost';

/** Not a secret: a key of the tests alone. */
export const testKey = '5e'.repeat(32);

export const testConfig = (settings: Record<string, string> = {}): Config =>
  readConfig({
    HOITHI_KEY: testKey,
    HOITHI_DATA: '/nowhere',
    PUBLIC_ORIGIN: testOrigin,
    LOG_LEVEL: 'warn',
    ...settings,
  });

export interface Asking {
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export interface TestApp {
  readonly app: App;
  readonly ctx: Ctx;
  readonly config: Config;
  readonly clock: FakeClock;
  /** Of the store; what is committed may lie in `-wal` beside it. */
  readonly file: string;
  /** Everything that was logged, one JSON line each. */
  readonly logged: readonly string[];
  get(url: string, asking?: Asking): Promise<LightMyRequestResponse>;
  post(url: string, body: unknown, asking?: Asking): Promise<LightMyRequestResponse>;
  ask(method: NonNullable<InjectOptions['method']>, url: string, asking?: Asking): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly now?: Millis;
  /** Another clock than one that stands still at `now`. */
  readonly clock?: FakeClock;
  /** The two sample contests with their bank and units; true unless said otherwise. */
  readonly samples?: boolean;
  readonly settings?: Record<string, string>;
  /** Another store than a file of its own; empty, so without samples. It is closed with the server. */
  readonly store?: Store;
  readonly overrides?: Omit<Overrides, 'clock' | 'store' | 'runsJobs' | 'logStream'>;
}

export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? fakeClock(options.now);
  const file = options.samples === false || options.store ? freshFile() : await sampleFile(options.now ?? usualNow);
  const store = options.store ?? (await openFile(file));
  const logged: string[] = [];
  const config = testConfig(options.settings);
  const { fastify, ctx, close } = await buildApp(config, {
    webFolder: '/nowhere',
    ...options.overrides,
    clock,
    store,
    runsJobs: false,
    logStream: { write: (line) => void logged.push(line) },
  });
  const ask: TestApp['ask'] = (method, url, { cookie, headers, body } = {}) =>
    fastify.inject({
      method,
      url,
      headers: {
        host: 'localhost',
        origin: testOrigin,
        'sec-fetch-site': 'same-origin',
        ...(cookie && { cookie }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as object }),
    });
  return {
    app: fastify,
    ctx,
    config,
    clock,
    file,
    logged,
    ask,
    get: (url, asking) => ask('GET', url, asking),
    post: (url, body, asking) => ask('POST', url, { ...asking, body }),
    async close() {
      await close();
      await store.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    },
  };
}

const openFile = (file: string): Promise<Store> =>
  openSqlite({
    file,
    report: (problem) =>
      queueMicrotask(() => {
        throw problem;
      }),
  });

/** A file with the samples loaded at `now`; loaded once for each instant and copied. */
async function sampleFile(now: Millis): Promise<string> {
  const loaded = loadedAt.get(now) ?? loadSampleFile(now);
  loadedAt.set(now, loaded);
  const [from, file] = [await loaded, freshFile()];
  // What is committed may still lie in the log beside the file.
  for (const suffix of ['', '-wal']) if (existsSync(from + suffix)) copyFileSync(from + suffix, file + suffix);
  return file;
}

const loadedAt = new Map<Millis, Promise<string>>();

async function loadSampleFile(now: Millis): Promise<string> {
  const file = freshFile();
  const store = await openFile(file);
  const { ctx, close } = await buildApp(testConfig(), { clock: fakeClock(now), store, runsJobs: false });
  await loadSamples(ctx);
  await close();
  await store.close();
  return file;
}

/** Closes when the test's scope ends: `await using hoithi = await openApp()`. */
export async function openApp(options?: TestAppOptions): Promise<TestApp & AsyncDisposable> {
  const made = await testApp(options);
  return { ...made, [Symbol.asyncDispose]: () => made.close() };
}
