/**
 * Brings a closed round's results to their end: the truth of its prediction question, the standings that rest on it,
 * and the seal over them. Every step can be done again: a round that is closed and not sealed says by itself that work
 * is left, so a server that was stopped in the middle goes on where it was. Results that were sealed never change
 * without a `reopen-round` and a `seal-round` in the journal, which hold the old and the new digest and truth.
 */
import { boardOfRound } from '../rules/standings.ts';
import type { ContestId, ParticipantId, RoundId } from '../rules/ids.ts';
import { countRunning } from '../store/attempts.ts';
import { roundById, roundsOfContest, writeRound, type RoundRow } from '../store/contests.ts';
import { hasBoardChanged, lastStandingChange } from '../store/live-standings.ts';
import { standingOf } from '../store/standings.ts';
import { unappliedRulings } from '../store/rulings.ts';
import type { Tx } from '../store/store.ts';
import { applyRulings } from './apply-rulings.ts';
import { boardDigest, isSealed } from './board-digest.ts';
import type { Ctx } from './context.ts';
import { endRoundAttempts } from './end-round-attempts.ts';
import { inTurn } from './in-turn.ts';
import { loadContest } from './load-contest.ts';
import { rebuildStandings } from './rebuild-standings.ts';
import { countTruth } from './round-truth.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export interface Settling {
  readonly contestId: ContestId;
  readonly roundId: RoundId;
  /** null is the server by its clock. */
  readonly actor: JournalNote['actor'];
  /** The use case that changed what the results rest on: `close-round`, `disqualify`. */
  readonly why: string;
  /** The standings already are what the attempts amount to, but for a truth that may have changed. */
  readonly isRebuilt?: boolean;
}

/** Settles a closed round anew, whatever its state; a round that is open or unknown is left alone. */
export function settleRound(ctx: Ctx, settling: Settling): Promise<void> {
  return inTurn(ctx, settling.contestId, () => settle(ctx, settling));
}

/** Settles a closed round unless that is done already, by whoever: another instance closes the same round at the same second. */
export async function settleUnsealed(ctx: Ctx, settling: Settling): Promise<boolean> {
  const round = await ctx.store.read((tx) => roundById(tx, settling.roundId));
  if (round === undefined || isSealed(round)) return false;
  await settle(ctx, settling);
  return true;
}

/** The same for a caller who is in its turn. */
export async function settle(ctx: Ctx, settling: Settling): Promise<void> {
  const { contestId, roundId } = settling;
  let isRebuilt = settling.isRebuilt === true;
  for (;;) {
    const contest = await loadContest(ctx, contestId);
    if (contest === null) return;
    await applyRulings(ctx, contest, roundId);
    const round = await ctx.store.read((tx) => roundById(tx, roundId));
    if (round === undefined || round.closedAt === 0) return;
    const predictionTruth = await countTruth(ctx, round);
    isRebuilt &&= predictionTruth === round.predictionTruth;
    await ctx.store.write((tx) => reopen(tx, ctx, settling, predictionTruth));
    if (!isRebuilt) await rebuildStandings(ctx, contestId);
    const since = await ctx.store.read((tx) => lastStandingChange(tx, contestId));
    const digest = await boardDigest(ctx, { id: roundId, predictionTruth });
    if (await ctx.store.write((tx) => seal(tx, ctx, settling, { predictionTruth, digest, since }))) return;
    await endRoundAttempts(ctx, contest, roundId);
    isRebuilt = false;
  }
}

/** What the standings will rest on; a seal over another truth is broken in the open. */
async function reopen(tx: Tx, ctx: Ctx, settling: Settling, predictionTruth: number | null): Promise<void> {
  const { roundId, contestId, actor, why } = settling;
  await tx.lock('round', roundId);
  const round = await roundById(tx, roundId);
  if (round === undefined) return;
  if (round.predictionTruth === predictionTruth) return;
  await writeRound(tx, roundId, { predictionTruth, sealDigest: '' });
  await writeJournal(tx, ctx, {
    actor,
    action: isSealed(round) ? 'reopen-round' : 'recount-truth',
    contestId,
    detail: { ...named(round), why, predictionTruth, predictionTruthBefore: round.predictionTruth },
  });
}

interface Seal {
  readonly predictionTruth: number | null;
  readonly digest: string;
  /** The newest change of standings before the digest was made. */
  readonly since: number;
}

/** False when an attempt runs in the round after all, a ruling was made, or another instance ruled on somebody meanwhile. */
async function seal(tx: Tx, ctx: Ctx, settling: Settling, { predictionTruth, digest, since }: Seal): Promise<boolean> {
  const { roundId, contestId, actor, why } = settling;
  await tx.lock('round', roundId);
  const round = await roundById(tx, roundId);
  if (round === undefined) throw new Error(`round ${roundId} is gone`);
  if ((await countRunning(tx, [roundId])) > 0) return false;
  if ((await unappliedRulings(tx)).some((row) => row.roundId === roundId)) return false;
  if (round.predictionTruth !== predictionTruth) return false;
  if (await hasBoardChanged(tx, { contestId, board: boardOfRound(roundId), since })) return false;
  // Another instance has come to the same while we counted: nothing changes, so there is nothing to write down.
  if (round.sealDigest === digest) return true;
  await writeRound(tx, roundId, { sealDigest: digest });
  const detail = { ...named(round), why, predictionTruth, sealDigest: digest };
  if (isSealed(round)) await writeJournal(tx, ctx, { actor, action: 'reopen-round', contestId, detail });
  await writeJournal(tx, ctx, { actor, action: 'seal-round', contestId, detail });
  tx.afterCommit(() => ctx.bus.say({ what: 'round-closed', contestId, roundId }));
  return true;
}

const named = ({ id, key, sealDigest }: RoundRow) => ({ roundId: id, round: key, sealDigestBefore: sealDigest });

/** What a closed round's standings would be sealed with as they are now: `verify` compares it with the seal. '' for no round. */
export async function sealedDigest(ctx: Ctx, roundId: RoundId): Promise<string> {
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  return round === undefined ? '' : boardDigest(ctx, round);
}

/**
 * Breaks the seals of the closed rounds on whose boards the participant stands, in the transaction that changes the
 * standing: from then on the store itself says that these rounds must be settled. Tells which they are, and
 * whether their other rows were whole.
 */
export async function reopenRoundsOf(
  tx: Tx,
  ctx: Ctx,
  given: Pick<Settling, 'contestId' | 'actor' | 'why'> & { readonly participantId: ParticipantId },
): Promise<Settling[]> {
  const { contestId, actor, why, participantId } = given;
  const reopened: Settling[] = [];
  for (const { id: roundId } of await roundsOfContest(tx, contestId)) {
    await tx.lock('round', roundId);
    const round = await roundById(tx, roundId);
    if (round === undefined || round.closedAt === 0) continue;
    if ((await standingOf(tx, boardOfRound(roundId), participantId)) === undefined) continue;
    const settling = { contestId, roundId, actor, why };
    reopened.push({ ...settling, isRebuilt: isSealed(round) });
    await breakSeal(tx, ctx, round, { actor, why });
  }
  return reopened;
}

/** The round, whose lock the caller holds, is not sealed until it has been settled again; nothing for one that is not sealed. */
export async function breakSeal(
  tx: Tx,
  ctx: Ctx,
  round: RoundRow,
  { actor, why }: Pick<Settling, 'actor' | 'why'>,
): Promise<void> {
  if (!isSealed(round)) return;
  const { id, contestId, predictionTruth } = round;
  await writeRound(tx, id, { sealDigest: '' });
  const detail = { ...named(round), why, predictionTruth, predictionTruthBefore: predictionTruth };
  await writeJournal(tx, ctx, { actor, action: 'reopen-round', contestId, detail });
}
