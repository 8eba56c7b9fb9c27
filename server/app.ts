/**
 * Puts the server together: store, context, HTTP. It does not listen, so tests use the whole of it
 * through `inject`; `main.ts` gives it the environment and a port.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { masterKeyOf } from './auth/keys-file.ts';
import { systemClock, type Clock } from './clock.ts';
import { wrongKey, type Config } from './config.ts';
import type { App, Deps } from './http/deps.ts';
import { registerPages } from './http/pages.ts';
import { registerRoutes } from './http/routes.ts';
import { makeFastify, registerPlugins } from './http/server.ts';
import { startEverySecond } from './jobs/every-second.ts';
import { Hub } from './live/hub.ts';
import type { Timers } from './live/pace.ts';
import { isKeyOfStore } from './services/check-key.ts';
import type { Ctx, Log } from './services/context.ts';
import { stopImports } from './services/import-runs.ts';
import { makeContext } from './services/make-context.ts';
import { startBanks } from './services/start-banks.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { registerSockets } from './ws/socket.ts';

export interface Overrides {
  readonly clock?: Clock;
  /** Stays open when the app closes: whoever opened it closes it. */
  readonly store?: Store;
  /** Folder of the built pages. */
  readonly webFolder?: string;
  /** False in tests, which say themselves when a second has passed. */
  readonly runsJobs?: boolean;
  /** Of rooms and sockets; the system's by default. */
  readonly timers?: Timers;
  /** Where log lines go; standard output by default. */
  readonly logStream?: { write(line: string): void };
}

export interface BuiltApp {
  readonly fastify: App;
  readonly ctx: Ctx;
  /** Tells sockets, finishes what is in flight, closes the store. */
  close(): Promise<void>;
}

const builtWebFolder = fileURLToPath(new URL('../dist/web', import.meta.url));

export async function buildApp(config: Config, overrides: Overrides = {}): Promise<BuiltApp> {
  const fastify = makeFastify(config, overrides.logStream);
  const store = overrides.store ?? (await openOwnStore(config, fastify.log));
  const ctx = makeContext({
    store,
    clock: overrides.clock ?? systemClock,
    masterKey: config.masterKey || masterKeyOf(config.dataFolder),
    log: fastify.log,
  });

  if (!(await isKeyOfStore(ctx))) throw wrongKey();
  await startBanks(ctx);
  let isReady = true;
  const hub = new Hub(ctx, overrides.timers);
  const deps: Deps = { ctx, config, hub, isReady: () => isReady };
  await registerPlugins(fastify, deps);
  await registerRoutes(fastify, deps);
  await registerSockets(fastify, deps, overrides.timers);
  await registerPages(fastify, deps, overrides.webFolder ?? builtWebFolder);
  const stopJobs = overrides.runsJobs === false ? () => Promise.resolve() : startEverySecond(ctx);

  return {
    fastify,
    ctx,
    async close() {
      isReady = false;
      ctx.bus.say({ what: 'stopping' });
      await stopJobs();
      await fastify.close();
      await hub.stop();
      await stopImports(ctx);
      if (overrides.store === undefined) await store.close();
    },
  };
}

async function openOwnStore(config: Config, log: Log): Promise<Store> {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  return openStore({
    databaseUrl: config.databaseUrl,
    report: (problem) => log.error({ err: problem }, 'the store reports a problem'),
    onMigrated: ({ applied, backup }) => log.info({ applied, backup }, 'the database was brought up to date'),
  });
}
