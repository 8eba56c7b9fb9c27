/**
 * How one instance hears that another has committed: LISTEN on a connection of its own, made
 * anew when it breaks. What was missed meanwhile is made up for by waking everybody.
 */
import pg from 'pg';
import type { WakeTopic } from './store.ts';

const channel = 'hoithi';
const reconnectPauseMs = 1_000;

/** Sent by PostgreSQL at the commit of the transaction that is open on `client`; never when it is undone. */
export async function notify(client: pg.ClientBase, topic: WakeTopic): Promise<void> {
  await client.query('select pg_notify($1, $2)', [channel, topic]);
}

export interface ListenerOptions {
  readonly url: string;
  /** A topic, or undefined after a time of deafness. */
  readonly onNotice: (topic?: string) => void;
  readonly report: (problem: unknown) => void;
}

export class PostgresListener {
  readonly #options: ListenerOptions;
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** Connects unless that has begun already. Returns before it is done: connecting ends with a wake for everybody. */
  start(): void {
    if (this.#client || this.#isClosed) return;
    const client = new pg.Client({ connectionString: this.#options.url, keepAlive: true });
    this.#client = client;
    client.on('notification', ({ payload }) => this.#options.onNotice(payload));
    client.on('error', this.#options.report);
    client.on('end', () => this.#retryLater(client));
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(() => this.#options.onNotice())
      .catch((problem: unknown) => {
        if (!this.#isClosed) this.#options.report(problem);
        this.#retryLater(client);
      });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#client?.end();
  }

  #retryLater(client: pg.Client): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = null;
    void client.end().catch(() => {});
    this.#retry = setTimeout(() => this.start(), reconnectPauseMs);
    this.#retry.unref();
  }
}
