/**
 * `npm test`: everything that must hold, one step after the other, all of them even when one fails.
 * The last line is `N passed, N failed`: every test, plus one for each check that is a single command.
 *
 * Checks run two at a time (two cores are common) and speak when they are done; tests run alone and speak at once.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Count, countReport } from './vitest-count.ts';

interface Outcome extends Count {
  readonly title: string;
  readonly seconds: number;
}

interface Ended {
  readonly code: number;
  readonly output: string;
}

const CHECKS: ReadonlyArray<readonly [title: string, ...command: string[]]> = [
  ['types (tsc)', 'npx', 'tsc', '--noEmit'],
  ['lint (eslint)', 'npx', 'eslint', '.', '--max-warnings', '0'],
  ['components (svelte-check)', 'npx', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  ['svelte-check can fail', 'node', '--import', 'tsx', 'test/helpers/svelte-canary.ts'],
  ['format (prettier)', 'npx', 'prettier', '--check', '.'],
  ['unused code (knip)', 'npx', 'knip', '--no-config-hints'],
  ['question banks', 'npm', 'run', '--silent', 'check:questions'],
];

const BUILD = ['web build (vite)', 'npx', 'vite', 'build', '--logLevel', 'warn'] as const;

const SUITES: ReadonlyArray<{ title: string; projects: string[]; needsBuild: boolean }> = [
  { title: 'tests: rules to sockets, both databases', projects: ['node', 'web'], needsBuild: false },
  { title: 'tests: kills, and in a browser', projects: ['faults', 'browser'], needsBuild: true },
];

// A caller's NODE_ENV would leak: `test` changes what vite builds, `production` how servers under test behave.
const { NODE_ENV: _inherited, ...environment } = process.env;

// One place for what tests leave behind (a killed worker tidies nothing). Open to all, since PostgreSQL's files in it
// belong to another user when we are root.
const scratch = mkdtempSync(join(tmpdir(), 'hoithi-test-'));
chmodSync(scratch, 0o755);
environment['TMPDIR'] = scratch;
const outcomes: Outcome[] = [];
try {
  outcomes.push(...(await runChecks()));
  const build = await runCommand(BUILD, { NODE_ENV: 'production' });
  outcomes.push(build);
  for (const suite of SUITES) outcomes.push(await runSuite(suite, build.failed === 0));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
summarise(outcomes);

async function runChecks(): Promise<Outcome[]> {
  const waiting = [...CHECKS.entries()];
  const done: Outcome[] = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, check] = next;
      done[index] = await runCommand(check, {});
    }
  };
  await Promise.all([lane(), lane()]);
  return done;
}

async function runCommand(
  [title, ...command]: readonly [title: string, ...command: string[]],
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const started = performance.now();
  const { code, output } = await run(command, env, 'quiet');
  const outcome = { title, seconds: secondsSince(started), passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  heading(`${title}: ${code === 0 ? 'ok' : 'FAILED'} (${outcome.seconds} s)`);
  if (code !== 0) print(output);
  return { ...outcome, remarks: [] };
}

async function runSuite({ title, projects, needsBuild }: (typeof SUITES)[number], built: boolean): Promise<Outcome> {
  heading(title);
  if (needsBuild && !built) return { title, seconds: 0, passed: 0, failed: 1, remarks: ['not run: the build failed'] };
  const started = performance.now();
  const report = join(scratch, `${projects.join('-')}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(['npx', 'vitest', 'run', ...chosen, ...reporters], { HOITHI_BUILT: '1' }, 'aloud');
  return { title, seconds: secondsSince(started), ...countReport(report, code) };
}

function run(command: readonly string[], env: NodeJS.ProcessEnv, voice: 'quiet' | 'aloud'): Promise<Ended> {
  const [program = '', ...words] = command;
  const speak = voice === 'aloud' ? 'inherit' : 'pipe';
  return new Promise((resolve) => {
    const child = spawn(program, words, { env: { ...environment, ...env }, stdio: ['ignore', speak, speak] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (failure) => resolve({ code: 1, output: `${output}${failure.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function summarise(all: readonly Outcome[]): void {
  const passed = all.reduce((sum, of) => sum + of.passed, 0);
  const failed = all.reduce((sum, of) => sum + of.failed, 0);
  heading('summary');
  for (const of of all) {
    const mark = of.failed === 0 ? 'ok    ' : 'FAILED';
    print(`${mark} ${of.title}: ${of.passed} passed, ${of.failed} failed (${of.seconds} s)`);
    for (const remark of of.remarks) print(`       ${remark}`);
  }
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  print(`\n${passed} passed, ${failed} failed`);
}

function heading(text: string): void {
  print(`\n=== ${text}`);
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}
