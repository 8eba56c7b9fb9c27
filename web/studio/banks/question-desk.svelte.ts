/**
 * One question as its editor holds it: every keystroke in the history, kept by the server soon after, with the truth told
 * about it; what the server says of the text (hints, faults, how the phone shows it) as fresh as it can be had.
 */
import type { Question, QuestionKind } from '../../../server/rules/question.ts';
import type { QuestionHint, QuestionLook, QuestionView, SavedDraft } from '../../../server/wire/http/banks.ts';
import { makeQuestion, readQuestion, saveDraft } from '../../api/banks.ts';
import { isPassing, type Failed, type Reply } from '../../api/http.ts';
import { staff } from '../staff.svelte.ts';
import { Conflict } from './conflict.svelte.ts';
import { emptyShelf, isWorthKeeping, switchKind, type Shelf } from './content.ts';
import { DraftCopy } from './draft-copy.svelte.ts';
import { History } from './history.svelte.ts';
import { Look } from './look.svelte.ts';
import { QuestionDeeds } from './question-deeds.ts';
import { saveStateOf, type SaveState } from './save-state.ts';

const saveAfterMs = 1_000;
const tryAgainAfterMs = 5_000;

export class QuestionDesk {
  readonly bankId: string;
  readonly deeds = new QuestionDeeds(this);
  /** What is written, in this browser too until the server has it. */
  readonly copy: DraftCopy;
  readonly history: History<Question>;
  readonly look: Look;
  conflict = $state.raw<Conflict | null>(null);
  /** What is not written yet is told, too: somebody has tried to send it, or comes back to it. */
  showsGaps = $state(false);
  shelf = $state.raw<Shelf>(emptyShelf);
  #view = $state.raw<QuestionView | null>(null);
  #failure = $state.raw<Failed | null>(null);
  #saveFailure = $state.raw<Failed | null>(null);
  #savedAt = $state(0);
  #isSaving = $state(false);
  #saved: Question = $state.raw() as Question;
  #revision = 0;
  #running: Promise<void> | null = null;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #code = $state('');

  /** `blank` is what a new question begins as; `code` '' for a new one. */
  constructor(bankId: string, code: string, blank: Question) {
    this.bankId = bankId;
    this.look = new Look(bankId);
    this.showsGaps = code !== '';
    this.#code = code;
    this.#saved = blank;
    this.history = new History(blank);
    this.copy = new DraftCopy(bankId, code);
    if (code === '') this.#askLook();
    if (code === '') this.#findCopy();
    else void this.load();
  }

  /** '' until the server has given one. */
  get code(): string {
    return this.#code;
  }
  get content(): Question {
    return this.history.now;
  }
  get view(): QuestionView | null {
    return this.#view;
  }
  get failure(): Failed | null {
    return this.#view ? null : this.#failure;
  }
  get shown(): QuestionLook['shown'] | null {
    return this.look.value?.shown ?? this.#view?.shown ?? null;
  }
  get faults(): QuestionLook['faults'] {
    return this.look.value?.faults ?? this.#view?.faults ?? [];
  }
  get hints(): readonly QuestionHint[] {
    return this.look.hints(this.#view?.hints);
  }
  get mayWrite(): boolean {
    return this.#code === '' || (this.#view?.may.includes('save') ?? false);
  }
  get saveFailure(): Failed | null {
    return this.#saveFailure;
  }
  get savedAt(): number {
    return this.#savedAt;
  }
  get isDirty(): boolean {
    return this.content !== this.#saved;
  }
  get isBlank(): boolean {
    return this.#code === '' && !isWorthKeeping(this.content);
  }
  get revision(): number {
    return this.#revision;
  }
  get saveState(): SaveState {
    const { isDirty, isBlank } = this;
    const hasConflict = this.conflict !== null;
    return saveStateOf({ hasConflict, isSaving: this.#isSaving, failure: this.#saveFailure, isDirty, isBlank });
  }

  async load(): Promise<void> {
    const reply = await readQuestion(this.bankId, this.#code);
    this.#failure = reply.ok ? null : reply;
    if (!reply.ok) return this.#heed(reply);
    this.take(reply.value);
    if (this.isDirty) return;
    this.#saved = reply.value.content;
    this.history.begin(reply.value.content);
    this.#findCopy();
  }

  /** Something was typed; `where` names the field. */
  write(content: Question, where = ''): void {
    if (!this.mayWrite) return;
    this.history.write(content, where);
    this.#changed();
  }

  switchKind(kind: QuestionKind): void {
    const { content, shelf } = switchKind(this.content, this.shelf, kind);
    this.shelf = shelf;
    this.write(content);
  }

  walk(way: 'undo' | 'redo'): void {
    this.history[way]();
    this.#changed();
  }

  /** Keeps it now. True when the server has what is on the screen. */
  async save(): Promise<boolean> {
    clearTimeout(this.#saveTimer);
    while (this.#running) await this.#running;
    if (this.conflict || !this.isDirty || this.isBlank) return !this.isDirty;
    this.#running = this.#send(this.content);
    await this.#running;
    this.#running = null;
    return this.isDirty && this.#saveFailure === null && this.conflict === null ? this.save() : !this.isDirty;
  }

  /** What an earlier visit had left is given up for what the server has; undo brings it back. */
  giveUpCopy(): void {
    this.copy.dismiss();
    this.conflict = null;
    this.history.write(this.#saved);
    this.#changed();
  }

  /** Ends the conflict: with what is on the screen laid over theirs, or with theirs; undo brings the other one back. */
  async settle(by: 'mine' | 'theirs'): Promise<void> {
    const theirs = await this.conflict?.see(this.bankId, this.#code);
    if (!theirs) return;
    this.conflict = null;
    this.copy.dismiss();
    this.take(theirs);
    this.#saved = theirs.content;
    if (by === 'theirs') this.history.write(theirs.content);
    this.#changed();
    if (by === 'mine') await this.save();
  }

  /** The page is left: what is written goes out at once. */
  leave(): void {
    this.look.stop();
    if (this.isDirty) void this.save();
  }

  take(view: QuestionView): void {
    this.#view = view;
    this.#revision = view.revision;
  }

  /** What an earlier visit could not bring to the server is on the screen again; a newer text there is a conflict. */
  #findCopy(): void {
    const left = this.copy.find(this.#saved);
    if (!left) return;
    this.history.write(left.content);
    if (this.#view && left.revision !== this.#revision) this.conflict = Conflict.with(this.#view);
    else this.#changed();
  }

  #changed(): void {
    if (this.isDirty && !this.isBlank) this.copy.put(this.content, this.#revision);
    else this.copy.drop();
    this.#askLook();
    clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => {
      this.history.pause();
      void this.save();
    }, saveAfterMs);
  }

  async #send(content: Question): Promise<void> {
    this.#isSaving = true;
    if (this.#code === '') await this.#make(content);
    else this.#heard(await saveDraft(this.bankId, this.#code, this.#revision, content), content);
    this.#isSaving = false;
  }

  async #make(content: Question): Promise<void> {
    const mayBeOlder = this.copy.goesOut();
    const reply = await makeQuestion(this.bankId, content, this.copy.key);
    this.#saveFailure = reply.ok ? null : reply;
    if (!reply.ok) return this.#heed(reply);
    this.#code = reply.value.code;
    this.take(reply.value);
    this.#has(mayBeOlder ? reply.value.content : content, reply.value.serverNow);
  }

  #heard(reply: Reply<SavedDraft>, content: Question): void {
    const isConflict = !reply.ok && reply.code === 'changed-meanwhile';
    this.#saveFailure = reply.ok || isConflict ? null : reply;
    if (isConflict) this.conflict = new Conflict(reply);
    else if (!reply.ok) this.#heed(reply);
    else {
      const { revision, state, savedAt } = reply.value;
      const isOtherState = state !== this.#view?.state;
      this.#revision = revision;
      this.#has(content, savedAt);
      // What one may do now, and the history, have changed with the state.
      if (isOtherState) void this.#refreshView();
      else if (this.#view) this.#view = { ...this.#view, revision, hints: reply.value.hints };
    }
  }

  /** The server has this text; what was typed meanwhile stays in the browser's copy. */
  #has(content: Question, at: number): void {
    this.#saved = content;
    this.#savedAt = at;
    this.copy.drop(this.#code);
    if (this.isDirty) this.copy.put(this.content, this.#revision);
    else this.copy.dismiss();
  }

  async #refreshView(): Promise<void> {
    const reply = await readQuestion(this.bankId, this.#code);
    if (reply.ok && reply.value.revision >= this.#revision) this.take(reply.value);
  }

  #heed(failure: Failed): void {
    if (failure.code === 'not-signed-in') staff.lost();
    else if (isPassing(failure)) this.#saveTimer = setTimeout(() => void this.save(), tryAgainAfterMs);
  }

  #askLook(): void {
    this.look.ask({ ...this.content, id: this.#code || this.content.id });
  }
}
