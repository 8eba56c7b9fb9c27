/**
 * One file out of a TypeScript entry and everything of ours that it imports: a process that is started a hundred times
 * should not be translated a hundred times. Packages stay where they are.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Inside the folder of packages, because the bundle must find them. */
const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

const prefix = 'hoithi-bundle-';

/** Test processes are ended without a word, so each removes what the dead have left. */
function removeLeftovers(): void {
  for (const name of readdirSync(cache)) {
    const pid = Number(name.slice(prefix.length));
    if (name.startsWith(prefix) && !isAlive(pid)) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Path of the bundle; another run removes it once this process has ended. */
export async function bundle(entry: URL): Promise<string> {
  mkdirSync(cache, { recursive: true });
  removeLeftovers();
  const folder = join(cache, `${prefix}${process.pid}`);
  const file = fileURLToPath(entry);
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [{ name: 'own-place', transform: ownPlace }],
    build: { ssr: file, outDir: folder, emptyOutDir: false, minify: false, target: 'node20' },
  });
  return join(folder, basename(file).replace(/\.ts$/, '.js'));
}

/** Files are found beside the module that asks for them, so each module must go on naming its own place. */
function ownPlace(code: string, id: string): string | null {
  return code.includes('import.meta.url')
    ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
    : null;
}
