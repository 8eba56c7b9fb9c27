/**
 * Before the browser tests: a browser is there (installing one inside a test would run into its timeout) and
 * the web apps are built as they are in production. `npm test` has built them already and says so by HOITHI_BUILT.
 */
import { spawnSync } from 'node:child_process';
import { browserPath } from './browser.ts';

export default function setup(): void {
  browserPath();
  if (process.env['HOITHI_BUILT'] === '1') return;
  // vitest sets NODE_ENV=test, with which vite would leave out what only production has.
  const env = { ...process.env, NODE_ENV: 'production' };
  const build = spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { env, stdio: ['ignore', 2, 2] });
  if (build.status !== 0) throw new Error('vite build failed');
}
