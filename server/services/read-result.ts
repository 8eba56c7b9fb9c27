/**
 * The result of an ended attempt, for its owner. Score and time at once; the rank where the round tells it;
 * keys and explanations only after the round has closed, when nobody can use them any more.
 */
import { boardOfRound } from '../rules/standings.ts';
import { decodeChoice } from '../rules/response.ts';
import { buildSheet } from '../rules/sheet.ts';
import { mark } from '../rules/marking/index.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { AttemptId, ContestId, ParticipantId, UserId } from '../rules/ids.ts';
import type { AttemptResult, PlaceAbove } from '../wire/http/attempts.ts';
import { answersOf, type AnswerRow } from '../store/answers.ts';
import { attemptById, attemptsOfRound, type AttemptRow } from '../store/attempts.ts';
import { standingOf } from '../store/standings.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import { summarise } from './read-places.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';

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
    scoreMax: attempt.paper.slots.length * blueprint.pointsPerQuestion,
    prediction: attempt.prediction,
    rank: place?.rank ?? null,
    // Below 0 the count is what an open prediction question asks for.
    rankedCount: place?.rank == null || place.rankedCount < 0 ? null : place.rankedCount,
    isFrozen: !isClosed && place?.isFrozen === true,
    above: isClosed ? null : (place?.above ?? null),
    isProvisional: !isClosed,
    attemptsLeft: isClosed ? 0 : Math.max(0, attemptsMax - attempts.length),
    reviewAt: round.closesAt,
    review: isClosed ? reviewOf(attempt, answers, pool) : null,
    serverNow: ctx.clock.now(),
  });
}

function reviewOf(attempt: AttemptRow, answers: readonly AnswerRow[], pool: QuestionPool): AttemptResult['review'] {
  const sheet = buildSheet(attempt.paper.slots.length, answers);
  return attempt.paper.slots.map(({ versionId, options }, index) => {
    const question = pool.question(versionId);
    const chosen = decodeChoice(sheet.held.get(index + 1)?.response ?? '');
    return {
      slot: index + 1,
      stem: question.stem,
      options: options.map((id) => question.options.find((option) => option.id === id)?.text ?? ''),
      choice: chosen.map((id) => options.indexOf(id)).toSorted((a, b) => a - b),
      right: question.key.map((id) => options.indexOf(id)).toSorted((a, b) => a - b),
      isRight: mark(question, chosen).isRight,
      explanation: question.explanation,
      source: question.source,
    };
  });
}
