/** Figures of a closed round as the staff reads them: computed by the first asker, kept, and computed anew after a ruling. */
import JSZip from 'jszip';
import { afterEach, expect, test } from 'vitest';
import type { RoundId, UserId } from '../../server/rules/ids.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { exportStatistics } from '../../server/services/export-statistics.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { readRoundStatistics } from '../../server/services/read-round-statistics.ts';
import type { StatisticsView } from '../../server/wire/http/statistics.ts';
import { crowdQuestions, crowdRound, wrongQuestion, type CrowdWorld } from '../helpers/crowd-round.ts';
import { must, refusalOf } from '../helpers/organising.ts';

const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };
let world: CrowdWorld;
afterEach(() => world.close());

async function closed(people: number): Promise<void> {
  world = await crowdRound(people);
  await world.clock.pass(86_400_000);
  await world.clock.pass(900_000);
  await closeDueRounds(world.ctx);
}
const read = async (): Promise<StatisticsView> => must(await readRoundStatistics(world.ctx, world.roundId));
const itemOf = (view: StatisticsView, id: string) => view.items.find(({ questionId }) => questionId === id)!;

test('a wrong key is found by its answers, and is found no more once it has been corrected', async () => {
  await closed(400);
  const view = await read();
  expect(view).toMatchObject({ isReady: true, done: 400, total: 400 });
  expect(view.items).toHaveLength(crowdQuestions);
  const wrong = itemOf(view, wrongQuestion);
  expect(wrong).toMatchObject({ stem: 'Câu số 1', key: ['a'], attempts: 400, compared: 400, medianMs: 10_000 });
  expect(wrong.flags[0]).toBe('inverse');
  expect(wrong.discrimination).toBeLessThan(0);
  expect(wrong.answers[0]).toMatchObject({ answer: 'b', isRight: false });
  expect(wrong.answers.reduce((sum, { bands }) => sum + bands.reduce((a, b) => a + b, 0), 0)).toBe(400);
  for (const item of view.items.slice(1)) {
    expect(item.flags).not.toContain('inverse');
    expect(item.discrimination).toBeGreaterThan(0.15);
    expect(item.answers[0]).toMatchObject({ answer: 'a', isRight: true });
  }
  // Asking again reads what was kept.
  expect((await read()).computedAt).toBe(view.computedAt);
  await world.clock.pass(60_000);
  expect(await read()).toEqual(view);

  const { roundId, ctx } = world;
  const wish = { roundId, questionId: wrongQuestion, ruling: { kind: 'correct', key: ['b'] } as const };
  const { digest: previewDigest } = must(await previewRuling(ctx, wish));
  must(await makeRuling(ctx, { ...wish, reason: 'Sai', notice: 'Đã sửa', previewDigest, actor }));
  const after = await read();
  expect(after.computedAt).toBeGreaterThan(view.computedAt);
  expect(itemOf(after, wrongQuestion)).toMatchObject({
    flags: [],
    ruling: { kind: 'correct', key: ['b'] },
    key: ['a'],
  });
  expect(itemOf(after, wrongQuestion).answers[0]).toMatchObject({ answer: 'b', isRight: true });
});

test('a void question is still looked at by its key, and spoils no other', async () => {
  await closed(200);
  const { roundId, ctx } = world;
  const before = await read();
  const wish = { roundId, questionId: wrongQuestion, ruling: { kind: 'void' } as const };
  const { digest: previewDigest } = must(await previewRuling(ctx, wish));
  must(await makeRuling(ctx, { ...wish, reason: 'Sai', notice: 'Đã hủy', previewDigest, actor }));
  const after = await read();
  expect(itemOf(after, wrongQuestion).facility).toBe(itemOf(before, wrongQuestion).facility);
  expect(itemOf(after, 'q2').discrimination).toBeGreaterThan(itemOf(before, 'q2').discrimination!);
});

test('a large round is computed in the background: the asker is told how far it is', async () => {
  await closed(1_100);
  const first = await read();
  expect(first).toMatchObject({ isReady: false, total: 1_100, items: [] });
  expect(refusalOf(await exportStatistics(world.ctx, { roundId: world.roundId, form: 'csv', actor }))).toBe(
    'statistics-not-ready',
  );
  const told = [first.done];
  await expect
    .poll(
      async () => {
        const view = await read();
        told.push(view.done);
        return view.isReady;
      },
      { timeout: 20_000, interval: 1 },
    )
    .toBe(true);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(1_100);
  expect((await read()).items).toHaveLength(crowdQuestions);
});

test('not before the close, and not for what is not there', async () => {
  world = await crowdRound(3);
  expect(refusalOf(await readRoundStatistics(world.ctx, world.roundId))).toBe('round-still-open');
  expect(refusalOf(await readRoundStatistics(world.ctx, 'nowhere' as RoundId))).toBe('not-found');
});

test('as files: two sheets in Excel, one table as CSV, and the journal says who took them', async () => {
  await closed(40);
  const csv = must(await exportStatistics(world.ctx, { roundId: world.roundId, form: 'csv', actor }));
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv.bytes).split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFFMã câu,Chủ đề,Câu hỏi,Số lượt,Tỷ lệ đúng/);
  expect(lines).toHaveLength(1 + crowdQuestions + 1);
  expect(lines[1]).toMatch(/^q1,chung,Câu số 1,40,/);
  expect(csv.name).toBe('Thống kê câu hỏi – r1');
  const xlsx = must(await exportStatistics(world.ctx, { roundId: world.roundId, form: 'xlsx', actor }));
  const zip = await JSZip.loadAsync(xlsx.bytes);
  expect(Object.keys(zip.files).filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(2);
  const all = (await Promise.all(Object.values(zip.files).map((file) => file.async('string')))).join('');
  for (const text of ['Phương án b', 'Bậc điểm cao nhất', 'Độ phân biệt']) expect(all).toContain(text);
  const journal = await world.store.read(({ db, tables }) => db.select().from(tables.journal));
  expect(journal.filter(({ action }) => action === 'export-statistics')).toHaveLength(2);
});
