/** Before `npm start`: builds the pages when they are missing, or older than what they are made from. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = `${root}dist/web/index.html`;
const sources = ['web', 'server/wire', 'server/rules', 'vite.config.ts', 'package.json'];

/** 0 for a file that is not there. */
function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestOf(source: string): number {
  const names = statSync(source).isDirectory() ? readdirSync(source, { recursive: true, encoding: 'utf8' }) : [];
  return Math.max(changedAt(source), ...names.map((name) => changedAt(`${source}/${name}`)));
}

const builtAt = changedAt(built);
if (builtAt === 0 || sources.some((source) => newestOf(root + source) > builtAt)) {
  process.stdout.write('Đang dựng các trang (lần đầu mất ít phút)…\n');
  const vite = spawnSync(process.execPath, [`${root}node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (vite.status !== 0) process.exit(vite.status ?? 1);
}
