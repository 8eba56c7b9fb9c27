/** What a command of the terminal works with: the same store and services as the server, and words on the screen. */
import { mkdirSync } from 'node:fs';
import { masterKeyOf } from '../auth/keys-file.ts';
import { systemClock } from '../clock.ts';
import { readConfig, wrongKey, type Config } from '../config.ts';
import { isKeyOfStore } from '../services/check-key.ts';
import { makeContext } from '../services/make-context.ts';
import type { Ctx, Log } from '../services/context.ts';
import { openStore } from '../store/open.ts';

/** Said to the person at the terminal without a stack: something they can put right. */
export class CommandProblem extends Error {}

/** Only what went wrong: a command's own words are its log. */
const terminalLog: Log = {
  debug: () => {},
  info: () => {},
  warn: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};

/** Opens the installation that the environment names, does the work, closes it whatever happens. */
export async function withContext<T>(work: (ctx: Ctx, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    report: (problem) => process.stderr.write(`${String(problem)}\n`),
  });
  try {
    const masterKey = config.masterKey || masterKeyOf(config.dataFolder);
    const ctx = makeContext({ store, clock: systemClock, masterKey, log: terminalLog });
    if (!(await isKeyOfStore(ctx))) throw wrongKey();
    return await work(ctx, config);
  } finally {
    await store.close();
  }
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
