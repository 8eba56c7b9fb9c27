/**
 * One attempt as its screen reads it: the paper, where one is, what is flagged, the time, and the outbox.
 * Nothing here decides: the server's clock ends the attempt, the server's receipts say what is saved.
 */
import type { AttemptView, HeldAnswer } from '../../server/wire/http/attempts.ts';
import type { GivenAnswer } from '../../server/wire/http/given.ts';
import { handIn, readAttempt, sendAnswers } from '../api/attempts.ts';
import type { Failed } from '../api/http.ts';
import { serverClock } from '../live/server-clock.svelte.ts';
import { browserStorage, storedJournal } from './answer-journal.ts';
import { afterChoosing, isChosen, isGiven, isPartlyGiven, isTyped, nothingGiven } from './kinds/given.ts';
import { loadAhead } from './load-ahead.ts';
import { Outbox, type Content } from './outbox.svelte.ts';
import { OnDevice, withSaved } from './paper-on-device.ts';
import { PaperPlace } from './paper-place.svelte.ts';
import type { Typing } from './typing.svelte.ts';
import { typingFor } from './typing-for.ts';
import { watchPage } from './watch-page.ts';

/** Slot of the prediction question. */
export const predictionSlot = 0;

const refreshEveryMs = 15_000;
/** Asked again this long after the grace, when the server has handed in. */
const overMarginMs = 1_500;

const unreached: Failed = { ok: false, status: 0, code: 'offline', message: '', params: {} };

export class AttemptDesk {
  readonly id: string;
  #view = $state.raw<AttemptView | null>(null);
  #outbox = $state.raw<Outbox | null>(null);
  #failure = $state.raw<Failed | null>(null);
  #isHandingIn = $state(false);
  readonly #device: OnDevice;
  readonly #place: PaperPlace;
  readonly #typing: Typing;

  constructor(id: string) {
    this.id = id;
    this.#device = new OnDevice(id);
    this.#place = new PaperPlace(this.#device);
    this.#typing = typingFor(this.#device, {
      kindAt: (slot) => this.#questionAt(slot)?.kind ?? null,
      outbox: () => this.#outbox,
    });
  }

  get view(): AttemptView | null {
    return this.#view;
  }
  get outbox(): Outbox | null {
    return this.#outbox;
  }
  get failure(): Failed | null {
    return this.#view ? null : this.#failure;
  }
  get isHandingIn(): boolean {
    return this.#isHandingIn;
  }
  /** Slots in the order of the screens; the prediction is the last. */
  get slots(): readonly number[] {
    if (!this.#view) return [];
    const asked = this.#view.questions.map((question) => question.slot);
    return this.#view.prediction ? [...asked, predictionSlot] : asked;
  }
  get position(): number {
    return this.#place.positionOf(this.slots.length);
  }
  get slot(): number {
    return this.slots[this.position] ?? 1;
  }
  /** null on the prediction. */
  get question(): AttemptView['questions'][number] | null {
    return this.#questionAt(this.slot);
  }
  get flags(): ReadonlySet<number> {
    return this.#place.flags;
  }
  /** Until the deadline; ticking. */
  get leftMs(): number {
    return this.#view ? Math.max(0, this.#view.deadlineAt - serverClock.now) : 0;
  }
  /** Of the whole time, 0…1. */
  get leftShare(): number {
    const whole = this.#view ? this.#view.deadlineAt - this.#view.startedAt : 0;
    return whole > 0 ? this.leftMs / whole : 0;
  }
  /** No more choosing: by the clock, or by the server's word. */
  get isOver(): boolean {
    return (
      this.#view !== null && (this.#view.state !== 'running' || this.leftMs === 0 || this.#outbox?.state === 'ended')
    );
  }
  get isHandedIn(): boolean {
    return this.#view !== null && this.#view.state !== 'running';
  }
  get unanswered(): number[] {
    return this.slots.filter((slot) => !this.isAnswered(slot));
  }
  /** Slots some of whose parts are answered, and some are not. */
  get partly(): number[] {
    return (this.#view?.questions ?? [])
      .filter((question) => isPartlyGiven(question, this.given(question.slot)))
      .map(({ slot }) => slot);
  }
  get answeredCount(): number {
    return this.slots.filter((slot) => slot !== predictionSlot && this.isAnswered(slot)).length;
  }
  /** Something typed waits for a pause before it is written. */
  get isTyping(): boolean {
    return this.#typing.isWaiting;
  }

  /** What to show as the answer to a question, typed or chosen. */
  given(slot = this.slot): GivenAnswer {
    const typed = this.#typing.shown(slot);
    return typed === null ? (this.#outbox?.shown(slot) ?? nothingGiven) : { choice: [], text: typed };
  }

  isAnswered(slot: number): boolean {
    return this.#typing.isAnswered(slot) ?? this.#outbox?.isAnswered(slot) ?? false;
  }

  goTo(position: number): void {
    this.settle();
    this.#place.goTo(position, this.slots.length);
  }

  toggleFlag(slot = this.slot): void {
    this.#place.toggleFlag(slot);
  }

  #write(content: Content): void {
    if (!this.isOver) this.#outbox?.write(this.slot, content);
  }

  /** The answer to the question shown, written at once, or after a pause when it is typed. */
  give(given: GivenAnswer): void {
    const { question } = this;
    if (!question || this.isOver) return;
    if (isTyped(question.kind)) this.#typing.type(question.slot, given.text);
    else if (isGiven(given) || this.isAnswered(question.slot)) this.#write({ ...given, prediction: null });
  }

  predict(prediction: number | null): void {
    this.#write({ choice: [], text: '', prediction });
  }

  /** Typing is over for now. */
  settle(): void {
    this.#typing.settle();
  }

  /** Chooses (or unchooses) an option of the question shown, if it is answered by choosing. */
  choose(option: number): void {
    const { question } = this;
    if (!question || !isChosen(question.kind) || option >= question.options.length) return;
    const { choice } = this.given();
    const next = afterChoosing(question.kind, choice, option);
    if (next.join() !== choice.join()) this.give({ choice: next, text: '' });
  }

  /** Loads, then looks again while the page is visible, until the returned function is called. */
  start(): () => void {
    void this.load();
    const stop = watchPage({
      look: () => {
        if (this.isHandedIn) return;
        void this.#outbox?.hurry();
        void this.load();
      },
      leave: () => this.settle(),
      beat: () => {
        if (!this.isHandedIn) void this.load();
      },
      everyMs: refreshEveryMs,
    });
    return () => {
      stop();
      this.settle();
      this.#outbox?.stop();
    };
  }

  /** Asks the server how the attempt stands; without network, goes on with the paper kept on this device. */
  async load(): Promise<void> {
    const reply = await readAttempt(this.id);
    if (reply.ok) return this.#take(reply.value);
    this.#failure = reply;
    if (this.#view || reply.status !== 0) return;
    const paper = this.#device.readPaper();
    if (!paper) return;
    serverClock.recall();
    this.#take(paper);
  }

  /** Hands in. A failure comes back to be said; the result page is next otherwise. */
  async handIn(): Promise<Failed | null> {
    this.#isHandingIn = true;
    this.settle();
    await this.#outbox?.hurry();
    // Handing in before the last answers have arrived would lose them.
    const reply = this.#outbox?.waiting ? unreached : await handIn(this.id);
    this.#isHandingIn = false;
    // Handed in already, by another device or the clock: that is what was wanted.
    if (!reply.ok && reply.code !== 'attempt-over') return reply;
    this.#device.forget();
    return null;
  }

  /** How long to wait before asking whether the server has handed in. */
  get overInMs(): number {
    return this.#view ? this.#view.deadlineAt + this.#view.graceMs + overMarginMs - serverClock.read() : 0;
  }

  #take(view: AttemptView): void {
    if (!this.#view) loadAhead(view.questions);
    this.#view = view;
    if (this.#outbox) this.#outbox.adopt(view.answers);
    else {
      this.#outbox = new Outbox(view.answers, {
        journal: storedJournal(this.id, browserStorage()),
        send: async (drafts) => {
          const reply = await sendAnswers(this.id, drafts);
          if (reply.ok) this.#remember(reply.value.receipts.map(({ held }) => held));
          return reply;
        },
      });
    }
    if (view.state !== 'running') {
      this.#device.forget();
      return;
    }
    this.#device.keep('paper', JSON.stringify(view));
    void this.#outbox.flush();
  }

  /** The paper kept on this device tells what is saved, too: a reload without network must not show less. */
  #remember(saved: readonly HeldAnswer[]): void {
    if (!this.#view || this.isHandedIn) return;
    this.#view = withSaved(this.#view, saved);
    this.#device.keep('paper', JSON.stringify(this.#view));
  }

  #questionAt(slot: number): AttemptView['questions'][number] | null {
    return this.#view?.questions.find((question) => question.slot === slot) ?? null;
  }
}
