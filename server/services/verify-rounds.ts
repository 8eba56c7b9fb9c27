/** Proves what is told of a contest's rounds and prizes: secrets, truths, seals, and the awards that have been decided. */
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import { countRunning } from '../store/attempts.ts';
import type { RoundRow } from '../store/contests.ts';
import { isSealed } from './board-digest.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';
import { readAwards } from './read-awards.ts';
import { countTruth } from './round-truth.ts';
import { sealedDigest } from './settle-round.ts';

export type RoundFault = 'secret' | 'open-and-settled' | 'running-after-close' | 'truth' | 'seal';

/**
 * `secret` is not the one whose digest was told before the opening; an open round has a truth or a seal; an attempt runs
 * in a closed one; the truth or the seal is not what the attempts and standings give.
 */
export async function verifyRound(ctx: Ctx, round: RoundRow): Promise<RoundFault[]> {
  const faults: RoundFault[] = [];
  if (ctx.secrets.digest(round.secret) !== round.secretDigest) faults.push('secret');
  if (round.closedAt === 0) {
    if (round.predictionTruth !== null || isSealed(round)) faults.push('open-and-settled');
    return faults;
  }
  if ((await ctx.store.read((tx) => countRunning(tx, [round.id]))) > 0) faults.push('running-after-close');
  if ((await countTruth(ctx, round)) !== round.predictionTruth) faults.push('truth');
  if (isSealed(round) && (await sealedDigest(ctx, round.id)) !== round.sealDigest) faults.push('seal');
  return faults;
}

/** Boards whose decided awards are no longer what the rules give on their standings. */
export async function verifyAwards(ctx: Ctx, contest: LoadedContest): Promise<string[]> {
  const outdated: string[] = [];
  for (const board of [...contest.rounds.map(({ id }) => boardOfRound(id)), boardOfContest(contest.id)]) {
    const awards = await readAwards(ctx, { contestId: contest.id, board });
    if (awards.ok && awards.value.isOutdated) outdated.push(board);
  }
  return outdated;
}
