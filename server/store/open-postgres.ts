/**
 * The store on PostgreSQL, for installations that outgrow one process: a pool, one transaction
 * a write, advisory locks, and NOTIFY to wake other instances after a commit.
 */
import pg from 'pg';
import { StatementFailed, StoreBusy, StoreClosed } from './failures.ts';
import { PostgresConflict, postgresFailure } from './open-postgres-failures.ts';
import { notify, PostgresListener } from './open-postgres-listener.ts';
import { openSession, type Session } from './open-postgres-session.ts';
import type { ReadTx, Store, Tx, WakeTopic } from './store.ts';
import { Wakers } from './wakers.ts';

export interface PostgresOptions {
  /** Of a database that is migrated already. */
  readonly url: string;
  /** Connections of this instance; PostgreSQL's own limit is for all instances together. */
  readonly connectionsMax?: number;
  /** Writes and reads that may wait for a connection before more are refused with `StoreBusy`. */
  readonly queueMax?: number;
  /** Told what after-commit calls, listeners and idle connections throw. */
  readonly report?: (problem: unknown) => void;
}

const connectionsMaxDefault = 10;
const queueMaxDefault = 50_000;
const statementTimeoutMs = 5_000;
/** A body that awaits something else holds a connection and its locks: it is cut off. */
const idleInTransactionMs = 10_000;
/** Deadlocks end by running the body again: each time one of the two has gone through. */
const triesMax = 5;

export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const store = new PostgresStore(options);
  try {
    await store.read(() => Promise.resolve());
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

class PostgresStore implements Store {
  readonly #pool: pg.Pool;
  readonly #sessions = new WeakMap<pg.PoolClient, Session>();
  readonly #wakers: Wakers;
  readonly #listener: PostgresListener;
  readonly #queueMax: number;
  readonly #report: (problem: unknown) => void;
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  constructor(options: PostgresOptions) {
    this.#queueMax = options.queueMax ?? queueMaxDefault;
    this.#report = options.report ?? console.error;
    this.#wakers = new Wakers(this.#report);
    this.#pool = new pg.Pool({
      connectionString: options.url,
      max: options.connectionsMax ?? connectionsMaxDefault,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionMs,
    });
    this.#pool.on('error', this.#report);
    this.#listener = new PostgresListener({
      url: options.url,
      onNotice: (topic) => this.#wakers.call(topic),
      report: this.#report,
    });
  }

  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#admit(() =>
      this.#transaction('begin isolation level repeatable read, read only', ({ queries }) => work(queries)),
    );
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#admit(() => this.#write(work));
  }

  #admit<T>(run: () => Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new StoreClosed());
    if (this.#underWay.size >= this.#queueMax) {
      return Promise.reject(new StoreBusy(`${this.#queueMax} pieces of work are waiting`));
    }
    const running = run().finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
    return running;
  }

  async #write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tryNumber = 1; ; tryNumber += 1) {
      let calls: (() => void)[] = [];
      try {
        const result = await this.#transaction('begin', async (session) => {
          const tx = new PostgresTx(session);
          const value = await work(tx);
          for (const topic of tx.topics) await notify(session.client, topic);
          calls = tx.calls;
          return value;
        });
        for (const call of calls) this.#tell(call);
        return result;
      } catch (error) {
        if (!(error instanceof PostgresConflict) || tryNumber >= triesMax) throw error;
      }
    }
  }

  onWake(topic: WakeTopic, listener: () => void): () => void {
    this.#listener.start();
    return this.#wakers.add(topic, listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // The pool forgets whoever waits for a connection when it is ended.
    await Promise.allSettled(this.#underWay);
    await Promise.all([this.#pool.end(), this.#listener.close()]);
  }

  async #transaction<T>(begin: string, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.#take();
    let canRollBack = true;
    try {
      await session.client.query(begin);
      const result = await work(session);
      const { command } = await session.client.query('commit');
      // After a failure that the body caught, PostgreSQL answers a commit with a rollback and no error.
      if (command !== 'COMMIT') throw new StatementFailed('25P02', 'A body caught a failure and went on');
      return result;
    } catch (error) {
      await session.client.query('rollback').catch(() => (canRollBack = false));
      throw session.isLost() ? new StoreBusy('The connection to the database broke') : postgresFailure(error);
    } finally {
      // One that cannot even roll back is not given to the next body.
      session.client.release(!canRollBack || session.isLost());
    }
  }

  async #take(): Promise<Session> {
    let client: pg.PoolClient | null = null;
    try {
      client = await this.#pool.connect();
      const known = this.#sessions.get(client);
      if (known) return known;
      const session = await openSession(client);
      this.#sessions.set(client, session);
      return session;
    } catch (error) {
      client?.release(true);
      throw postgresFailure(error);
    }
  }

  #tell(call: () => void): void {
    try {
      call();
    } catch (problem) {
      this.#report(problem);
    }
  }
}

class PostgresTx implements Tx {
  readonly calls: (() => void)[] = [];
  readonly topics = new Set<WakeTopic>();
  readonly db: Tx['db'];
  readonly tables: Tx['tables'];
  readonly prepared: Tx['prepared'];
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.db = session.queries.db;
    this.tables = session.queries.tables;
    this.prepared = session.queries.prepared;
  }

  // Fields, not methods: bodies may take them apart, `({ db, afterCommit }) => …`.
  readonly lock = (...key: string[]): Promise<void> => this.#session.lock(key, 'once');

  readonly share = (...key: string[]): Promise<void> => this.#session.lock(key, 'shared');

  readonly afterCommit = (call: () => void): void => void this.calls.push(call);

  readonly wake = (topic: WakeTopic): void => void this.topics.add(topic);
}
