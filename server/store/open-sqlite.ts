/**
 * The store on one SQLite file: a writer that commits in groups and a read-only connection
 * beside it (WAL), so that nobody reads or writes inside somebody else's transaction.
 */
import { ForeignWait, StoreClosed, type StoreBroken } from './failures.ts';
import { TurnCounter } from './open-sqlite-body.ts';
import { connectSqlite, queriesOn, type SqliteFile } from './open-sqlite-connection.ts';
import { sqliteFailure } from './open-sqlite-failures.ts';
import { SqliteWriter } from './open-sqlite-writer.ts';
import type { ReadTx, Store, Tx, WakeTopic } from './store.ts';
import { Wakers } from './wakers.ts';

export interface SqliteOptions {
  /** Migrated already (`migrate.ts`); never `:memory:`, where two connections are two databases. */
  readonly file: string;
  /** Writes that may wait before more are refused with `StoreBusy`. */
  readonly queueMax?: number;
  /** How long writes wait for another process that is writing before they fail with `StoreBusy`. */
  readonly busyWaitMs?: number;
  /** Told what after-commit calls and listeners throw. */
  readonly report?: (problem: unknown) => void;
  /** The disk failed: the process must stop. By default it does, by an uncaught exception. */
  readonly onFatal?: (failure: StoreBroken) => void;
  /** Sees each connection as it is opened, and each statement; for tests. */
  readonly onConnect?: (connection: SqliteFile, role: 'writer' | 'reader') => void;
  readonly onStatement?: (sql: string) => void;
}

/** A whole hall answering at once waits well under a second in it. */
const queueMaxDefault = 50_000;
const busyWaitMsDefault = 5_000;

export function openSqlite(options: SqliteOptions): Promise<Store> {
  return Promise.resolve(new SqliteStore(options));
}

class SqliteStore implements Store {
  readonly #writer: SqliteWriter;
  readonly #reader: SqliteFile;
  readonly #queries: ReadTx;
  readonly #turns = new TurnCounter();
  readonly #wakers: Wakers;
  #closing: Promise<void> | null = null;

  constructor(options: SqliteOptions) {
    const report = options.report ?? console.error;
    this.#wakers = new Wakers(report);
    const connect = (role: 'writer' | 'reader') => {
      const connection = connectSqlite(options.file, {
        readonly: role === 'reader',
        // Only opening may block: the writer's queue waits for other processes without stopping the event loop.
        busyTimeoutMs: busyWaitMsDefault,
        ...(options.onStatement && { onStatement: options.onStatement }),
      });
      if (role === 'writer') connection.pragma('busy_timeout = 0');
      options.onConnect?.(connection, role);
      return connection;
    };
    this.#writer = new SqliteWriter({
      connect: () => connect('writer'),
      queueMax: options.queueMax ?? queueMaxDefault,
      busyWaitMs: options.busyWaitMs ?? busyWaitMsDefault,
      report,
      onWake: (topic) => this.#wakers.call(topic),
      onFatal: options.onFatal ?? stopProcess,
    });
    this.#reader = connect('reader');
    this.#queries = queriesOn(this.#reader);
  }

  /**
   * One state without a transaction: a body that awaits only the store ends within one turn of
   * the event loop, and the writer commits in a turn of its own. A transaction on the connection
   * that all reads share would instead hold an old state for as long as reads overlap.
   */
  async read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    if (this.#closing) throw new StoreClosed();
    const turn = this.#turns.now();
    let result: T;
    try {
      result = await work(this.#queries);
    } catch (error) {
      throw sqliteFailure(error);
    }
    if (this.#turns.now() !== turn) throw new ForeignWait('read');
    return result;
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#writer.write(work);
  }

  onWake(topic: WakeTopic, listener: () => void): () => void {
    return this.#wakers.add(topic, listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#writer.stop().then(() => {
      this.#reader.close();
      this.#writer.close();
    });
    return this.#closing;
  }
}

function stopProcess(failure: StoreBroken): void {
  setImmediate(() => {
    throw failure;
  });
}
