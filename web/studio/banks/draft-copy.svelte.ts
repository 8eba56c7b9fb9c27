/**
 * What somebody writes, kept in this browser from the first key until the server has it: a closed tab, a dead network and
 * a session that ran out lose nothing. One copy a question and person; of questions without a code yet, one an editor.
 */
import type { Question } from '../../../server/rules/question.ts';
import { keep, kept } from '../../api/kept.ts';
import { randomKey } from '../../api/random-key.ts';
import { serverClock } from '../../live/server-clock.svelte.ts';
import { staff } from '../staff.svelte.ts';
import { draftName, newDrafts, readDraftCopy, type DraftText } from './draft-copies.ts';

export class DraftCopy {
  #bankId: string;
  /** The question's code, or a key of its own while there is none. */
  #key: string;
  #wentOut = false;
  #found = $state.raw<DraftText | null>(null);

  constructor(bankId: string, code: string) {
    this.#bankId = bankId;
    this.#key = code || (newDrafts(staff.user?.id ?? '', bankId)[0] ?? `new:${randomKey()}`);
  }

  /** The question's code, or what stands for it in this browser until it has one. */
  get key(): string {
    return this.#key;
  }
  /** What an earlier visit left and is on the screen again; null when there is nothing to say of it. */
  get found(): DraftText | null {
    return this.#found;
  }

  /** A new question is sent. True when it may have been sent before and the reply was lost: then the server has an older text of it. */
  goesOut(): boolean {
    const mayBeThere = this.#wentOut || this.#found !== null;
    this.#wentOut = true;
    return mayBeThere;
  }

  /** What an earlier visit left, unless it is what the server has. From then on `found` tells of it. */
  find(saved: Question): DraftText | null {
    const copy = readDraftCopy(kept(this.#name));
    this.#found = copy && textOf(copy.content) !== textOf(saved) ? copy : null;
    if (copy && !this.#found) this.drop();
    return this.#found;
  }

  /** `revision` is that of the text it was written over; 0 for a new question. */
  put(content: Question, revision: number): void {
    keep(this.#name, JSON.stringify({ content, revision, at: serverClock.read() } satisfies DraftText));
  }

  /** The server has it. `code` is what it is called from now on. */
  drop(code = ''): void {
    keep(this.#name, null);
    if (code !== '') this.#key = code;
  }

  /** The word about what was found has been read, or its text given up. */
  dismiss(): void {
    this.#found = null;
  }

  get #name(): string {
    return draftName(staff.user?.id ?? '', this.#bankId, this.#key);
  }
}

/** The server gives a new question its code. */
const textOf = (content: Question): string => JSON.stringify({ ...content, id: '' });
