/** Files on their way to the server: how far they are, stopped on wish. */
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
  async send(bankId: string, files: readonly File[], table: TableChoice | null = null): Promise<string | null> {
    this.#giveUp = new AbortController();
    const giveUp = this.#giveUp;
    const name = files.map((file) => file.name).join(', ');
    [this.#failure, this.#sending] = [null, { name, share: 0 }];
    const onShare = (share: number): void => {
      this.#sending = { name, share };
    };
    const reply = await sendImport(bankId, files, table, { onShare, giveUp });
    this.#sending = null;
    if (giveUp.signal.aborted) return null;
    if (reply.ok) {
      const [file] = files;
      // Columns are chosen for a table alone.
      if (file && files.length === 1) holdFile(reply.value.batch.id, file);
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
