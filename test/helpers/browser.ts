/**
 * Finds (or, on a fresh machine, installs) a Chromium for the browser tests and launches it.
 * Tests in a browser are never skipped: where none can be had, this throws with one line that says what to do.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const MISSING =
  'Không có trình duyệt cho kiểm thử: cài Chromium (`apt-get install chromium` hoặc `npx playwright install ' +
  'chromium-headless-shell`) hay đặt CHROME_PATH. / No browser for the tests: install Chromium as above or set CHROME_PATH.';

/** The path of a Chromium, installing one when there is none (may take minutes, needs the network). */
export function browserPath(): string {
  const found = findBrowser() ?? installed(installByPlaywright) ?? installed(installByApt);
  if (!found) throw new Error(MISSING);
  return found;
}

/** A headless browser; as root Playwright switches the sandbox off by itself. */
export function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), ...options });
}

function findBrowser(): string | undefined {
  const wanted = process.env['CHROME_PATH'];
  // A wrong CHROME_PATH is a mistake to be told, not a wish to be overruled.
  if (wanted && !existsSync(wanted)) throw new Error(`CHROME_PATH: ${wanted} does not exist. ${MISSING}`);
  return wanted || USUAL.find((path) => existsSync(path)) || inPlaywrightCache();
}

function inPlaywrightCache(): string | undefined {
  const usual = process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright';
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] || join(homedir(), usual);
  if (!existsSync(cache)) return undefined;
  const names = ['chrome-headless-shell', 'headless_shell', 'chrome', 'Chromium', 'Google Chrome for Testing'];
  const newestFirst = readdirSync(cache).filter((folder) => folder.startsWith('chromium'));
  for (const folder of newestFirst.sort().reverse()) {
    const entries = readdirSync(join(cache, folder), { recursive: true, withFileTypes: true });
    const program = entries.find((entry) => entry.isFile() && names.includes(entry.name));
    if (program) return join(program.parentPath, program.name);
  }
  return undefined;
}

function installed(install: () => void): string | undefined {
  install();
  return findBrowser();
}

function installByPlaywright(): void {
  say('npx playwright install chromium-headless-shell');
  run('npx', ['playwright', 'install', 'chromium-headless-shell']);
}

function installByApt(): void {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && run('sudo', ['-n', 'true']).status !== 0) return;
  const apt = (...words: string[]) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words];
    const [program = '', ...rest] = isRoot ? command : ['sudo', '-n', ...command];
    return run(program, rest).status === 0;
  };
  const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
  say('apt-get install -y --no-install-recommends chromium');
  if (!install() && apt('update')) install();
}

function say(command: string): void {
  process.stderr.write(`Đang cài trình duyệt cho kiểm thử / installing a browser for the tests: ${command}\n`);
}

function run(program: string, words: string[]): SpawnSyncReturns<Buffer> {
  // What installers print goes to stderr, so that a report on stdout keeps its last line.
  return spawnSync(program, words, { stdio: ['ignore', 2, 2], timeout: 10 * 60_000 });
}
