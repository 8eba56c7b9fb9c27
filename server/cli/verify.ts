/** `hoithi verify`: everything anybody sees of results, computed again from the raw answers and compared. Ends with 1 on any difference. */
import type { Ctx } from '../services/context.ts';
import { loadContests, type LoadedContest } from '../services/load-contest.ts';
import { verifyAnswerChains, verifyJournal } from '../services/verify-chains.ts';
import { verifyAwards, verifyRound, type RoundFault } from '../services/verify-rounds.ts';
import { verifyStandings } from '../services/verify-standings.ts';
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

const faultText: Record<RoundFault, string> = {
  secret: 'khóa đề không khớp với mã băm đã công bố',
  'open-and-settled': 'vòng chưa đóng mà đã có kết quả',
  'running-after-close': 'còn lượt thi chưa kết thúc sau khi đóng vòng',
  truth: 'đáp án của câu dự đoán',
  seal: 'niêm phong',
};

/** How many differences there are. */
async function verifyContest(ctx: Ctx, contest: LoadedContest): Promise<number> {
  say(contest.definition.title.vi);
  const people = await ctx.store.read((tx) => countEntered(tx, contest.id));
  const progress = showProgress('  Thứ hạng', people);
  const { participants, disagreements } = await verifyStandings(ctx, contest.id, progress.to);
  progress.end();
  for (const { board, participantId, attemptId = '' } of disagreements)
    say(`  SAI: bảng ${board}, thí sinh ${participantId}${attemptId && `, điểm của lượt thi ${attemptId}`}`);
  const chains = await verifyAnswerChains(ctx, contest.id, () => {});
  for (const id of chains.broken) say(`  SAI: đề hoặc chuỗi bài làm của lượt thi ${id}`);
  let broken = disagreements.length + chains.broken.length;
  for (const round of contest.rounds) {
    const faults = await verifyRound(ctx, round);
    for (const fault of faults) say(`  SAI: ${faultText[fault]} (vòng ${round.key})`);
    broken += faults.length;
  }
  const outdated = await verifyAwards(ctx, contest);
  for (const board of outdated) say(`  SAI: giải đã quyết định của bảng ${board} không còn đúng với thứ hạng`);
  broken += outdated.length;
  say(
    `  ${participants} thí sinh, ${chains.attempts} lượt thi, ${broken === 0 ? 'khớp' : `${broken} chỗ không khớp`}.`,
  );
  return broken;
}
