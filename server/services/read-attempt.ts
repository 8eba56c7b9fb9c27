/** An attempt as its owner may see it while it runs: questions in the paper's order, no key anywhere near. */
import { pointsOfSlot } from '../rules/paper.ts';
import { buildSheet } from '../rules/sheet.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { AttemptId, UserId } from '../rules/ids.ts';
import type { AskedQuestion, AttemptView } from '../wire/http/attempts.ts';
import { answersOf } from '../store/answers.ts';
import type { RoundRow } from '../store/contests.ts';
import { attemptById, type AttemptRow } from '../store/attempts.ts';
import { participantById } from '../store/participants.ts';
import type { Ctx } from './context.ts';
import { heldAnswer } from './held-answer.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { shownQuestion } from './shown-question.ts';

/** Refusal: `not-found` (also for another's attempt). */
export async function readAttempt(
  ctx: Ctx,
  { userId, attemptId }: { userId: UserId; attemptId: AttemptId },
): Promise<Outcome<AttemptView>> {
  const found = await ctx.store.read(async (tx) => {
    const attempt = await attemptById(tx, attemptId);
    if (!attempt || attempt.userId !== userId) return null;
    const participant = await participantById(tx, attempt.participantId);
    return participant && { attempt, participant, answers: await answersOf(tx, attemptId) };
  });
  const contest = found && (await loadContest(ctx, found.attempt.contestId));
  const round = contest?.rounds.find(({ id }) => id === found?.attempt.roundId);
  if (!found || !contest || !round) return refused({ name: 'not-found' });
  const { attempt, participant, answers } = found;
  const pool = await loadPool(ctx, contest);
  const sheet = buildSheet(attempt.paper.slots.length, answers);
  return accepted({
    id: attempt.id,
    contestSlug: contest.slug,
    roundId: attempt.roundId,
    participantId: attempt.participantId,
    participantName: participant.fullName,
    ordinal: attempt.ordinal,
    state: attempt.state,
    startedAt: attempt.startedAt,
    deadlineAt: attempt.deadlineAt,
    graceMs: round.definition.graceMs,
    serverNow: ctx.clock.now(),
    questions: askedQuestions(attempt, contest, round, pool),
    prediction: round.definition.prediction,
    answers: [...sheet.held.values()].map((answer) => heldAnswer(answer, attempt.paper, pool)),
  });
}

function askedQuestions(
  attempt: AttemptRow,
  contest: LoadedContest,
  round: RoundRow,
  pool: QuestionPool,
): AskedQuestion[] {
  const topicNames = new Map(contest.topics.map(({ id, name }) => [id, name]));
  return attempt.paper.slots.map((slot, index) => {
    const question = pool.question(slot.versionId);
    const shown = shownQuestion(question, pool.mediaOf);
    return {
      slot: index + 1,
      kind: question.kind,
      topicName: topicNames.get(question.topic) ?? '',
      points: pointsOfSlot(slot, round.definition.blueprint),
      stem: shown.stem,
      options: shown.options(slot.options),
      prompts: [...shown.prompts],
    };
  });
}
