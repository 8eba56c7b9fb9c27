/** The picture of one's own result, for its owner alone. Nothing is kept: who wants it again has it drawn again. */
import { Overloaded } from '../auth/password.ts';
import { drawResultCard } from '../documents/result-card.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { AttemptId, UserId } from '../rules/ids.ts';
import { attemptById } from '../store/attempts.ts';
import { participantById } from '../store/participants.ts';
import type { Language } from '../wire/refusal-text.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';

/** Pictures drawn one after another: a tenth of a second each, so the last one waits some four seconds. */
const waitingMax = 40;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * PNG of 1200 × 630. Refuses with `not-found` (also for another's attempt and for one that does not count),
 * `result-not-yet` while it runs, `participant-disqualified`.
 */
export async function readResultCard(
  ctx: Ctx,
  { userId, attemptId }: { userId: UserId; attemptId: AttemptId },
  language: Language,
): Promise<Outcome<Buffer>> {
  const found = await ctx.store.read(async (tx) => {
    const attempt = await attemptById(tx, attemptId);
    const participant = attempt && (await participantById(tx, attempt.participantId));
    return attempt && participant && { attempt, participant };
  });
  if (!found || found.attempt.userId !== userId) return refused({ name: 'not-found' });
  const { attempt, participant } = found;
  const contest = await loadContest(ctx, attempt.contestId);
  const round = contest?.rounds.find(({ id }) => id === attempt.roundId);
  if (!contest || !round || attempt.state === 'void') return refused({ name: 'not-found' });
  if (attempt.state === 'running') return refused({ name: 'result-not-yet', at: attempt.deadlineAt });
  if (participant.disqualifiedAt > 0) return refused({ name: 'participant-disqualified' });
  const { title } = contest.definition;
  const card = {
    title: title[language],
    roundName: round.definition.name[language],
    name: participant.publicName,
    correct: attempt.correct,
    questionCount: attempt.paper.slots.length,
    elapsedMs: attempt.elapsedMs,
    language,
  };
  return accepted(await inTurn(() => drawResultCard(card)));
}

async function inTurn<T>(draw: () => Promise<T>): Promise<T> {
  if (waiting >= waitingMax) throw new Overloaded('too many pictures to draw');
  waiting += 1;
  const drawn = last.then(draw);
  last = drawn.catch(() => {});
  try {
    return await drawn;
  } finally {
    waiting -= 1;
  }
}
