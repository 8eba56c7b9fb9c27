/** Files on their way into a text: each is shown, described and uploaded, one after another. */
import { uploadMedia } from '../../api/banks.ts';
import { Deed } from '../deed.svelte.ts';

export class MediaAsk {
  readonly deed = new Deed();
  #bankId: string;
  /** null: one is to be chosen yet. */
  #files = $state.raw<readonly (Blob | null)[]>([]);
  #written: string[] = [];
  #resolve: (written: readonly string[]) => void = () => {};

  constructor(bankId: string) {
    this.#bankId = bankId;
  }

  get isOpen(): boolean {
    return this.#files.length > 0;
  }
  get file(): Blob | null {
    return this.#files[0] ?? null;
  }
  get left(): number {
    return this.#files.length;
  }

  /** Markdown for each file in their order, '' for those left out. null lets one be chosen. */
  ask(files: readonly (Blob | null)[]): Promise<readonly string[]> {
    this.skipAll();
    this.deed.clear();
    this.#written = [];
    this.#files = files;
    return new Promise((resolve) => (this.#resolve = resolve));
  }

  choose(file: Blob): void {
    this.deed.clear();
    this.#files = [file, ...this.#files.slice(1)];
  }

  async insert(alt: string): Promise<void> {
    const { file } = this;
    if (!file) return;
    const name = file instanceof File ? file.name : `anh.${file.type.split('/')[1] ?? 'png'}`;
    const done = await this.deed.run(() => uploadMedia(this.#bankId, file, name));
    if (done)
      this.#next(
        `![${alt
          .replace(/[[\]\\]/g, '\\$&')
          .replace(/\s+/g, ' ')
          .trim()}](media:${done.value.id})`,
      );
  }

  skip(): void {
    this.deed.clear();
    this.#next('');
  }

  skipAll(): void {
    while (this.isOpen) this.#next('');
  }

  #next(written: string): void {
    this.#written.push(written);
    this.#files = this.#files.slice(1);
    if (this.#files.length === 0) this.#resolve(this.#written);
  }
}
