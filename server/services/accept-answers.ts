/**
 * Takes journalled answers of a running attempt and appends them to its log. The reply is a promise:
 * what it calls saved is on disk. Nothing here looks at a key, so neither the reply nor its timing can tell
 * right from wrong.
 */
import { encodeGiven } from '../rules/marking/index.ts';
import { encodePrediction } from '../rules/response.ts';
import { addAnswer, buildSheet, type Sheet } from '../rules/sheet.ts';
import { attemptPhaseAt } from '../rules/timing.ts';
import { accepted, refused, type Outcome, type Refused } from '../rules/refusal.ts';
import type { AttemptId, Millis, UserId } from '../rules/ids.ts';
import type { Paper } from '../rules/paper.ts';
import type { AnswerDraft, AnswerReceipts } from '../wire/http/attempts.ts';
import { answersBearingOn, appendAnswer, type NewAnswerRow } from '../store/answers.ts';
import { attemptById, attemptClock, type AttemptClock } from '../store/attempts.ts';
import type { Tx } from '../store/store.ts';
import { chainHash, chainStart } from './answer-chain.ts';
import { answerTerms, contestVersion } from './answer-terms.ts';
import type { Ctx } from './context.ts';
import { heldAnswer } from './held-answer.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';

type Receipt = AnswerReceipts['receipts'][number];

/** Revisions kept of one attempt: a paper of 50 questions changed 20 times each; above it nobody is answering. */
const answersPerAttemptMax = 1_000;

export interface SentAnswers {
  readonly userId: UserId;
  readonly attemptId: AttemptId;
  readonly answers: readonly AnswerDraft[];
  /** When the request arrived, by the server's clock. */
  readonly receivedAt: Millis;
}

/**
 * One receipt for each answer, in order. Sending an answer again (same `clientKey`) changes nothing and is
 * receipted as before, also after the end; a revision that is not newer than what stands is `superseded`.
 * Refusals: `not-found` (also for another's attempt), `attempt-over`, `slot-unknown`, `choice-invalid`,
 * `prediction-invalid`, `too-many-tries`. A refusal means that none of the new answers was kept.
 */
export async function acceptAnswers(ctx: Ctx, sent: SentAnswers): Promise<Outcome<Receipt[]>> {
  const found = await ctx.store.read(async (tx) => {
    const attempt = await attemptById(tx, sent.attemptId);
    return attempt && { attempt, version: await contestVersion(tx, attempt.contestId) };
  });
  if (!found || found.attempt.userId !== sent.userId) return refused({ name: 'not-found' });
  const { contestId, roundId, paper } = found.attempt;
  const terms = await answerTerms(ctx, { contestId, roundId, version: found.version });
  if (!terms) return refused({ name: 'not-found' });
  const shape = { paper, pool: await loadPool(ctx, terms), hasPrediction: terms.hasPrediction };

  return ctx.store.write(async (tx) => {
    await tx.lock('attempt', sent.attemptId);
    const attempt = await attemptClock(tx, sent.attemptId);
    if (!attempt) return refused({ name: 'not-found' });
    return appendAll(tx, attempt, shape, terms.graceMs, sent);
  });
}

interface PaperShape {
  readonly paper: Paper;
  readonly pool: QuestionPool;
  readonly hasPrediction: boolean;
}

async function appendAll(
  tx: Tx,
  attempt: AttemptClock,
  shape: PaperShape,
  graceMs: number,
  sent: SentAnswers,
): Promise<Outcome<Receipt[]>> {
  const logged = await answersBearingOn(tx, attempt.id, sent.answers);
  const loggedDrafts = new Set(logged.map(nameOf));
  // Whole for the slots that were sent, and nobody here asks for another.
  let sheet = buildSheet(shape.paper.slots.length, logged);
  const last = logged.at(-1);
  let seq = last?.seq ?? 0;
  let prevHash = last?.hash ?? chainStart(attempt.id, shape.paper.seed);
  const fresh: NewAnswerRow[] = [];
  const isOver = attemptPhaseAt(attempt, graceMs, sent.receivedAt) === 'over';

  for (const draft of sent.answers) {
    if (loggedDrafts.has(nameOf(draft)) || isSuperseded(sheet, draft)) continue;
    if (isOver) return refused({ name: 'attempt-over', endedAt: attempt.finishedAt || attempt.deadlineAt });
    if (seq >= answersPerAttemptMax) return refused({ name: 'too-many-tries', retryAt: attempt.deadlineAt });
    const response = responseOf(draft, shape);
    if (!response.ok) return response;
    const entry = {
      attemptId: attempt.id,
      seq: (seq += 1),
      slot: draft.slot,
      revision: draft.revision,
      response: response.value,
      receivedAt: sent.receivedAt,
      clientKey: draft.clientKey,
    };
    const row = { ...entry, prevHash, hash: chainHash(prevHash, entry) };
    prevHash = row.hash;
    sheet = addAnswer(sheet, row);
    fresh.push(row);
    loggedDrafts.add(nameOf(draft));
  }
  for (const row of fresh) await appendAnswer(tx, row);
  return accepted(sent.answers.map((draft) => receiptFor(draft, sheet, loggedDrafts.has(nameOf(draft)), shape)));
}

/** What makes two sendings one draft. The key alone would let a client that gives it twice be told *saved* for what was not. */
const nameOf = ({ clientKey, slot, revision }: Pick<AnswerDraft, 'clientKey' | 'slot' | 'revision'>): string =>
  `${slot} ${revision} ${clientKey}`;

const isSuperseded = (sheet: Sheet, draft: AnswerDraft): boolean =>
  (sheet.held.get(draft.slot)?.revision ?? 0) >= draft.revision;

/** `saved` even when a newer revision stands by now: this one is in the log, and `held` tells what counts. */
function receiptFor(draft: AnswerDraft, sheet: Sheet, isLogged: boolean, shape: PaperShape): Receipt {
  const held = sheet.held.get(draft.slot);
  if (!held) throw new Error(`slot ${draft.slot} was receipted without an answer in the log`);
  return {
    clientKey: draft.clientKey,
    slot: draft.slot,
    status: isLogged ? 'saved' : 'superseded',
    held: heldAnswer(held, shape.paper, shape.pool),
  };
}

/** The canonical text of a draft for the log, or why it is none. */
function responseOf(draft: AnswerDraft, shape: PaperShape): Outcome<string> | Refused {
  const { choice, text = '' } = draft;
  if (draft.slot === 0) {
    if (!shape.hasPrediction) return refused({ name: 'slot-unknown', slot: 0 });
    if (choice.length > 0 || text !== '') return refused({ name: 'prediction-invalid' });
    return accepted(encodePrediction(draft.prediction));
  }
  const slot = shape.paper.slots[draft.slot - 1];
  if (!slot) return refused({ name: 'slot-unknown', slot: draft.slot });
  const response = encodeGiven(shape.pool.question(slot.versionId), slot.options, { choice, text });
  if (response === null || draft.prediction !== null) return refused({ name: 'choice-invalid', slot: draft.slot });
  return accepted(response);
}
