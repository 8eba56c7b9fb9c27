/** From the last hand-in to the paper: closing, the truth, ranks, prizes, a winner who is disqualified, and the next one moved up. */
import { expect, test } from 'vitest';
import { decideAwards } from '../../server/services/decide-awards.ts';
import { disqualify, reinstate } from '../../server/services/disqualify.ts';
import { readAwards } from '../../server/services/read-awards.ts';
import { readPrizeReport } from '../../server/services/read-prize-report.ts';
import { readStaffStandings } from '../../server/services/read-staff-standings.ts';
import { verifyStandings } from '../../server/services/verify-standings.ts';
import { sealedDigest } from '../../server/services/settle-round.ts';
import { roundById } from '../../server/store/contests.ts';
import type { AwardView } from '../../server/wire/http/staff.ts';
import { must, playedRound, refusalOf } from '../helpers/organising.ts';

const told = (awards: readonly AwardView[]) =>
  awards.map(({ prizeId, name, revokedAt }) => `${prizeId}: ${name}${revokedAt > 0 ? ' (revoked)' : ''}`);

test('a whole round: played, closed, awarded, a winner disqualified, awarded again, printed', async () => {
  await using round = await playedRound([
    { name: 'Trần Văn Bảo', right: 20, predicted: 0 },
    { name: 'Nguyễn Thị Ánh', right: 20, predicted: 2 },
    { name: 'Lê Hoàng Châu', right: 18, takesMs: 50_000, predicted: 5 },
    { name: 'Phạm Thị Đào', right: 18, takesMs: 50_000 },
    { name: 'Võ Minh Ẩn', right: 12 },
    { name: 'Đặng Kém', right: 4 },
  ]);
  const { ctx, contestId, board, roundId, organiser: actor } = round;
  const wish = { contestId, board };
  const stored = () => ctx.store.read((tx) => roundById(tx, roundId));
  const standings = async () => must(await readStaffStandings(ctx, { ...wish, offset: 0, q: '' }));
  const decide = async (proposalDigest: string, reason = '') =>
    decideAwards(ctx, { ...wish, proposalDigest, reason, actor });

  // Before the close the proposal can be looked at; deciding is refused.
  const early = must(await readAwards(ctx, wish));
  // As fast as each other: until the truth is known, who handed in first is first.
  expect(early.proposed[0]?.name).toBe('Trần Văn Bảo');
  expect(early).toMatchObject({ isFinal: false, awarded: [], isOutdated: false });
  expect(refusalOf(await decide(early.proposalDigest))).toBe('round-still-open');
  expect((await standings()).predictionTruth).toBeNull();

  await round.closeByClock();

  // Two papers were perfect, so a prediction of 2 is exact and beats one of 0.
  const closed = await standings();
  expect(closed).toMatchObject({ isFinal: true, predictionTruth: 2, total: 6 });
  expect(closed.rows.map((row) => [row.rank, row.fullName, row.predictionGap, row.decidedBy])).toEqual([
    [1, 'Nguyễn Thị Ánh', 0, ''],
    [2, 'Trần Văn Bảo', 2, 'predictionGap'],
    [3, 'Lê Hoàng Châu', 3, 'score'],
    [4, 'Phạm Thị Đào', null, 'predictionGap'],
    [5, 'Võ Minh Ẩn', null, 'score'],
    [6, 'Đặng Kém', null, 'score'],
  ]);
  const firstSeal = (await stored())!.sealDigest;
  expect(firstSeal).toMatch(/^[0-9a-f]{64}$/);

  // The proposal of before the close is not what stands now.
  expect(refusalOf(await decide(early.proposalDigest))).toBe('awards-outdated');
  const proposal = must(await readAwards(ctx, wish));
  expect(told(proposal.proposed)).toEqual([
    'nhat-tuan: Nguyễn Thị Ánh',
    'nhi-tuan: Trần Văn Bảo',
    'nhi-tuan: Lê Hoàng Châu',
    'ba-tuan: Phạm Thị Đào',
    'ba-tuan: Võ Minh Ẩn',
  ]);
  expect(proposal.reserves).toEqual([]);
  const decided = must(await decide(proposal.proposalDigest));
  expect(told(decided.awarded)).toEqual(told(proposal.proposed));
  expect(decided.isOutdated).toBe(false);
  // Deciding the same again is nothing new.
  const before = await round.actions();
  expect(told(must(await decide(proposal.proposalDigest)).awarded)).toEqual(told(proposal.proposed));
  expect(await round.actions()).toEqual(before);

  const paper = must(await readPrizeReport(ctx, wish));
  expect(paper).toMatchObject({ isProvisional: false, verify: { digest: firstSeal }, boardTitle: 'Tuần 2' });
  expect(paper.totals).toEqual({ prizes: 5, amount: 2_000_000 + 2 * 1_500_000 + 2 * 1_000_000 });

  // The winner goes: one perfect paper is left, so the truth is 1 and everybody's gap is another.
  const ruling = { participantId: round.idOf('Nguyễn Thị Ánh'), actor };
  expect(refusalOf(await disqualify(ctx, { ...ruling, reason: '  ' }))).toBe('reason-needed');
  must(await disqualify(ctx, { ...ruling, reason: 'Thi hộ' }));
  expect(refusalOf(await disqualify(ctx, { ...ruling, reason: 'Thi hộ' }))).toBe('already-disqualified');
  const after = await standings();
  expect(after).toMatchObject({ isFinal: true, predictionTruth: 1, total: 6 });
  expect(after.rows.map((row) => [row.rank, row.fullName, row.predictionGap])).toEqual([
    [1, 'Trần Văn Bảo', 1],
    [2, 'Lê Hoàng Châu', 4],
    [3, 'Phạm Thị Đào', null],
    [4, 'Võ Minh Ẩn', null],
    [5, 'Đặng Kém', null],
    [0, 'Nguyễn Thị Ánh', 1],
  ]);
  expect(after.rows.at(-1)).toMatchObject({ disqualifiedReason: 'Thi hộ' });
  const secondSeal = (await stored())!.sealDigest;
  expect(secondSeal).not.toBe(firstSeal);
  expect(await sealedDigest(ctx, roundId)).toBe(secondSeal);

  // The rules now give other prizes; what was decided stands until it is decided again, but no paper prints it.
  const outdated = must(await readAwards(ctx, wish));
  expect(outdated.isOutdated).toBe(true);
  expect(told(outdated.awarded)).toEqual(told(proposal.proposed));
  const provisional = must(await readPrizeReport(ctx, wish));
  expect(provisional.isProvisional).toBe(true);
  expect(JSON.stringify(provisional)).not.toContain('Nguyễn Thị Ánh');
  expect(refusalOf(await decide(proposal.proposalDigest, 'xét lại'))).toBe('awards-outdated');
  expect(refusalOf(await decide(outdated.proposalDigest))).toBe('reason-needed');

  const again = must(await decide(outdated.proposalDigest, 'Loại thí sinh thi hộ'));
  const standing = again.awarded.filter(({ revokedAt }) => revokedAt === 0);
  expect(told(standing)).toEqual([
    'nhat-tuan: Trần Văn Bảo',
    'nhi-tuan: Lê Hoàng Châu',
    'nhi-tuan: Phạm Thị Đào',
    'ba-tuan: Võ Minh Ẩn',
  ]);
  const revoked = again.awarded.filter(({ revokedAt }) => revokedAt > 0);
  expect(told(revoked)).toContain('nhat-tuan: Nguyễn Thị Ánh (revoked)');
  expect(new Set(revoked.map(({ revokedReason }) => revokedReason))).toEqual(new Set(['Loại thí sinh thi hộ']));

  const printed = must(await readPrizeReport(ctx, wish));
  expect(printed).toMatchObject({ isProvisional: false, verify: { digest: secondSeal } });
  expect(printed.groups.map(({ winners }) => winners.map(({ fullName }) => fullName))).toEqual([
    ['Trần Văn Bảo'],
    ['Lê Hoàng Châu', 'Phạm Thị Đào'],
    ['Võ Minh Ẩn'],
    [],
  ]);
  expect(JSON.stringify(printed)).not.toContain('Nguyễn Thị Ánh');

  // Let back in, everything is as it was sealed at first.
  must(await reinstate(ctx, { ...ruling, reason: 'Khiếu nại đúng' }));
  expect((await stored())!.sealDigest).toBe(firstSeal);
  expect((await standings()).rows).toEqual(closed.rows);
  expect(refusalOf(await reinstate(ctx, { ...ruling, reason: 'lần nữa' }))).toBe('not-found');
  expect((await verifyStandings(ctx, contestId)).disagreements).toEqual([]);

  expect((await round.actions()).toReversed()).toEqual([
    'install-contest',
    // The sample's first round, over before anybody came, and then this one.
    'close-round',
    'seal-round',
    'close-round',
    'seal-round',
    'decide-awards',
    'disqualify',
    'reopen-round',
    'recount-truth',
    'seal-round',
    'decide-awards',
    'reinstate',
    'reopen-round',
    'recount-truth',
    'seal-round',
  ]);
  const [reopened] = (await round.journal()).filter(({ action }) => action === 'reopen-round').slice(-1);
  expect(JSON.parse(reopened!.detail)).toMatchObject({
    why: 'disqualify',
    sealDigestBefore: firstSeal,
    predictionTruthBefore: 2,
  });
});
