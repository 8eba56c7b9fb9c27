/**
 * SQLite's only writer: the queue and the group commit. What one turn of the event loop has
 * gathered is written together: BEGIN IMMEDIATE, each body in its own savepoint, one COMMIT
 * (one fsync), then the after-commit calls, then the replies. Measured 5–7 times one commit each.
 */
import { queriesOn, type SqliteFile } from './open-sqlite-connection.ts';
import { sqliteFailure } from './open-sqlite-failures.ts';
import { StoreBroken, StoreBusy, StoreClosed } from './failures.ts';
import { BodyTx, TurnGuard } from './open-sqlite-body.ts';
import type { Tx, WakeTopic } from './store.ts';

// Taken before any test replaces the global timers.
const nextTurn = setImmediate;
const after = setTimeout;

/** Bounds the time that one group may hold the event loop: about 25 ms of plain appends, measured. */
const bodiesPerGroupMax = 1_000;
/** Pause before asking again for a file that another process is writing. */
const busyPauseMs = 10;

export interface WriterOptions {
  /** Opens the writing connection; called again after a body went astray. */
  readonly connect: () => SqliteFile;
  readonly queueMax: number;
  /** How long writes wait for another process that is writing, without blocking this one. */
  readonly busyWaitMs: number;
  readonly report: (problem: unknown) => void;
  readonly onWake: (topic: WakeTopic) => void;
  readonly onFatal: (failure: StoreBroken) => void;
}

interface Job {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: unknown) => void;
}

/** A body that has run in the open group; told only when the group has ended, because a failure may rest on a neighbour's row. */
interface Done {
  readonly job: Job;
  readonly tx: BodyTx;
  readonly outcome: { readonly value: unknown } | { readonly failure: unknown };
}

export class SqliteWriter {
  readonly #options: WriterOptions;
  #queue: Job[] = [];
  #connection: Connection;
  #isScheduled = false;
  #busyTriesLeft: number;
  #stopped: Error | null = null;
  #whenIdle: (() => void) | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#connection = openConnection(options.connect());
    this.#busyTriesLeft = this.#busyTriesMax;
  }

  get #busyTriesMax(): number {
    return Math.ceil(this.#options.busyWaitMs / busyPauseMs);
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#stopped) return Promise.reject(this.#stopped);
    if (this.#queue.length >= this.#options.queueMax) {
      return Promise.reject(new StoreBusy(`${this.#options.queueMax} writes are waiting`));
    }
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  /** Finishes what is queued and refuses the rest. */
  async stop(): Promise<void> {
    this.#stopped ??= new StoreClosed();
    if (this.#isScheduled) await new Promise<void>((resolve) => (this.#whenIdle = resolve));
  }

  /** After `stop`, and as the last connection of the process: only it can fold the write-ahead log into the file. */
  close(): void {
    this.#connection.file.close();
  }

  #schedule(pauseMs = 0): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const run = () =>
      void this.#runGroup()
        .catch((error: unknown) => this.#stopIfBroken(new StoreBroken(String(error))))
        .finally(() => this.#afterGroup());
    if (pauseMs > 0) after(run, pauseMs);
    else nextTurn(run);
  }

  #afterGroup(): void {
    this.#isScheduled = false;
    if (this.#stopped instanceof StoreBroken) for (const job of this.#queue.splice(0)) job.reject(this.#stopped);
    if (this.#queue.length > 0) this.#schedule(this.#busyTriesLeft < this.#busyTriesMax ? busyPauseMs : 0);
    else this.#whenIdle?.();
  }

  async #runGroup(): Promise<void> {
    if (!this.#begin()) return;
    const group = this.#queue.splice(0, bodiesPerGroupMax);
    const guard = new TurnGuard();
    const done: Done[] = [];
    for (const job of group) {
      done.push(await this.#runBody(job, guard));
      if (guard.hasFired || this.#isLost) break;
    }
    guard.end();
    this.#queue.unshift(...group.slice(done.length));
    if (this.#isLost) this.#abandon(done, this.#stopped ?? new StoreBusy('The database undid the transaction'));
    else this.#commit(done);
    // The stray body still holds the connection and would write into somebody else's
    // transaction when it wakes; on a closed one it only fails.
    if (guard.hasFired) this.#replaceConnection();
  }

  /** The database undid the whole transaction by itself, or can no longer be trusted to end it. */
  get #isLost(): boolean {
    return this.#stopped instanceof StoreBroken || !this.#connection.file.inTransaction;
  }

  /** False when another process holds the file: the queue stays as it is. */
  #begin(): boolean {
    try {
      this.#connection.begin.run();
      this.#busyTriesLeft = this.#busyTriesMax;
      return true;
    } catch (error) {
      const failure = sqliteFailure(error);
      if (failure instanceof StoreBusy && this.#busyTriesLeft-- > 0) return false;
      this.#busyTriesLeft = this.#busyTriesMax;
      for (const job of this.#queue.splice(0)) job.reject(failure);
      this.#stopIfBroken(failure);
      return false;
    }
  }

  async #runBody(job: Job, guard: TurnGuard): Promise<Done> {
    const { file, savepoint, release, undo, queries } = this.#connection;
    const tx = new BodyTx(queries);
    try {
      savepoint.run();
      const value = await guard.watch(job.work(tx));
      release.run();
      return { job, tx, outcome: { value } };
    } catch (error) {
      if (file.inTransaction) {
        undo.run();
        release.run();
      }
      const failure = sqliteFailure(error);
      this.#stopIfBroken(failure);
      return { job, tx, outcome: { failure } };
    } finally {
      tx.end();
    }
  }

  #commit(done: readonly Done[]): void {
    try {
      this.#connection.commit.run();
    } catch (error) {
      const failure = sqliteFailure(error);
      this.#stopIfBroken(failure);
      this.#abandon(done, failure);
      return;
    }
    const topics = new Set<WakeTopic>();
    for (const { tx, outcome } of done) {
      if ('failure' in outcome) continue;
      for (const call of tx.calls) this.#tell(call);
      for (const topic of tx.topics) topics.add(topic);
    }
    for (const topic of topics) this.#tell(() => this.#options.onWake(topic));
    for (const { job, outcome } of done) {
      if ('failure' in outcome) job.reject(outcome.failure);
      else job.resolve(outcome.value);
    }
  }

  /** Nothing of the group is kept: those that had failed by themselves say why, the others `reason`. */
  #abandon(done: readonly Done[], reason: unknown): void {
    if (this.#connection.file.inTransaction) this.#connection.rollback.run();
    for (const { job, outcome } of done) job.reject('failure' in outcome ? outcome.failure : reason);
  }

  #tell(call: () => void): void {
    try {
      call();
    } catch (problem) {
      this.#options.report(problem);
    }
  }

  #replaceConnection(): void {
    this.#connection.file.close();
    this.#connection = openConnection(this.#options.connect());
  }

  #stopIfBroken(failure: unknown): void {
    if (!(failure instanceof StoreBroken) || this.#stopped instanceof StoreBroken) return;
    this.#stopped = failure;
    this.#options.onFatal(failure);
  }
}

type Connection = ReturnType<typeof openConnection>;

function openConnection(file: SqliteFile) {
  return {
    file,
    queries: queriesOn(file),
    begin: file.prepare('BEGIN IMMEDIATE'),
    commit: file.prepare('COMMIT'),
    rollback: file.prepare('ROLLBACK'),
    savepoint: file.prepare('SAVEPOINT body'),
    release: file.prepare('RELEASE body'),
    undo: file.prepare('ROLLBACK TO body'),
  };
}
