/**
 * What the body of one write holds on SQLite, and the guard over bodies that await something
 * other than the store. The queue and the transaction are in `open-sqlite-writer.ts`.
 */
import { ForeignWait } from './failures.ts';
import type { Db, ReadTx, Tx, WakeTopic } from './store.ts';
import type { Tables } from './schema.ts';

// Taken before any test replaces the global timers.
const nextTurn = setImmediate;
const cancelTurn = clearImmediate;

/** Dead after its body, so that a kept reference cannot write into a neighbour's transaction. */
export class BodyTx implements Tx {
  readonly calls: (() => void)[] = [];
  readonly topics = new Set<WakeTopic>();
  readonly tables: Tables;
  readonly #queries: ReadTx;
  #hasEnded = false;

  constructor(queries: ReadTx) {
    this.#queries = queries;
    this.tables = queries.tables;
  }

  get db(): Db {
    return this.#open().db;
  }

  // Fields, not methods: bodies may take them apart, `({ db, afterCommit }) => …`.
  readonly prepared: ReadTx['prepared'] = (name, build) => this.#open().prepared(name, build);

  /** The queue runs one body at a time: whoever has the turn holds every lock. */
  readonly lock = (): Promise<void> => Promise.resolve();
  readonly share = this.lock;

  readonly afterCommit = (call: () => void): void => void this.calls.push(call);

  readonly wake = (topic: WakeTopic): void => void this.topics.add(topic);

  end(): void {
    this.#hasEnded = true;
  }

  #open(): ReadTx {
    if (this.#hasEnded) throw new ForeignWait('write');
    return this.#queries;
  }
}

/**
 * Statements on SQLite are synchronous, so bodies that await only the store run to their end
 * within one turn of the event loop. The guard rejects the body still open when the next comes.
 */
export class TurnGuard {
  hasFired = false;
  #strayed: (failure: ForeignWait) => void = () => {};
  readonly #timer = nextTurn(() => {
    this.hasFired = true;
    this.#strayed(new ForeignWait('write'));
  });

  watch<T>(body: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#strayed = reject;
      body.then(resolve, reject);
    });
  }

  end(): void {
    cancelTurn(this.#timer);
  }
}

/** Counts turns of the event loop in which it was asked, so that a read can tell that it outlived its own. */
export class TurnCounter {
  #turn = 0;
  #endsSoon = false;

  now(): number {
    if (!this.#endsSoon) {
      this.#endsSoon = true;
      nextTurn(() => {
        this.#endsSoon = false;
        this.#turn += 1;
      });
    }
    return this.#turn;
  }
}
