/** Whether somebody asks for their own: a participant of a contest who stands on the account that asks. */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ContestId, ParticipantId, UserId } from '../rules/ids.ts';
import { participantById } from '../store/participants.ts';
import type { Ctx } from './context.ts';
import { loadPublicContest } from './load-contest.ts';

export interface OwnParticipant {
  readonly contestId: ContestId;
  readonly participantId: ParticipantId;
}

/** A frame of a websocket may hold any text. */
const idPattern = /^[A-Za-z0-9_-]{1,40}$/;

/** Refusal `not-found` also for another's participant: that it exists is not told. */
export async function ownParticipant(
  ctx: Ctx,
  { userId, slug, participantId }: { userId: UserId; slug: string; participantId: string },
): Promise<Outcome<OwnParticipant>> {
  const contest = await loadPublicContest(ctx, slug);
  if (!idPattern.test(participantId)) return refused({ name: 'not-found' });
  const participant = await ctx.store.read((tx) => participantById(tx, participantId as ParticipantId));
  if (contest === null || participant?.userId !== userId || participant.contestId !== contest.id)
    return refused({ name: 'not-found' });
  return accepted({ contestId: contest.id, participantId: participant.id });
}
