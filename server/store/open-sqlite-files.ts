/** Copies of a SQLite file that are on disk when the call returns, readable by their owner only. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqliteFile } from './open-sqlite-connection.ts';

/**
 * A compact copy of one state of the database, taken beside a running server without holding its
 * writer (`backup()` would begin anew at each write). Throws when `target` exists; leaves nothing half made.
 */
export function copyInto(connection: SqliteFile, target: string): void {
  // VACUUM INTO takes an empty file; making it here settles its rights and that nothing is overwritten.
  closeSync(openSync(target, 'wx', 0o600));
  try {
    connection.prepare('VACUUM INTO ?').run(target);
    syncFile(target);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}

/** Returns after the file and its name in the folder are on disk. */
export function syncFile(file: string): void {
  for (const path of [file, dirname(file)]) {
    const handle = openSync(path, 'r');
    fsyncSync(handle);
    closeSync(handle);
  }
}

/** `base`, or `base-2`, `base-3` … when taken. */
export function freeName(base: string): string {
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? base : `${base}-${copy}`;
    if (!existsSync(name)) return name;
  }
}
