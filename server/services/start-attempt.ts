/**
 * Starts an attempt, which starts its clock: opening a page never does. Idempotent while an attempt of the
 * round runs: two taps, two tabs or two devices get the same paper and the same deadline.
 */
import { attemptDeadline, attemptPhaseAt, phaseAt } from '../rules/timing.ts';
import { topicName } from '../rules/question.ts';
import { accepted, refused, type Outcome, type Refusal } from '../rules/refusal.ts';
import type { AttemptId, ParticipantId, RoundId, UserId } from '../rules/ids.ts';
import { attemptById, attemptsOfRound, insertAttempt, type AttemptRow } from '../store/attempts.ts';
import { participantById } from '../store/participants.ts';
import { roundById, type RoundRow } from '../store/contests.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { endAttempt } from './end-attempt.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';

export interface StartWish {
  readonly userId: UserId;
  readonly participantId: ParticipantId;
  readonly roundId: RoundId;
}

/**
 * The running attempt, new or as it was. Refusals: `not-found` (also for another's place),
 * `participant-disqualified`, `round-not-open`, `round-closed`, `attempts-used`, `blueprint-unmet`.
 */
export async function startAttempt(ctx: Ctx, wish: StartWish): Promise<Outcome<AttemptRow>> {
  const participant = await ctx.store.read((tx) => participantById(tx, wish.participantId));
  if (!participant || participant.userId !== wish.userId) return refused({ name: 'not-found' });
  const contest = await loadContest(ctx, participant.contestId);
  if (!contest?.rounds.some(({ id }) => id === wish.roundId)) return refused({ name: 'not-found' });
  const pool = await loadPool(ctx, contest);

  return ctx.store.write(async (tx) => {
    // Whoever closes the round waits for us, or we see it closed: nothing begins behind a seal.
    await tx.share('round', wish.roundId);
    // The lock of rulings too: nobody starts while being disqualified.
    await tx.lock('participant', wish.participantId);
    const [round, current] = [await roundById(tx, wish.roundId), await participantById(tx, wish.participantId)];
    if (!round || !current) return refused({ name: 'not-found' });
    if (current.disqualifiedAt > 0) return refused({ name: 'participant-disqualified' });
    const now = ctx.clock.now();
    // Closed is closed, also for a clock that was set back.
    const phase = round.closedAt > 0 ? 'after' : phaseAt(round, now).phase;
    if (phase === 'before') return refused({ name: 'round-not-open', opensAt: round.opensAt });
    if (phase === 'after') return refused({ name: 'round-closed', closedAt: round.closesAt });

    const earlier = await attemptsOfRound(tx, wish.participantId, wish.roundId);
    for (const { id } of earlier.filter(({ state }) => state === 'running')) {
      await tx.lock('attempt', id);
      const attempt = await attemptById(tx, id);
      if (attempt?.state !== 'running') continue;
      if (attemptPhaseAt(attempt, round.definition.graceMs, now) !== 'over') return accepted(attempt);
      // The sweep has not come by yet: its time is over, so it must not stand in the way of the next.
      await endAttempt(tx, ctx, { contest, round, pool, attempt, state: 'timed-out', at: now });
    }
    if (earlier.length >= round.definition.attemptsMax)
      return refused({ name: 'attempts-used', attemptsMax: round.definition.attemptsMax });
    return drawAndStore(tx, ctx, { contest, round, pool, wish, ordinal: earlier.length + 1 });
  });
}

interface NewAttempt {
  readonly contest: LoadedContest;
  readonly round: RoundRow;
  readonly pool: QuestionPool;
  readonly wish: StartWish;
  readonly ordinal: number;
}

/** A person knows topics by their names; a draw only by their ids. */
const withTopicName = (refusal: Refusal, { topics }: LoadedContest): Refusal =>
  refusal.name === 'blueprint-unmet' ? { ...refusal, topic: topicName(topics, refusal.topic) } : refusal;

async function drawAndStore(tx: Tx, ctx: Ctx, given: NewAttempt): Promise<Outcome<AttemptRow>> {
  const { contest, round, pool, wish, ordinal } = given;
  const id = ctx.newId<AttemptId>();
  // Without the round's secret nobody can work out a paper from an attempt's id.
  const startedAt = ctx.clock.now();
  const draw = pool.drawIn(contest.id, startedAt, round.definition.blueprint);
  const paper = draw(ctx.secrets.hmac(round.secret, id));
  if (!paper.ok) return refused(withTopicName(paper.refusal, contest));
  const row: AttemptRow = {
    id,
    contestId: contest.id,
    roundId: round.id,
    participantId: wish.participantId,
    userId: wish.userId,
    ordinal,
    state: 'running',
    startedAt,
    deadlineAt: attemptDeadline(round.definition, round.closesAt, startedAt),
    finishedAt: 0,
    paper: paper.value,
    score: 0,
    correct: 0,
    elapsedMs: 0,
    prediction: null,
  };
  await insertAttempt(tx, row);
  tx.afterCommit(() => ctx.bus.say({ what: 'attempt-started', contestId: contest.id }));
  return accepted(row);
}
