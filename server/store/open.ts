/** Opens whichever store the setting names, brought to the schema of this version. */
import { StoreFailure } from './failures.ts';
import type { Store } from './store.ts';

export interface OpenOptions {
  /** `sqlite:data/hoithi.db` or `postgres://user@host/name`. */
  readonly databaseUrl: string;
  /** Told what after-commit calls and idle connections throw. */
  readonly report?: (problem: unknown) => void;
  /** Told of a migration done at this start, with the copy made before it. */
  readonly onMigrated?: (migrated: { readonly applied: number; readonly backup: string }) => void;
  /** The disk failed: the process must stop. By default it does, by an uncaught exception. */
  readonly onFatal?: (failure: StoreFailure) => void;
}

/** Drivers are loaded only for the database in use: a SQLite installation never loads PostgreSQL's. */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { report, onFatal } = options;
  const given = { ...(report && { report }), ...(onFatal && { onFatal }) };
  const place = databasePlace(options.databaseUrl);
  if (place.kind === 'postgres') {
    const { openPostgres } = await import('./open-postgres.ts');
    const { migratePostgres } = await import('./open-postgres-migrate.ts');
    const migrated = await migratePostgres(place.url);
    if (migrated.applied > 0) options.onMigrated?.(migrated);
    return openPostgres({ url: place.url, ...given });
  }
  const { openSqlite } = await import('./open-sqlite.ts');
  const { migrateSqlite } = await import('./open-sqlite-migrate.ts');
  const migrated = migrateSqlite(place.file);
  if (migrated.applied > 0) options.onMigrated?.(migrated);
  return openSqlite({ file: place.file, ...given });
}

export type DatabasePlace =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/** Reads the setting; throws when it names neither kind, without repeating it (it may hold a password). */
export function databasePlace(databaseUrl: string): DatabasePlace {
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return { kind: 'postgres', url: databaseUrl };
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(databaseUrl)?.[1];
  if (file === undefined || file === ':memory:') {
    throw new StoreFailure('The database address begins with sqlite: and a file, or with postgres://');
  }
  return { kind: 'sqlite', file };
}
