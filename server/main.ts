/** The process: environment → config → app → port, and a stop that loses nothing. */
import { networkInterfaces } from 'node:os';
import { buildApp, type BuiltApp } from './app.ts';
import { ConfigProblem, readConfig, type Config } from './config.ts';
import { loadSamples } from './services/load-samples.ts';
import { makeSetupToken } from './services/setup-owner.ts';

/** Longer than the slowest request; after it the stop is by force. */
const stopMaxMs = 20_000;

/** Starts the server and prints its addresses; the promise ends when it listens. */
export async function main(environment: Record<string, string | undefined> = process.env): Promise<BuiltApp> {
  const config = readConfig(environment);
  const app = await buildApp(config);
  stopOnSignals(app);
  if (!config.startsEmpty) {
    const contests = await loadSamples(app.ctx);
    if (contests > 0) app.ctx.log.info({ contests }, 'sample contests were loaded');
  }
  await app.fastify.listen({ port: config.port, host: config.host });
  const address = app.fastify.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const setupToken = await makeSetupToken(app.ctx);
  print(addressesOf(config, port), setupToken);
  return app;
}

/** Where people reach it: the public origin, or every address of this machine. */
function addressesOf(config: Config, port: number): string[] {
  if (config.publicOrigin !== '') return [config.publicOrigin];
  if (config.host !== '0.0.0.0' && config.host !== '::') return [`http://${config.host}:${port}`];
  const own = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const reachable = own.filter(({ family, internal }) => family === 'IPv4' && !internal);
  return ['localhost', ...reachable.map(({ address }) => address)].map((host) => `http://${host}:${port}`);
}

/** To the terminal and not to the log: the setup address is a secret of whoever started the server. */
function print(addresses: readonly string[], setupToken: string | null): void {
  const lines = ['', 'Hội Thi đang chạy tại:', ...addresses.map((address) => `  ${address}`)];
  if (setupToken !== null) {
    // After the # it is never sent to a server, so no proxy keeps it in a log.
    lines.push('', 'Tạo tài khoản quản trị đầu tiên (dùng một lần):', `  ${addresses[0]}/studio/setup#${setupToken}`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

function stopOnSignals(app: BuiltApp): void {
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    app.ctx.log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), stopMaxMs).unref();
    app.close().then(
      () => process.exit(0),
      (problem: unknown) => {
        app.ctx.log.error({ err: problem }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** A setting that cannot be used is one line, not a stack. */
export function explain(problem: unknown): string {
  if (problem instanceof ConfigProblem) return `Cấu hình chưa đúng. ${problem.message}`;
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
}

if (import.meta.url === `file://${process.argv[1]}`) {
  main().catch((problem: unknown) => {
    process.stderr.write(`${explain(problem)}\n`);
    process.exit(1);
  });
}
