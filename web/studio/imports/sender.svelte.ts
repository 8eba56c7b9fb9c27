/** One file on its way to the server: how far it is, stopped on wish. */
import type { TableChoice } from '../../../server/wire/http/bank-tables.ts';
import { sendImport } from '../../api/bank-imports.ts';
import type { Failed } from '../../api/http.ts';
import { staff } from '../staff.svelte.ts';
import { holdFile } from './held-files.ts';

export class Sender {
  #sending = $state.raw<{ readonly name: string; readonly share: number } | null>(null);
  #failure = $state.raw<Failed | null>(null);
  #giveUp = new AbortController();

  get sending() {
    return this.#sending;
  }
  get failure(): Failed | null {
    return this.#failure;
  }

  /** The id of the import that has begun; null when it was refused or stopped. */
  async send(bankId: string, file: File, table: TableChoice | null = null): Promise<string | null> {
    this.#giveUp = new AbortController();
    const giveUp = this.#giveUp;
    [this.#failure, this.#sending] = [null, { name: file.name, share: 0 }];
    const onShare = (share: number): void => {
      this.#sending = { name: file.name, share };
    };
    const reply = await sendImport(bankId, file, table, { onShare, giveUp });
    this.#sending = null;
    if (giveUp.signal.aborted) return null;
    if (reply.ok) {
      holdFile(reply.value.batch.id, file);
      return reply.value.batch.id;
    }
    this.#failure = reply;
    if (reply.code === 'not-signed-in') staff.lost();
    return null;
  }

  cancel(): void {
    this.#giveUp.abort();
  }
}
