/** `hoithi verify`: everything anybody sees of results, computed again from the raw answers and compared. Ends with 1 on any difference. */
import type { Ctx } from '../services/context.ts';
import { loadContests, type LoadedContest } from '../services/load-contest.ts';
import { verifyStandings } from '../services/rebuild-standings.ts';
import { sealedDigest } from '../services/settle-round.ts';
import { verifyAnswerChains, verifyJournal } from '../services/verify-chains.ts';
import { countEntered } from '../store/participants.ts';
import { say } from './command-context.ts';
import { showProgress } from './progress.ts';

export async function verifyAll(ctx: Ctx): Promise<void> {
  let problems = 0;
  for (const contest of await loadContests(ctx)) problems += await verifyContest(ctx, contest);
  const journal = await verifyJournal(ctx);
  if (journal.brokenAt !== null) problems += 1;
  say(
    journal.brokenAt === null
      ? `Nhật ký: ${journal.entries} mục, chuỗi liền mạch.`
      : `Nhật ký: SAI từ mục số ${journal.brokenAt}.`,
  );
  say(problems === 0 ? 'Khớp hoàn toàn.' : `Có ${problems} chỗ KHÔNG khớp.`);
  if (problems > 0) process.exitCode = 1;
}

/** How many differences there are. */
async function verifyContest(ctx: Ctx, contest: LoadedContest): Promise<number> {
  say(contest.definition.title.vi);
  const people = await ctx.store.read((tx) => countEntered(tx, contest.id));
  const progress = showProgress('  Thứ hạng', people);
  const { participants, disagreements } = await verifyStandings(ctx, contest.id, progress.to);
  progress.end();
  for (const { board, participantId } of disagreements) say(`  SAI: bảng ${board}, thí sinh ${participantId}`);
  const chains = await verifyAnswerChains(ctx, contest.id, () => {});
  for (const id of chains.broken) say(`  SAI: chuỗi bài làm của lượt thi ${id}`);
  let broken = disagreements.length + chains.broken.length;
  for (const round of contest.rounds) {
    if (round.sealDigest === '' || (await sealedDigest(ctx, round.id)) === round.sealDigest) continue;
    say(`  SAI: niêm phong của vòng ${round.key}`);
    broken += 1;
  }
  say(
    `  ${participants} thí sinh, ${chains.attempts} lượt thi, ${broken === 0 ? 'khớp' : `${broken} chỗ không khớp`}.`,
  );
  return broken;
}
