/** What banks need when a server starts: heads for those stored before there were any, and an end for readings that died. */
import { banksWithoutHeads } from '../store/banks.ts';
import { failReadingBatches } from '../store/import-batches.ts';
import { approveVersion, versionsOfBank } from '../store/question-versions.ts';
import { questionHints } from '../rules/question-hints.ts';
import { questionsOfBank } from '../store/questions.ts';
import type { Ctx } from './context.ts';
import { putHeads } from './import-bank.ts';
import { hintGround } from './look-at-question.ts';
import { hintsColumn } from './question-head.ts';

/** Doing it again changes nothing. */
export async function startBanks(ctx: Ctx): Promise<void> {
  for (const bankId of await ctx.store.read(banksWithoutHeads)) await makeHeads(ctx, bankId);
  const failed = await ctx.store.write((tx) => failReadingBatches(tx, 'server-stopped', ctx.clock.now()));
  if (failed > 0) ctx.log.warn({ failed }, 'files of questions were being read when the server stopped');
}

async function makeHeads(ctx: Ctx, bankId: string): Promise<void> {
  const ground = await hintGround(ctx, bankId);
  await ctx.store.write(async (tx) => {
    await tx.lock('bank', bankId);
    if ((await questionsOfBank(tx, bankId)).length > 0) return;
    const versions = await versionsOfBank(tx, bankId);
    const at = ctx.clock.now();
    for (const version of versions) await approveVersion(tx, version.id, '', version.createdAt || at);
    // The last of each question: versions come in their order.
    const newest = [...new Map(versions.map((version) => [version.questionId, version])).values()];
    const drawn = new Map(versions.filter(({ isCurrent }) => isCurrent).map((each) => [each.questionId, each]));
    await putHeads(tx, ctx, {
      versions: newest.map((version) => drawn.get(version.questionId) ?? version),
      heads: new Map(),
      at,
      hintsOf: (content) => hintsColumn(questionHints(content, { ...ground, similar: null }), {}),
    });
  });
}
