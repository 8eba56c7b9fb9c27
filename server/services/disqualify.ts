/**
 * Takes a participant out of the ranking, with a reason, or lets them back in. Sealed rounds they stand in are
 * reopened, counted anew and sealed again: a disqualification can change the truth of a prediction question,
 * and with it everybody's place.
 */
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ParticipantId } from '../rules/ids.ts';
import { countedTimes } from '../rules/timing.ts';
import { attemptById, runningAttemptsOf, writeAttemptEnd } from '../store/attempts.ts';
import { participantById, writeDisqualification, type ParticipantRow } from '../store/participants.ts';
import type { Tx } from '../store/store.ts';
import type { Disqualification } from '../wire/http/staff.ts';
import type { Ctx } from './context.ts';
import { inTurn } from './in-turn.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { reopenRoundsOf, settle, type Settling } from './settle-round.ts';
import { updateStanding } from './update-standing.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export interface Ruling {
  readonly participantId: ParticipantId;
  readonly reason: string;
  readonly actor: NonNullable<JournalNote['actor']>;
}

/** Attempts that run become void. Refusals: `not-found`, `reason-needed`, `already-disqualified`. */
export function disqualify(ctx: Ctx, ruling: Ruling): Promise<Outcome<Disqualification>> {
  return rule(ctx, ruling, 'disqualify');
}

/** What became void stays so. Refusals: `not-found` (also for somebody who was not disqualified), `reason-needed`. */
export function reinstate(ctx: Ctx, ruling: Ruling): Promise<Outcome<Disqualification>> {
  return rule(ctx, ruling, 'reinstate');
}

type Action = 'disqualify' | 'reinstate';

async function rule(ctx: Ctx, given: Ruling, action: Action): Promise<Outcome<Disqualification>> {
  const ruling = { ...given, reason: normaliseName(given.reason) };
  if (ruling.reason === '') return refused({ name: 'reason-needed' });
  const found = await ctx.store.read((tx) => participantById(tx, ruling.participantId));
  const contest = found && (await loadContest(ctx, found.contestId));
  if (!contest) return refused({ name: 'not-found' });
  return inTurn(ctx, contest.id, async () => {
    const ruled = await ctx.store.write((tx) => writeRuling(tx, ctx, contest, ruling, action));
    if (!ruled.ok) return ruled;
    for (const settling of ruled.value.reopened) await settle(ctx, settling);
    return accepted(ruled.value.disqualification);
  });
}

interface Ruled {
  readonly disqualification: Disqualification;
  readonly reopened: readonly Settling[];
}

async function writeRuling(
  tx: Tx,
  ctx: Ctx,
  contest: LoadedContest,
  { participantId, reason, actor }: Ruling,
  action: Action,
): Promise<Outcome<Ruled>> {
  // Rounds come before people in every write, so that a closing and a ruling do not wait for each other.
  for (const { id } of contest.rounds) await tx.lock('round', id);
  await tx.lock('participant', participantId);
  const participant = await participantById(tx, participantId);
  const isOut = participant !== undefined && participant.disqualifiedAt > 0;
  if (participant === undefined || (action === 'reinstate' && !isOut)) return refused({ name: 'not-found' });
  if (action === 'disqualify' && isOut) return refused({ name: 'already-disqualified' });
  const disqualifiedAt = action === 'disqualify' ? ctx.clock.now() : 0;
  const attemptsVoided = action === 'disqualify' ? await voidRunning(tx, ctx, participant) : 0;
  await writeDisqualification(tx, participantId, disqualifiedAt, action === 'disqualify' ? reason : '');
  await updateStanding(tx, ctx, { contest, participantId });
  const contestId = contest.id;
  await writeJournal(tx, ctx, { actor, action, contestId, detail: { participantId, reason, attemptsVoided } });
  const reopened = await reopenRoundsOf(tx, ctx, { contestId, actor, why: action, participantId });
  return accepted({ disqualification: { participantId, disqualifiedAt, reason }, reopened });
}

async function voidRunning(tx: Tx, ctx: Ctx, { id }: ParticipantRow): Promise<number> {
  let voided = 0;
  for (const { id: attemptId } of await runningAttemptsOf(tx, id)) {
    await tx.lock('attempt', attemptId);
    const attempt = await attemptById(tx, attemptId);
    if (attempt?.state !== 'running') continue;
    const { submittedAt: finishedAt, elapsedMs } = countedTimes(attempt, ctx.clock.now());
    await writeAttemptEnd(tx, attemptId, { ...nothing, state: 'void', finishedAt, elapsedMs });
    voided += 1;
  }
  return voided;
}

const nothing = { score: 0, correct: 0, prediction: null };
