/**
 * Closes a round: its running attempts end, the truth of its prediction question is counted, its standings are rebuilt
 * and sealed. Many small writes, each of which leaves a state from which `close-due-rounds` can go on.
 */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { RoundId } from '../rules/ids.ts';
import { capDeadlines, countRunning } from '../store/attempts.ts';
import { roundById, writeRound, type RoundRow } from '../store/contests.ts';
import type { Tx } from '../store/store.ts';
import type { RoundView } from '../wire/http/contests.ts';
import { applyRulings } from './apply-rulings.ts';
import type { Ctx } from './context.ts';
import { endRoundAttempts } from './end-round-attempts.ts';
import { inTurn } from './in-turn.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { roundView } from './round-view.ts';
import { countTruth } from './round-truth.ts';
import { settleUnsealed } from './settle-round.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export interface Closing {
  readonly roundId: RoundId;
  /** null is the server by its clock. */
  readonly actor: JournalNote['actor'];
  /** Closes a round whose window has not ended: the window ends now, and so do the attempts that run. */
  readonly early: boolean;
}

/**
 * The round, closed and sealed. Refusals: `not-found`, `round-already-closed`; `round-still-open` while its window and
 * the grace after it last, unless it is closed early; `round-not-open` for one that has not begun; `contest-is-draft`.
 */
export async function closeRound(ctx: Ctx, closing: Closing): Promise<Outcome<RoundView>> {
  const found = await ctx.store.read((tx) => roundById(tx, closing.roundId));
  const contest = found && (await loadContest(ctx, found.contestId));
  if (!contest) return refused({ name: 'not-found' });
  if (contest.isDraft) return refused({ name: 'contest-is-draft' });
  return inTurn(ctx, contest.id, async () => {
    const begun = await ctx.store.write((tx) => begin(tx, ctx, closing));
    if (!begun.ok) return begun;
    await finish(ctx, contest, closing);
    const round = await ctx.store.read((tx) => roundById(tx, closing.roundId));
    return round === undefined ? refused({ name: 'not-found' }) : accepted(roundView(round, ctx.clock.now()));
  });
}

/** Whether it may be closed; early, the window ends now, and with it everybody's time. */
async function begin(tx: Tx, ctx: Ctx, { roundId, actor, early }: Closing): Promise<Outcome<RoundRow>> {
  await tx.lock('round', roundId);
  const round = await roundById(tx, roundId);
  if (round === undefined) return refused({ name: 'not-found' });
  if (round.closedAt > 0) return refused({ name: 'round-already-closed' });
  const now = ctx.clock.now();
  if (now < round.opensAt) return refused({ name: 'round-not-open', opensAt: round.opensAt });
  if (now >= round.closesAt + round.definition.graceMs) return accepted(round);
  if (!early) return refused({ name: 'round-still-open', closesAt: round.closesAt });
  const closesAt = Math.min(now, round.closesAt);
  await writeRound(tx, roundId, { closesAt });
  await capDeadlines(tx, roundId, closesAt);
  const detail = { ...named(round), closesAt, closesAtBefore: round.closesAt };
  await writeJournal(tx, ctx, { actor, action: 'close-round-early', contestId: round.contestId, detail });
  return accepted(round);
}

async function finish(ctx: Ctx, contest: LoadedContest, { roundId, actor }: Closing): Promise<void> {
  for (;;) {
    await endRoundAttempts(ctx, contest, roundId);
    const round = await ctx.store.read((tx) => roundById(tx, roundId));
    if (round === undefined) return;
    // A ruling that was cut short is finished first: the truth may rest on it.
    await applyRulings(ctx, contest, roundId);
    const predictionTruth = await countTruth(ctx, round);
    if (await ctx.store.write((tx) => markClosed(tx, ctx, { roundId, actor, predictionTruth }))) break;
  }
  await settleUnsealed(ctx, { contestId: contest.id, roundId, actor, why: 'close-round' });
}

interface Mark extends Pick<Closing, 'roundId' | 'actor'> {
  readonly predictionTruth: number | null;
}

/** False while an attempt still runs: then its end comes first. */
async function markClosed(tx: Tx, ctx: Ctx, { roundId, actor, predictionTruth }: Mark): Promise<boolean> {
  await tx.lock('round', roundId);
  const round = await roundById(tx, roundId);
  if (round === undefined || round.closedAt > 0) return true;
  if ((await countRunning(tx, [roundId])) > 0) return false;
  const closedAt = ctx.clock.now();
  await writeRound(tx, roundId, { closedAt, predictionTruth });
  const detail = { ...named(round), closedAt, predictionTruth };
  await writeJournal(tx, ctx, { actor, action: 'close-round', contestId: round.contestId, detail });
  return true;
}

const named = ({ id, key }: RoundRow) => ({ roundId: id, round: key });
