/**
 * Carries one attempt's answers to the server and back. Every choice is journalled with its own key BEFORE it is
 * sent, stays journalled until its receipt, and so outlives a dead network, a reload and a closed tab.
 * "Saved" is said from receipts only. Knows no screen, no fetch and no storage: they are given to it.
 */
import type { AnswerDraft, AnswerReceipts, HeldAnswer } from '../../server/wire/http/attempts.ts';
import { isPassing, type Reply } from '../api/http.ts';
import { jittered, randomKey } from '../api/random-key.ts';

/** Where drafts wait for their receipts. One entry a draft, so that two tabs never overwrite each other's. */
export interface AnswerJournal {
  all(): AnswerDraft[];
  put(draft: AnswerDraft): void;
  drop(clientKey: string): void;
}

/** `saved`: all is on the server's disk. `saving`: on its way. `unsent`: could not be sent, tries go on. `ended`: the server takes no more. */
export type OutboxState = 'saved' | 'saving' | 'unsent' | 'ended';

export type Content = Required<Pick<AnswerDraft, 'choice' | 'text' | 'prediction'>>;

interface Options {
  readonly journal: AnswerJournal;
  readonly send: (drafts: readonly AnswerDraft[]) => Promise<Reply<AnswerReceipts>>;
  readonly later?: (ms: number, then: () => void) => () => void;
  readonly newKey?: () => string;
  readonly spread?: (ms: number) => number;
}

/** The server takes 60 in a request; fewer get through a bad line sooner. */
export const batchMax = 40;
const firstWaitMs = 1_000;
const waitMaxMs = 20_000;

const timer = (ms: number, then: () => void): (() => void) => {
  const handle = setTimeout(then, ms);
  return () => clearTimeout(handle);
};

const isSame = (a: Content | null, b: Content | null): boolean =>
  a?.prediction === b?.prediction && a?.text === b?.text && a?.choice.join() === b?.choice.join();

/** Refusals after which nothing of this attempt will ever be taken. */
const finalCodes = new Set(['attempt-over', 'round-closed', 'participant-disqualified', 'not-found']);
/** Refusals of one draft: the others go on. */
const draftCodes = new Set(['choice-invalid', 'slot-unknown', 'prediction-invalid']);

export class Outbox {
  #options: Required<Options>;
  #held = $state.raw<ReadonlyMap<number, HeldAnswer>>(new Map());
  #pending = $state.raw<readonly AnswerDraft[]>([]);
  #savedAt = $state(0);
  #hasFailed = $state(false);
  #refusal = $state<string | null>(null);
  #isEnded = $state(false);
  #overtaken = $state(0);
  #tooLate = $state.raw<readonly AnswerDraft[]>([]);
  /** The round of sending under way. */
  #round: Promise<void> | null = null;
  #isHurried = false;
  #misses = 0;
  #isStopped = false;
  #cancelWait: () => void = () => {};

  constructor(held: readonly HeldAnswer[], options: Options) {
    this.#options = { later: timer, newKey: randomKey, spread: jittered, ...options };
    this.#held = new Map(held.map((answer) => [answer.slot, answer]));
    this.#savedAt = Math.max(0, ...held.map((answer) => answer.receivedAt));
    this.#pending = options.journal.all().sort((a, b) => a.revision - b.revision);
  }

  /** What to show for a slot: the newest draft not yet received, else what the server holds. */
  shown(slot: number): Content | null {
    const newest = this.#pending.findLast((draft) => draft.slot === slot) ?? this.#held.get(slot);
    // A draft journalled before there were written answers has no text.
    return newest ? { choice: newest.choice, text: newest.text ?? '', prediction: newest.prediction } : null;
  }

  isAnswered(slot: number): boolean {
    const content = this.shown(slot);
    return content !== null && (content.choice.length > 0 || content.text !== '' || content.prediction !== null);
  }

  get state(): OutboxState {
    if (this.#isEnded) return 'ended';
    if (this.#pending.length === 0) return 'saved';
    return this.#hasFailed ? 'unsent' : 'saving';
  }

  /** Server's time of the last answer known to be saved; 0 before the first. */
  get savedAt(): number {
    return this.#savedAt;
  }

  /** Answers journalled and not yet received. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** The last refusal that stopped or shortened the sending; null when none. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Questions whose last choice came too late to be taken. */
  get lost(): number {
    const late = this.#tooLate.filter(({ slot, revision }) => revision > (this.#held.get(slot)?.revision ?? 0));
    return new Set(late.map(({ slot }) => slot)).size;
  }

  /** How often another tab or device turned out to be newer. */
  get overtaken(): number {
    return this.#overtaken;
  }

  /** A choice made by the person: journalled at once, sent as soon as the line is free. */
  write(slot: number, content: Content): void {
    if (this.#isEnded || this.#isStopped) return;
    const newest = this.#pending.findLast((draft) => draft.slot === slot)?.revision ?? 0;
    const revision = Math.max(newest, this.#held.get(slot)?.revision ?? 0) + 1;
    const draft: AnswerDraft = { clientKey: this.#options.newKey(), slot, revision, ...content };
    this.#options.journal.put(draft);
    this.#pending = [...this.#pending, draft];
    void this.flush();
  }

  /** Takes what the server holds now; what is newer here stays. */
  adopt(answers: readonly HeldAnswer[]): void {
    for (const answer of answers) this.#hold(answer);
  }

  /** Sends what waits, one request at a time. Resolves when the round of sending, maybe already under way, is over. */
  flush(): Promise<void> {
    if (this.#isEnded || this.#isStopped) return Promise.resolve();
    this.#cancelWait();
    this.#round ??= this.#sendAll().finally(() => (this.#round = null));
    return this.#round;
  }

  /** The network is back, or somebody looks again: no more waiting, also after a failure that is on its way. */
  hurry(): Promise<void> {
    this.#misses = 0;
    this.#isHurried = this.#round !== null;
    return this.flush();
  }

  /** No more sending from here; what is journalled stays for the next visit. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelWait();
  }

  async #sendAll(): Promise<void> {
    do {
      this.#isHurried = false;
      while (this.#pending.length > 0 && (await this.#sendBatch())) {
        // The next batch goes only after the receipts of this one.
      }
    } while (this.#isHurried && this.#pending.length > 0 && !this.#isStopped);
    if (this.#pending.length > 0 && !this.#isEnded) this.#tryLater();
  }

  /** True when it got through and the next batch may go. */
  async #sendBatch(): Promise<boolean> {
    const batch = this.#pending.slice(0, batchMax);
    const reply = await this.#options.send(batch);
    if (this.#isStopped) return false;
    if (!reply.ok) return this.#cope(reply, batch);
    const before = this.#pending.length;
    for (const { clientKey, status, held } of reply.value.receipts) {
      if (!this.#pending.some((draft) => draft.clientKey === clientKey)) continue;
      const seen = this.shown(held.slot);
      this.#forget(clientKey);
      this.#hold(held);
      this.#savedAt = Math.max(this.#savedAt, held.receivedAt);
      if (status === 'superseded' && !isSame(seen, this.shown(held.slot))) this.#overtaken += 1;
    }
    const hasMoved = this.#pending.length < before;
    this.#hasFailed = !hasMoved;
    if (hasMoved) {
      this.#misses = 0;
      this.#refusal = null;
    }
    return hasMoved;
  }

  #cope(failure: Exclude<Reply<AnswerReceipts>, { ok: true }>, batch: readonly AnswerDraft[]): boolean {
    this.#hasFailed = true;
    if (isPassing(failure)) return false;
    this.#refusal = failure.code;
    if (finalCodes.has(failure.code)) {
      this.#isEnded = true;
      this.#tooLate = this.#pending;
      for (const draft of this.#pending) this.#options.journal.drop(draft.clientKey);
      this.#pending = [];
      return false;
    }
    if (!draftCodes.has(failure.code)) return false;
    // A draft the server will never take must not keep the others waiting.
    const slot = Number(failure.params['slot'] ?? 0);
    const bad = batch.filter((draft) => draft.slot === slot);
    for (const draft of bad) this.#forget(draft.clientKey);
    return bad.length > 0;
  }

  #forget(clientKey: string): void {
    this.#options.journal.drop(clientKey);
    this.#pending = this.#pending.filter((draft) => draft.clientKey !== clientKey);
  }

  #hold(answer: HeldAnswer): void {
    if (answer.revision < (this.#held.get(answer.slot)?.revision ?? 0)) return;
    this.#held = new Map(this.#held).set(answer.slot, answer);
  }

  #tryLater(): void {
    if (this.#isStopped) return;
    const ms = Math.min(waitMaxMs, firstWaitMs * 2 ** Math.min(this.#misses, 5));
    this.#misses += 1;
    this.#cancelWait = this.#options.later(this.#options.spread(ms), () => void this.flush());
  }
}
