/**
 * Somebody who takes part, over a network that loses, repeats and turns round what is sent. Keeps its own book of what
 * was delivered and receipted: the model that the server is held against.
 */
import { expect } from 'vitest';
import type { Random } from '../../server/rules/random.ts';
import type { AnswerDraft, AnswerReceipts, AttemptResult, AttemptView } from '../../server/wire/http/attempts.ts';
import type { Entered } from '../../server/wire/http/entering.ts';
import { adultEntry } from '../helpers/entry.ts';
import { graceMs, slug, type World } from './world.ts';

export interface Played {
  readonly view: AttemptView;
  readonly journal: AnswerDraft[];
  /** By slot, the highest revision that reached the server in time. */
  readonly counted: Map<number, AnswerDraft>;
  readonly acknowledged: Map<number, AnswerDraft>;
  result: AttemptResult['attempt'] | null;
}

const given = ['An', 'Bình', 'Châu', 'Dũng', 'Giang', 'Hạnh', 'Khoa', 'Linh', 'Minh', 'Ngọc', 'Phúc', 'Quyên'];

export class Person {
  /** The instance that is asked next. */
  world: World;
  readonly random: Random;
  readonly name: string;
  readonly phone: string;
  readonly isChild: boolean;
  readonly isPublished: boolean;
  participantId = '';
  cookie = '';
  readonly played: Played[] = [];
  isOut = false;
  disqualifiedAt = 0;

  constructor(world: World, random: Random, n: number) {
    this.world = world;
    this.random = random;
    this.isChild = random.below(3) === 0;
    this.isPublished = random.below(3) === 0;
    // Nobody else has the name: finding it anywhere means finding this person.
    this.name = `Tôn Thất ${String.fromCodePoint(65 + (n % 26))}o${String.fromCodePoint(97 + Math.floor(n / 26))} ${given[n % given.length] ?? ''}`;
    this.phone = `098${String(7_000_000 + n)}`;
  }

  get running(): Played | undefined {
    return this.played.find(({ result }) => result === null);
  }

  async enter(): Promise<void> {
    const { world, random } = this;
    const categories = world.contest.definition.categories;
    const entry = adultEntry({
      fullName: this.name,
      account: { phone: this.phone, password: 'mot mat khau dai' },
      unitId: world.unitIds[random.below(world.unitIds.length)] ?? '',
      categoryId: categories[random.below(categories.length)]?.id ?? '',
      consents: this.isPublished ? ['take-part', 'publish-name'] : ['take-part'],
      ...(this.isChild && {
        birth: { day: 20, month: 3, year: 2014 },
        guardian: { fullName: `${this.name} Mẹ`, relation: 'mother', statement: true, childAssent: true },
      }),
    });
    const reply = await world.ask(this.name, 'POST', `/api/contests/${slug}/entries`, { body: entry });
    expect(reply.statusCode, reply.body).toBe(200);
    this.participantId = reply.json<Entered>().participantId;
    this.cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
  }

  ask(method: 'GET' | 'POST', path: string, body?: unknown) {
    return this.world.ask(this.name, method, `/api${path}`, {
      cookie: this.cookie,
      ...(body !== undefined && { body }),
    });
  }

  async start(): Promise<string> {
    const reply = await this.ask('POST', '/attempts', {
      participantId: this.participantId,
      roundId: this.world.roundId,
    });
    if (reply.statusCode !== 200) return reply.json<{ error: { code: string } }>().error.code;
    const view = reply.json<AttemptView>();
    const known = this.played.find((one) => one.view.id === view.id);
    if (known) expect({ ...view, serverNow: 0, answers: [] }).toEqual({ ...known.view, serverNow: 0, answers: [] });
    else this.played.push({ view, journal: [], counted: new Map(), acknowledged: new Map(), result: null });
    return 'started';
  }

  /** Journals a new choice of some slot; nothing is sent. */
  choose(played: Played, pick: (slot: number) => number[] = (slot) => this.#anyChoice(played, slot)): AnswerDraft {
    const slot = this.random.below(played.view.questions.length + 1);
    const revision = played.journal.filter((one) => one.slot === slot).length + 1;
    const clientKey = `${played.view.id.slice(-8)}-${played.journal.length}`;
    const content =
      slot === 0 ? { choice: [], prediction: this.random.below(60) } : { choice: pick(slot), prediction: null };
    const draft = { clientKey, slot, revision, ...content };
    played.journal.push(draft);
    return draft;
  }

  #anyChoice(played: Played, slot: number): number[] {
    const asked = played.view.questions[slot - 1];
    if (asked === undefined || this.random.below(12) === 0) return [];
    const first = this.random.below(asked.options.length);
    if (asked.kind !== 'multiple') return [first];
    return [first, (first + 1) % asked.options.length].toSorted((a, b) => a - b);
  }

  /** Sends drafts, in any order and as often as the network likes. `isHeard`: the reply came back. */
  async send(played: Played, drafts: readonly AnswerDraft[], isHeard = true): Promise<void> {
    const arrivedAt = this.world.clock.now();
    const reply = await this.ask('POST', `/attempts/${played.view.id}/answers`, { answers: drafts });
    const isInTime = arrivedAt < played.view.deadlineAt + graceMs && played.result === null && !this.isOut;
    if (reply.statusCode !== 200) {
      expect(reply.json<{ error: { code: string } }>().error.code).toBe('attempt-over');
      expect(isInTime, 'refused inside the window').toBe(false);
      return;
    }
    const { receipts } = reply.json<AnswerReceipts>();
    for (const [n, draft] of drafts.entries()) {
      if (isInTime && draft.revision > (played.counted.get(draft.slot)?.revision ?? 0))
        played.counted.set(draft.slot, draft);
      const receipt = receipts[n];
      expect(receipt).toMatchObject({ clientKey: draft.clientKey, slot: draft.slot });
      if (
        isHeard &&
        receipt?.status === 'saved' &&
        draft.revision >= (played.acknowledged.get(draft.slot)?.revision ?? 0)
      )
        played.acknowledged.set(draft.slot, draft);
    }
  }

  async handIn(played: Played): Promise<void> {
    const reply = await this.ask('POST', `/attempts/${played.view.id}/hand-in`, {});
    expect(reply.statusCode, reply.body).toBe(200);
    played.result = reply.json<AttemptResult>().attempt;
  }
}
