/** Whatever is ruled, in whatever order: standings, seal and preview agree, and the printed keys bring the first results back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UserId } from '../../server/rules/ids.ts';
import type { KeyRuling } from '../../server/rules/ruling.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { rankedRows } from '../../server/services/propose-awards.ts';
import { sealedDigest } from '../../server/services/settle-round.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { crowdQuestions, crowdRound, type CrowdWorld } from '../helpers/crowd-round.ts';
import { must } from '../helpers/organising.ts';

const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };
const option = fc.constantFrom('a', 'b', 'c', 'd');
const ruling: fc.Arbitrary<KeyRuling> = fc.oneof(
  fc.constant({ kind: 'void' } as const),
  option.map((id): KeyRuling => ({ kind: 'correct', key: [id] })),
  fc
    .uniqueArray(option, { minLength: 1, maxLength: 4 })
    .map((ids): KeyRuling => ({ kind: 'accept', keys: ids.map((id) => [id]) })),
);
const deed = fc.record({ questionId: fc.integer({ min: 1, max: crowdQuestions }).map((n) => `q${n}`), ruling });

const places = async (world: CrowdWorld) =>
  (await rankedRows(world.ctx, world.board)).map(({ participantId, rank, score }) => ({ participantId, rank, score }));

async function rule(world: CrowdWorld, questionId: string, given: KeyRuling): Promise<void> {
  const { ctx, roundId } = world;
  const wish = { roundId, questionId, ruling: given };
  const before = new Map((await places(world)).map((row) => [row.participantId, row]));
  const preview = must(await previewRuling(ctx, wish));
  must(await makeRuling(ctx, { ...wish, reason: 'x', notice: 'y', previewDigest: preview.digest, actor }));
  const changed = (await places(world)).flatMap(({ participantId, rank, score }) => {
    const was = before.get(participantId)!;
    return was.rank === rank && was.score === score
      ? []
      : [`${participantId} ${was.rank}→${rank} ${was.score}→${score}`];
  });
  // What came is what was previewed, for everybody.
  const foreseen = preview.boards[0]!.people.map(
    (one) => `${one.participantId} ${one.rankBefore}→${one.rankAfter} ${one.scoreBefore}→${one.scoreAfter}`,
  );
  expect(foreseen.sort()).toEqual(changed.sort());
  expect((await verifyStandings(ctx, world.contestId)).disagreements).toEqual([]);
  expect((await world.contest()).rounds[0]).toMatchObject({
    sealDigest: await sealedDigest(ctx, roundId),
    predictionTruth: preview.predictionTruthAfter,
  });
}

test('any rulings on a closed round', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 4 }), async (deeds) => {
      const world = await crowdRound(40, { round: { prediction: 'perfect-participants' } });
      try {
        await world.clock.pass(86_400_000 + 900_000);
        await closeDueRounds(world.ctx);
        const { sealDigest } = (await world.contest()).rounds[0]!;
        for (const { questionId, ruling: given } of deeds) await rule(world, questionId, given);
        for (const questionId of new Set(deeds.map((one) => one.questionId)))
          await rule(world, questionId, { kind: 'correct', key: ['a'] });
        expect((await world.contest()).rounds[0]!.sealDigest).toBe(sealDigest);
      } finally {
        await world.close();
      }
    }),
    { numRuns: 12 },
  );
});
