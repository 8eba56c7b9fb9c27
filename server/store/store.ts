/**
 * The store as everything above it sees it: read, write, close. What a `Tx` lacks is
 * deliberate: no transaction(), no dialect-only method, no way to tell which database it is.
 */
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Tables } from './schema.ts';

/** The part of drizzle that both dialects share. */
export type Db = Pick<
  BaseSQLiteDatabase<'async', unknown>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$with' | 'with'
>;

export interface Preparable<Row> {
  /** Runs with the values of its placeholders. */
  execute(values: Record<string, unknown>): Promise<Row>;
}

export interface ReadTx {
  readonly db: Db;
  readonly tables: Tables;
  /**
   * A statement built once for each connection and kept by `name` (46 µs of building saved on
   * each call, measured). `build` returns drizzle's query before `.prepare()`.
   */
  prepared<Row>(name: string, build: (db: Db, tables: Tables) => PromiseLike<Row>): Preparable<Row>;
}

export interface Tx extends ReadTx {
  /** Nobody else is past the same key until this write has ended. Take it before reading what is written. */
  lock(...key: string[]): Promise<void>;
  /** Nobody is past `lock` of the same key until this write has ended; any number may share it. Never locked as well by the same write. */
  share(...key: string[]): Promise<void>;
  /** Runs after the durable commit, in order of asking; never when the write fails. Throws are logged. */
  afterCommit(call: () => void): void;
  /** After the commit, every instance's listeners of `topic` are called, once for many askings together. */
  wake(topic: WakeTopic): void;
}

/** What other instances may sleep on: `standings` says that `standing_change` has grown. */
export type WakeTopic = 'standings';

export interface Store {
  /** Sees one consistent state of committed data. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  /**
   * One transaction; resolves after the commit is on disk. A throw undoes this work alone.
   * The body awaits nothing but the store: anything else would hold the only writer, and is
   * undone with `ForeignWait`. A body may be run again (a deadlock on PostgreSQL), so it changes
   * nothing outside the store but through `afterCommit`. Failures have the names of `failures.ts`.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` after commits that asked for `topic`, of any instance; returns how to stop.
   * A call may be spurious, and stands for any number of commits: read what is new from the store.
   */
  onWake(topic: WakeTopic, listener: () => void): () => void;
  /** Refuses new work, finishes what is queued, lets the database go. */
  close(): Promise<void>;
}
