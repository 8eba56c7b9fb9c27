/** What a board's prizes become: collective prizes with their figures, one prize a person, ties drawn so that anybody can draw again. */
import { afterEach, expect, test } from 'vitest';
import type { CollectivePrize, ContestDefinition, IndividualPrize } from '../../server/rules/contest.ts';
import type { RoundId, UserId } from '../../server/rules/ids.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { closeRound } from '../../server/services/close-round.ts';
import { makeNewId, type Ctx } from '../../server/services/context.ts';
import { decideAwards } from '../../server/services/decide-awards.ts';
import { readAwards } from '../../server/services/read-awards.ts';
import { readPrizeReport } from '../../server/services/read-prize-report.ts';
import { must, refusalOf } from '../helpers/organising.ts';
import { makeWorld, type World, type WorldOptions } from '../helpers/standings-world.ts';

const text = (vi: string) => ({ vi, en: vi });
const weekly = (id: string, quota: number, amount: number, more: Partial<IndividualPrize> = {}): IndividualPrize => ({
  ...{ kind: 'individual', id, name: text(id), scope: 'round', quota, amount, tiePolicy: 'draw' },
  ...{ categoryId: null, minScore: 0 },
  ...more,
});
const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };

let world: World;
let ctx: Ctx;
afterEach(() => world.close());

async function open(options: WorldOptions): Promise<void> {
  world = await makeWorld({ ranking: ['score'], ...options });
  ctx = { ...world.ctx, newId: makeNewId(world.clock) };
}

async function plays(scores: Record<string, number>, round: 'r1' | 'r2' = 'r1', unitId = 'chogao'): Promise<void> {
  for (const [id, score] of Object.entries(scores)) {
    if (round === 'r1') await world.enter(id, { unitId });
    await world.end(id, { score, round });
  }
}

const closeAll = async () => {
  await world.clock.pass(2 * 86_400_000);
  await closeDueRounds(ctx);
};
const read = async (board: string) => must(await readAwards(ctx, { contestId: world.contestId, board }));
const decide = async (board: string, reason = '') => {
  const { proposalDigest } = await read(board);
  return decideAwards(ctx, { contestId: world.contestId, board, proposalDigest, reason, actor });
};
const won = async (board: string) =>
  (await read(board)).proposed.map(
    ({ prizeId, participantId, unitId, amount }) => `${prizeId} ${participantId ?? unitId} ${amount}`,
  );

test('collective prizes stand on the overall board alone, with the figures they were won by', async () => {
  const unitPrize = (id: string, criterion: 'rate' | 'mean'): CollectivePrize => ({
    ...{ kind: 'collective', id, name: text(id), scope: 'overall', quota: 1, amount: 5_000_000, tiePolicy: 'draw' },
    ...{ criterion, minEntrants: 2 },
  });
  await open({ prizes: [weekly('nhat', 1, 100), unitPrize('ty-le', 'rate'), unitPrize('trung-binh', 'mean')] });
  await plays({ an: 9, binh: 4, chi: 2 });
  await plays({ dung: 8, em: 8 }, 'r1', 'caibe');
  // Xã caibe has declared no headcount: it cannot win by rate.
  expect(await won(world.board)).toEqual(['nhat an 100']);
  expect(await won(world.overall)).toEqual(['ty-le chogao 5000000', 'trung-binh caibe 5000000']);
  expect(refusalOf(await decide(world.overall))).toBe('round-still-open');
  await closeAll();
  const { awarded } = must(await decide(world.overall));
  expect(awarded.map(({ name, reason }) => [name, reason.criterion, reason.value, reason.entrants])).toEqual([
    ['Xã chogao', 'rate', 0.3, 3],
    ['Xã caibe', 'mean', 8, 2],
  ]);
  const report = must(await readPrizeReport(ctx, { contestId: world.contestId, board: world.overall }));
  expect(report).toMatchObject({ isProvisional: false, boardTitle: 'Toàn cuộc thi', groups: [] });
  expect(
    report.collective.map(({ winners }) => winners.map(({ criterion, figure }) => `${criterion}: ${figure}`)),
  ).toEqual([['Tỷ lệ tham gia: 30%'], ['Điểm trung bình: 8']]);
});

test('the overall board waits for every round', async () => {
  await open({ prizes: [weekly('chung', 1, 100, { scope: 'overall' })] });
  await plays({ an: 9 });
  must(await closeRound(ctx, { roundId: 'r1' as RoundId, actor, early: true }));
  expect(await read(world.board)).toMatchObject({ isFinal: true });
  expect(await read(world.overall)).toMatchObject({ isFinal: false });
  expect(refusalOf(await decide(world.overall))).toBe('round-still-open');
});

for (const onePrizePer of ['round', 'contest'] as const satisfies ContestDefinition['onePrizePer'][]) {
  test(`one prize per ${onePrizePer}: whoever won the first week ${onePrizePer === 'round' ? 'may win' : 'leaves'} the second`, async () => {
    await open({ prizes: [weekly('nhat', 1, 100)], onePrizePer });
    await plays({ an: 9, binh: 8, chi: 7 });
    await plays({ an: 9, binh: 8 }, 'r2');
    await closeAll();
    must(await decide('r:r1'));
    expect(await won('r:r2')).toEqual([`nhat ${onePrizePer === 'round' ? 'an' : 'binh'} 100`]);
    // What one has won on the same board stands in nobody's way.
    expect(await won('r:r1')).toEqual(['nhat an 100']);
  });
}

test('a tie is drawn from the round’s own secret: the same on every look, and the reserves are the ones drawn next', async () => {
  await open({ prizes: [weekly('nhat', 2, 100)] });
  await plays(Object.fromEntries(Array.from({ length: 8 }, (_none, n) => [`p${n}`, 5])));
  await closeAll();
  const { proposed, reserves } = await read(world.board);
  expect(proposed.map(({ rank, reason }) => [rank, reason.tieSize, reason.policy, reason.drawPosition])).toEqual([
    [1, 8, 'draw', 1],
    [1, 8, 'draw', 2],
  ]);
  expect((await read(world.board)).proposed).toEqual(proposed);
  expect(reserves).toHaveLength(6);
  must(await decide(world.board));
  // Whoever leaves the tie changes no lot of the others: the first reserve moves up.
  await world.disqualify(proposed[0]!.participantId!);
  const after = await read(world.board);
  expect(after.proposed.map(({ name }) => name)).toEqual([proposed[1]!.name, reserves[0]!.name]);
  expect(after.isOutdated).toBe(true);
});

test('boards that are not the contest’s are not found', async () => {
  await open({});
  const wish = { contestId: world.contestId, board: 'r:nowhere' };
  expect(refusalOf(await readAwards(ctx, wish))).toBe('not-found');
  expect(refusalOf(await readPrizeReport(ctx, wish))).toBe('not-found');
  expect(refusalOf(await decideAwards(ctx, { ...wish, proposalDigest: '', reason: '', actor }))).toBe('not-found');
});
