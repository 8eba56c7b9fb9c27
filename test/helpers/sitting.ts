/**
 * One participant's attempt through HTTP, as the browser would: start, answer, hand in. What a test wants to
 * know of a key it asks the pool; nothing that HTTP sends holds one.
 */
import { expect } from 'vitest';
import type { AnswerDraft, AnswerReceipts, AttemptResult, AttemptView } from '../../server/wire/http/attempts.ts';
import type { AttemptId, RoundId } from '../../server/rules/ids.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import { attemptById } from '../../server/store/attempts.ts';
import type { TestApp } from './build-app.ts';
import { makeParticipant, roundIdOf, sampleContest, type MadeParticipant } from './make.ts';

let keys = 0;

/** A draft with a client key of its own. */
export const draft = (
  slot: number,
  revision: number,
  choice: number[],
  rest: Partial<AnswerDraft> = {},
): AnswerDraft => ({
  clientKey: `client-key-${(keys += 1)}`,
  slot,
  revision,
  choice,
  prediction: null,
  ...rest,
});

export const prediction = (revision: number, value: number | null): AnswerDraft =>
  draft(0, revision, [], { prediction: value });

export interface Sitting {
  readonly participant: MadeParticipant;
  readonly cookie: string;
  readonly roundId: RoundId;
  readonly view: AttemptView;
  /** Slots of the paper's questions with one right option of four, in order: every paper has at least three. */
  readonly singles: readonly [number, number, number];
  answer(...answers: AnswerDraft[]): Promise<AnswerReceipts['receipts']>;
  /** The reply as it is, also when it is a refusal. */
  tryAnswer(...answers: AnswerDraft[]): Promise<{ statusCode: number; json(): unknown; body: string }>;
  reload(): Promise<AttemptView>;
  handIn(): Promise<AttemptResult>;
  /** Positions of the right options of a slot in this paper. */
  rightOf(slot: number): Promise<number[]>;
}

/** Starts an attempt of the sample's open round, as a new participant unless one is given. */
export async function sitDown(
  hoithi: TestApp,
  given: { participant?: MadeParticipant; roundId?: RoundId; needsSingles?: boolean } = {},
): Promise<Sitting> {
  const contest = await sampleContest(hoithi.ctx);
  const participant = given.participant ?? (await makeParticipant(hoithi.ctx));
  const { cookie } = participant.user;
  const roundId = given.roundId ?? roundIdOf(contest, 'open');
  const started = await hoithi.post('/api/attempts', { participantId: participant.id, roundId }, { cookie });
  expect(started.statusCode, started.body).toBe(200);
  const view = started.json<AttemptView>();
  const tryAnswer = (...answers: AnswerDraft[]) =>
    hoithi.post(`/api/attempts/${view.id}/answers`, { answers }, { cookie });
  return {
    participant,
    cookie,
    roundId,
    view,
    singles: given.needsSingles === false ? [0, 0, 0] : singlesOf(view),
    tryAnswer,
    async answer(...answers) {
      const reply = await tryAnswer(...answers);
      expect(reply.statusCode, reply.body).toBe(200);
      return reply.json<AnswerReceipts>().receipts;
    },
    reload: async () => (await hoithi.get(`/api/attempts/${view.id}`, { cookie })).json<AttemptView>(),
    handIn: async () => (await hoithi.post(`/api/attempts/${view.id}/hand-in`, {}, { cookie })).json<AttemptResult>(),
    async rightOf(slot) {
      const attempt = await hoithi.ctx.store.read((tx) => attemptById(tx, view.id as AttemptId));
      const pool = await loadPool(hoithi.ctx, contest);
      const asked = attempt?.paper.slots[slot - 1];
      if (!asked) throw new Error(`no slot ${slot}`);
      return pool
        .question(asked.versionId)
        .key.map((id) => asked.options.indexOf(id))
        .toSorted((a, b) => a - b);
    },
  };
}

/** Answers the first `right` questions rightly, the rest not at all, and hands in. */
export async function sitThrough(
  hoithi: TestApp,
  {
    right,
    takesMs,
    predicted,
    ...given
  }: { right: number; takesMs: number; predicted?: number; participant?: MadeParticipant; roundId?: RoundId },
): Promise<{ sitting: Sitting; result: AttemptResult }> {
  const sitting = await sitDown(hoithi, given);
  const drafts: AnswerDraft[] = [];
  for (let slot = 1; slot <= right; slot += 1) drafts.push(draft(slot, 1, await sitting.rightOf(slot)));
  if (predicted !== undefined) drafts.push(prediction(1, predicted));
  if (drafts.length > 0) await sitting.answer(...drafts);
  hoithi.clock.advance(takesMs);
  return { sitting, result: await sitting.handIn() };
}

function singlesOf({ questions }: AttemptView): Sitting['singles'] {
  const slots = questions
    .filter(({ kind, options }) => kind === 'single' && options.length === 4)
    .map(({ slot }) => slot);
  const [one, two, three] = slots;
  if (one === undefined || two === undefined || three === undefined)
    throw new Error('a paper without three single choices');
  return [one, two, three];
}
