/**
 * Makes a board's proposal hold. Only sealed results are decided on, and only the very proposal that was seen; what it
 * replaces is revoked with a reason and kept, so it can always be told who had a prize, until when, and why no longer.
 */
import { normaliseName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ContestId } from '../rules/ids.ts';
import { awardsOnBoard, insertAward, revokeAward } from '../store/awards.ts';
import { roundsOfContest } from '../store/contests.ts';
import type { Tx } from '../store/store.ts';
import type { AwardsView } from '../wire/http/staff.ts';
import { isSealed } from './board-digest.ts';
import { boardOf, type BoardOf } from './board-of.ts';
import type { Ctx } from './context.ts';
import { inTurn } from './in-turn.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { awardKey, proposeAwards, winnersElsewhere, type Proposal } from './propose-awards.ts';
import { isStanding, viewAwards } from './read-awards.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export interface Decision {
  readonly contestId: ContestId;
  readonly board: string;
  /** Of the proposal as its reader saw it. */
  readonly proposalDigest: string;
  /** Needed when earlier awards are replaced. */
  readonly reason: string;
  readonly actor: NonNullable<JournalNote['actor']>;
}

/** Deciding the same again changes nothing. Refusals: `not-found`, `round-still-open`, `awards-outdated`, `reason-needed`. */
export async function decideAwards(ctx: Ctx, decision: Decision): Promise<Outcome<AwardsView>> {
  return inTurn(ctx, decision.contestId, async () => {
    const contest = await loadContest(ctx, decision.contestId);
    const board = contest && boardOf(contest, decision.board);
    if (!contest || !board) return refused({ name: 'not-found' });
    const unsealed = board.rounds.find((round) => !isSealed(round));
    if (unsealed) return refused({ name: 'round-still-open', closesAt: unsealed.closesAt });
    const proposal = await proposeAwards(ctx, contest, board);
    if (proposal.digest !== decision.proposalDigest) return refused({ name: 'awards-outdated' });
    const written = await ctx.store.write((tx) => write(tx, ctx, contest, board, proposal, decision));
    return written.ok ? accepted(await viewAwards(ctx, contest, board, proposal)) : written;
  });
}

async function write(
  tx: Tx,
  ctx: Ctx,
  contest: LoadedContest,
  { board, rounds }: BoardOf,
  proposal: Proposal,
  decision: Decision,
): Promise<Outcome<true>> {
  await tx.lock('awards', contest.id);
  // Another instance may have reopened a round since the proposal was made.
  const now = await roundsOfContest(tx, contest.id);
  if (rounds.some(({ id, sealDigest }) => now.find((round) => round.id === id)?.sealDigest !== sealDigest))
    return refused({ name: 'awards-outdated' });
  // Or decided another board: of two boards at the same time the second must know whom the first has given a prize.
  const wonElsewhere = await winnersElsewhere(tx, contest, board);
  const isSame =
    wonElsewhere.size === proposal.wonElsewhere.size && [...wonElsewhere].every((id) => proposal.wonElsewhere.has(id));
  if (!isSame) return refused({ name: 'awards-outdated' });
  const reason = normaliseName(decision.reason);
  const standing = (await awardsOnBoard(tx, contest.id, board)).filter(isStanding);
  const [proposed, held] = [proposal.awards, standing].map((awards) => new Set(awards.map(awardKey)));
  const revoked = standing.filter((award) => !proposed?.has(awardKey(award)));
  const added = proposal.awards.filter((award) => !held?.has(awardKey(award)));
  if (standing.length > 0 && revoked.length + added.length === 0) return accepted(true);
  if (standing.length > 0 && reason === '') return refused({ name: 'reason-needed' });

  const at = ctx.clock.now();
  for (const { id } of revoked) await revokeAward(tx, id, at, reason);
  for (const award of added)
    await insertAward(tx, {
      ...award,
      id: ctx.newId<string>(),
      contestId: contest.id,
      board,
      awardedAt: at,
      awardedBy: decision.actor.id,
      revokedAt: 0,
      revokedReason: '',
    });
  const counts = { awards: proposal.awards.length, added: added.length, revoked: revoked.length };
  const detail = { board, ...counts, proposalDigest: proposal.digest, reason };
  await writeJournal(tx, ctx, { actor: decision.actor, action: 'decide-awards', contestId: contest.id, detail });
  tx.afterCommit(() => ctx.bus.say({ what: 'contest-changed', contestId: contest.id }));
  return accepted(true);
}
