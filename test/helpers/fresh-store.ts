/**
 * An empty store for one test: a migrated SQLite file is made once for each test process and
 * copied (milliseconds), because two connections to `:memory:` would be two databases.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite, type SqliteOptions } from '../../server/store/open-sqlite.ts';
import { migrateSqlite } from '../../server/store/open-sqlite-migrate.ts';
import type { Store } from '../../server/store/store.ts';

export interface FreshStore {
  readonly store: Store;
  readonly file: string;
  /** Closes the store and removes its file. */
  close(): Promise<void>;
}

let home = '';
let made = 0;

/** A path to a migrated, empty file of its own. Gone when the test process ends. */
export function freshFile(): string {
  if (home === '') {
    home = mkdtempSync(join(tmpdir(), 'hoithi-store-'));
    process.on('exit', () => rmSync(home, { recursive: true, force: true }));
    migrateSqlite(join(home, 'template.db'));
  }
  made += 1;
  const file = join(home, `store-${made}.db`);
  copyFileSync(join(home, 'template.db'), file);
  return file;
}

export async function freshStore(options: Omit<SqliteOptions, 'file'> = {}): Promise<FreshStore> {
  const file = freshFile();
  const store = await openSqlite({
    // Uncaught, so that vitest shows it; thrown here it would break the writer that asks.
    report: (problem) =>
      queueMicrotask(() => {
        throw problem;
      }),
    ...options,
    file,
  });
  return {
    store,
    file,
    async close() {
      await store.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    },
  };
}
