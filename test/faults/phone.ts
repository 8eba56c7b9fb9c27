/**
 * A phone that answers through everything: each draft is journalled with its own key before it is sent, and sent again
 * until its receipt has come. What it calls acknowledged is what it would have shown as saved.
 */
import { strict as assert } from 'node:assert';
import type { Random } from '../../server/rules/random.ts';
import type {
  AnswerDraft,
  AnswerReceipts,
  AttemptResult,
  AttemptView,
  MyPlaces,
} from '../../server/wire/http/attempts.ts';
import type { Entered } from '../../server/wire/http/entering.ts';
import type { ContestView, UnitHits } from '../../server/wire/http/contests.ts';
import { adultEntry } from '../helpers/entry.ts';
import type { RealServer } from './real-server.ts';

/** The server went away while it was asked: nothing is known of what it did. */
export class ServerGone extends Error {}

const password = 'mot mat khau that dai';

export class Phone {
  readonly #server: RealServer;
  readonly #random: Random;
  readonly #number: number;
  #cookie = '';
  #keys = 0;
  /** The newest draft of each slot, journalled before it is sent. */
  readonly latest = new Map<number, AnswerDraft>();
  readonly #outbox: AnswerDraft[] = [];
  /** By slot, the highest revision that a receipt called saved. */
  readonly acknowledged = new Map<number, AnswerDraft>();
  receipts = 0;
  /** As the first reply told it. */
  view: AttemptView | null = null;
  participantId = '';

  constructor(server: RealServer, random: Random, number: number) {
    this.#server = server;
    this.#random = random;
    this.#number = number;
  }

  async ask(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; json: unknown; cookie: string }> {
    const { port, origin } = this.#server;
    let response: Response;
    try {
      response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
        method,
        headers: { origin, cookie: this.#cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const json = (await response.json()) as unknown;
      return { status: response.status, json, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
    } catch {
      throw new ServerGone();
    }
  }

  async #must<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const { status, json } = await this.ask(method, path, body);
    assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(json)}`);
    return json as T;
  }

  /** Enters the contest; after a reply that never came, signs in to what was made, or enters again. */
  async enter(slug: string): Promise<void> {
    if (this.participantId !== '') return;
    const contest = await this.#must<ContestView>('GET', `/contests/${slug}`);
    const { units } = await this.#must<UnitHits>('GET', `/contests/${slug}/units`);
    const phone = `09${String(10_000_000 + this.#number)}`;
    const entry = adultEntry({
      unitId: units.find(({ isGroup }) => !isGroup)?.id ?? '',
      categoryId: contest.categories[0]?.id ?? '',
      account: { phone, password },
    });
    const entered = await this.ask('POST', `/contests/${slug}/entries`, entry);
    if (entered.status === 200) {
      this.#cookie = entered.cookie;
      this.participantId = (entered.json as Entered).participantId;
      return;
    }
    // Signed in already when the server died between the sign-in and the question after it: then it is the person who
    // is known, and not only the number.
    const expected = this.#cookie === '' ? 'phone-taken' : 'already-entered';
    assert.equal((entered.json as { error: { code: string } }).error.code, expected, JSON.stringify(entered.json));
    if (this.#cookie === '') {
      const signedIn = await this.ask('POST', '/session', { phone, password });
      assert.equal(signedIn.status, 200, JSON.stringify(signedIn.json));
      this.#cookie = signedIn.cookie;
    }
    const { places } = await this.#must<MyPlaces>('GET', `/contests/${slug}/me`);
    assert.equal(places.length, 1, 'an account was made without its entry');
    this.participantId = places[0]?.participantId ?? '';
  }

  /** Starts, or goes on with what was started: the same paper and the same clock, whatever has happened between. */
  async start(roundId: string): Promise<AttemptView> {
    const view = await this.#must<AttemptView>('POST', '/attempts', { participantId: this.participantId, roundId });
    this.view ??= view;
    assert.deepEqual(lasting(view), lasting(this.view));
    return view;
  }

  /** One tap: a new revision of some slot is journalled, and everything that waits is sent. */
  async tap(): Promise<void> {
    const questions = this.view?.questions ?? [];
    const question = questions[this.#random.below(questions.length)];
    if (question === undefined) throw new Error('no attempt was started');
    const { slot, kind, options } = question;
    const first = this.#random.below(options.length);
    const choice = kind === 'multiple' ? [first, (first + 1) % options.length].toSorted((a, b) => a - b) : [first];
    this.#journal({ slot, choice, prediction: null });
    await this.sendWaiting();
  }

  #journal(given: Pick<AnswerDraft, 'slot' | 'choice' | 'prediction'>): void {
    this.#keys += 1;
    const revision = (this.latest.get(given.slot)?.revision ?? 0) + 1;
    const draft = { ...given, revision, clientKey: `phone-${this.#number}-${this.#keys}` };
    this.latest.set(draft.slot, draft);
    this.#outbox.push(draft);
  }

  async sendWaiting(): Promise<void> {
    if (this.#outbox.length === 0) return;
    const answers = this.#outbox.slice(0, 20);
    const { receipts } = await this.#must<AnswerReceipts>('POST', `/attempts/${this.view?.id ?? ''}/answers`, {
      answers,
    });
    for (const receipt of receipts) {
      const at = this.#outbox.findIndex(({ clientKey }) => clientKey === receipt.clientKey);
      const [draft] = this.#outbox.splice(at, 1);
      if (draft === undefined) throw new Error('a receipt for what was never sent');
      assert.ok(receipt.held.revision >= draft.revision, 'an older answer is held than the one that was receipted');
      if (receipt.status === 'saved' && draft.revision >= (this.acknowledged.get(draft.slot)?.revision ?? 0))
        this.acknowledged.set(draft.slot, draft);
      this.receipts += 1;
    }
    await this.sendWaiting();
  }

  /** Throws unless the server holds every answer that it has acknowledged, or a newer one, on the same paper and clock. */
  async checkNothingLost(): Promise<void> {
    const view = await this.#must<AttemptView>('GET', `/attempts/${this.view?.id ?? ''}`);
    assert.deepEqual(lasting(view), this.view && lasting(this.view));
    for (const [slot, draft] of this.acknowledged) {
      const held = view.answers.find((answer) => answer.slot === slot);
      assert.ok(held !== undefined && held.revision >= draft.revision, `slot ${slot}: acknowledged, and lost`);
      if (held.revision === draft.revision) assert.deepEqual(held.choice, draft.choice, `slot ${slot}: changed`);
    }
  }

  handIn(): Promise<AttemptResult> {
    return this.#must<AttemptResult>('POST', `/attempts/${this.view?.id ?? ''}/hand-in`, {});
  }
}

/** What an attempt keeps for its whole life. */
export const lasting = ({ id, startedAt, deadlineAt, questions, ordinal }: AttemptView) => ({
  id,
  startedAt,
  deadlineAt,
  questions,
  ordinal,
});
