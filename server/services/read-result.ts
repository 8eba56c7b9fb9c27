/**
 * The result of an ended attempt, for its owner. Score and time at once; the rank where the round tells it;
 * keys and explanations only after the round has closed, when nobody can use them any more.
 */
import { boardOfRound } from '../rules/standings.ts';
import { buildSheet, responseOf } from '../rules/sheet.ts';
import { decodeGiven, mark, rightResponses } from '../rules/marking/index.ts';
import type { Given } from '../rules/marking/kind.ts';
import { fullScoreOfPaper, pointsOfSlot } from '../rules/paper.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { AttemptId, ContestId, ParticipantId, UserId } from '../rules/ids.ts';
import type { AttemptResult, PlaceAbove, ReviewedQuestion } from '../wire/http/attempts.ts';
import { answersOf, type AnswerRow } from '../store/answers.ts';
import { attemptById, attemptsOfRound, type AttemptRow } from '../store/attempts.ts';
import type { RoundRow } from '../store/contests.ts';
import { standingOf } from '../store/standings.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import { summarise } from './read-places.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { roundRulings } from './round-rulings.ts';
import { shownQuestion } from './shown-question.ts';

/** One's own place as the public board has it: frozen when that is, a null rank where ranks are not told yet. */
export type PlaceOf = (
  contestId: ContestId,
  board: string,
  participantId: ParticipantId,
) => Promise<{
  readonly rank: number | null;
  readonly rankedCount: number;
  readonly isFrozen: boolean;
  readonly above: PlaceAbove | null;
} | null>;

/**
 * Refusals: `not-found` (also for another's attempt), `result-not-yet` while it runs. The place is asked of
 * `placeOf`, because only the live rankings know it among a million without counting.
 */
export async function readResult(
  ctx: Ctx,
  { userId, attemptId }: { userId: UserId; attemptId: AttemptId },
  placeOf: PlaceOf,
): Promise<Outcome<AttemptResult>> {
  const found = await ctx.store.read(async (tx) => {
    const attempt = await attemptById(tx, attemptId);
    if (!attempt || attempt.userId !== userId) return null;
    const board = boardOfRound(attempt.roundId);
    const standing = await standingOf(tx, board, attempt.participantId);
    return {
      attempt,
      standing,
      attempts: await attemptsOfRound(tx, attempt.participantId, attempt.roundId),
      answers: await answersOf(tx, attemptId),
    };
  });
  const contest = found && (await loadContest(ctx, found.attempt.contestId));
  const round = contest?.rounds.find(({ id }) => id === found?.attempt.roundId);
  if (!found || !contest || !round) return refused({ name: 'not-found' });
  const { attempt, attempts, standing, answers } = found;
  if (attempt.state === 'running') return refused({ name: 'result-not-yet', at: attempt.deadlineAt });

  const pool = await loadPool(ctx, contest);
  const isClosed = round.closedAt > 0;
  const { blueprint, attemptsMax } = round.definition;
  const place = await placeOf(contest.id, boardOfRound(round.id), attempt.participantId);
  return accepted({
    attempt: summarise(attempt, standing?.attemptId),
    contestSlug: contest.slug,
    questionCount: attempt.paper.slots.length,
    scoreMax: fullScoreOfPaper(attempt.paper, blueprint),
    prediction: attempt.prediction,
    rank: place?.rank ?? null,
    // Below 0 the count is what an open prediction question asks for.
    rankedCount: place?.rank == null || place.rankedCount < 0 ? null : place.rankedCount,
    isFrozen: !isClosed && place?.isFrozen === true,
    above: isClosed ? null : (place?.above ?? null),
    isProvisional: !isClosed,
    attemptsLeft: isClosed ? 0 : Math.max(0, attemptsMax - attempts.length),
    reviewAt: round.closesAt,
    review: isClosed ? await reviewOf(ctx, { attempt, answers, pool, round }) : null,
    serverNow: ctx.clock.now(),
  });
}

interface Reviewed {
  readonly attempt: AttemptRow;
  readonly answers: readonly AnswerRow[];
  readonly pool: QuestionPool;
  readonly round: RoundRow;
}

async function reviewOf(ctx: Ctx, { attempt, answers, pool, round }: Reviewed): Promise<ReviewedQuestion[]> {
  const sheet = buildSheet(attempt.paper.slots.length, answers);
  const ruled = await ctx.store.read((tx) => roundRulings(tx, round.id, pool));
  return attempt.paper.slots.map((slot, index) => {
    const question = pool.question(slot.versionId);
    const shown = shownQuestion(question, pool.mediaOf);
    const response = responseOf(sheet, index + 1);
    const key = ruled(slot.versionId);
    const [right = nothingGiven, ...alsoRight] = rightResponses(question, response, key?.ruling).map((text) =>
      copied(decodeGiven(question, slot.options, text)),
    );
    return {
      slot: index + 1,
      kind: question.kind,
      stem: shown.stem,
      options: shown.options(slot.options),
      prompts: [...shown.prompts],
      given: copied(decodeGiven(question, slot.options, response)),
      ...{ right, alsoRight },
      ...mark(question, response, key?.ruling),
      points: pointsOfSlot(slot, round.definition.blueprint),
      ruling: key ? { kind: key.ruling.kind, notice: key.notice } : null,
      explanation: shown.explanation,
      source: question.source,
    };
  });
}

const nothingGiven = { choice: [], text: '' };
const copied = ({ choice, text }: Given) => ({ choice: [...choice], text });
