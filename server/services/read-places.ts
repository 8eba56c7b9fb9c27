/** One's own places in a contest (oneself, or several children), each with its attempts. */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { UserId } from '../rules/ids.ts';
import type { AttemptSummary, MyPlaces } from '../wire/http/attempts.ts';
import { attemptsOfUser, type AttemptRow } from '../store/attempts.ts';
import { participantsOfUser } from '../store/participants.ts';
import { standingsOfParticipant } from '../store/standings.ts';
import { unitNames } from '../store/units.ts';
import type { Ctx } from './context.ts';
import { loadPublicContest } from './load-contest.ts';

/** Empty for an account that has not entered. Refusal: `not-found` for an unknown contest. */
export async function readPlaces(ctx: Ctx, userId: UserId, slug: string): Promise<Outcome<MyPlaces>> {
  const contest = await loadPublicContest(ctx, slug);
  if (!contest) return refused({ name: 'not-found' });
  const places = await ctx.store.read(async (tx) => {
    const participants = await participantsOfUser(tx, userId, contest.id);
    const attempts = await attemptsOfUser(
      tx,
      userId,
      participants.map(({ id }) => id),
    );
    const names = await unitNames(
      tx,
      participants.map(({ unitId }) => unitId),
    );
    const counted = new Set<string>();
    for (const { id } of participants)
      for (const { attemptId } of await standingsOfParticipant(tx, id)) counted.add(attemptId);
    return participants.map((participant) => ({
      participantId: participant.id,
      fullName: participant.fullName,
      isChild: participant.isChild,
      categoryId: participant.categoryId,
      unitName: names.get(participant.unitId) ?? '',
      isDisqualified: participant.disqualifiedAt > 0,
      attempts: attempts
        .filter(({ participantId }) => participantId === participant.id)
        .map((attempt) => summarise(attempt, counted.has(attempt.id) ? attempt.id : '')),
    }));
  });
  return accepted({ places, serverNow: ctx.clock.now() });
}

/** `countedId` is the attempt that stands on the board, chosen by the ranking's own comparator. */
export function summarise(attempt: AttemptRow, countedId: string | undefined): AttemptSummary {
  const hasEnded = attempt.state !== 'running';
  return {
    id: attempt.id,
    roundId: attempt.roundId,
    ordinal: attempt.ordinal,
    state: attempt.state,
    startedAt: attempt.startedAt,
    finishedAt: attempt.finishedAt,
    score: hasEnded ? attempt.score : null,
    correct: hasEnded ? attempt.correct : null,
    elapsedMs: hasEnded ? attempt.elapsedMs : null,
    isBest: hasEnded && attempt.id === countedId,
  };
}
