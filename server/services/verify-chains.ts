/** Walks the hash chains: the answers of every attempt, and the journal. Finds what was changed, removed or slipped in. */
import type { ContestId } from '../rules/ids.ts';
import { answersOf, type AnswerRow } from '../store/answers.ts';
import { attemptsPage, type AttemptRow } from '../store/attempts.ts';
import { roundsOfContest, type RoundRow } from '../store/contests.ts';
import { journalAfter } from '../store/journal.ts';
import { brokenLink } from './answer-chain.ts';
import type { Ctx } from './context.ts';
import { firstPrevHash, journalText } from './write-journal.ts';

/**
 * Ids of attempts whose answers do not form one chain, whose paper was not drawn from the round's secret, or that hold an
 * answer from after their time; empty when all is well.
 */
export async function verifyAnswerChains(
  ctx: Ctx,
  contestId: ContestId,
  onProgress: (done: number) => void,
): Promise<{ attempts: number; broken: string[] }> {
  const broken: string[] = [];
  let attempts = 0;
  for (let afterId = ''; ;) {
    const page = await ctx.store.read(async (tx) => {
      const rounds = new Map((await roundsOfContest(tx, contestId)).map((round) => [round.id, round]));
      const rows = await attemptsPage(tx, contestId, afterId);
      for (const row of rows)
        if (!isWhole(ctx, row, rounds.get(row.roundId), await answersOf(tx, row.id))) broken.push(row.id);
      return rows;
    });
    attempts += page.length;
    onProgress(attempts);
    const last = page.at(-1);
    if (!last) return { attempts, broken };
    afterId = last.id;
  }
}

function isWhole(
  { secrets }: Ctx,
  { id, paper, deadlineAt }: AttemptRow,
  round: RoundRow | undefined,
  answers: readonly AnswerRow[],
): boolean {
  if (round === undefined || paper.seed !== secrets.hmac(round.secret, id)) return false;
  const overAt = deadlineAt + round.definition.graceMs;
  return brokenLink(id, paper.seed, answers) === null && answers.every(({ receivedAt }) => receivedAt < overAt);
}

const journalPageMax = 1_000;

/** The `seq` of the first journal entry that does not follow from those before it; null when the chain holds. */
export async function verifyJournal(ctx: Ctx): Promise<{ entries: number; brokenAt: number | null }> {
  let prevHash = firstPrevHash;
  for (let seq = 0; ;) {
    const page = await ctx.store.read((tx) => journalAfter(tx, seq, journalPageMax));
    if (page.length === 0) return { entries: seq, brokenAt: null };
    for (const entry of page) {
      const isNext = entry.seq === seq + 1 && entry.prevHash === prevHash;
      if (!isNext || entry.hash !== ctx.secrets.digest(journalText(entry)))
        return { entries: seq, brokenAt: entry.seq };
      seq = entry.seq;
      prevHash = entry.hash;
    }
  }
}
