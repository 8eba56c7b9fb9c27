/** What closed rounds say of a bank's questions in its table: until they are rewritten, and what was ruled until it is mended. */
import { eq } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import type { UserId, VersionId } from '../../server/rules/ids.ts';
import type { KeyRuling } from '../../server/rules/ruling.ts';
import { closeDueRounds } from '../../server/services/close-due-rounds.ts';
import { computeMissingStatistics } from '../../server/services/compute-missing-statistics.ts';
import { makeRuling } from '../../server/services/make-ruling.ts';
import { previewRuling } from '../../server/services/preview-ruling.ts';
import { resultFlags } from '../../server/services/result-flags.ts';
import { statisticsOf } from '../../server/store/sittings.ts';
import type { Question } from '../../server/rules/question.ts';
import { crowdRound, wrongQuestion, type CrowdWorld } from '../helpers/crowd-round.ts';
import { must } from '../helpers/organising.ts';

let world: CrowdWorld;
afterEach(() => world.close());

async function closed(): Promise<void> {
  world = await crowdRound(400);
  await world.clock.pass(86_400_000);
  await world.clock.pass(900_000);
  await closeDueRounds(world.ctx);
}
const flags = async () => resultFlags(world.ctx, 'bank');

async function rule(ruling: KeyRuling): Promise<void> {
  const { ctx, roundId } = world;
  const wish = { roundId, questionId: wrongQuestion, ruling };
  const { digest: previewDigest } = must(await previewRuling(ctx, wish));
  const actor = { id: 'staff' as UserId, fullName: 'Lê Thị Tổ Chức' };
  must(await makeRuling(ctx, { ...wish, reason: 'Sai', notice: 'Đã sửa', previewDigest, actor }));
}

/** As an approval of other words does. */
async function rewrite(code: string, change: Partial<Question>): Promise<void> {
  await world.store.write(async ({ db, tables }) => {
    const { questionVersion: table, questionBank } = tables;
    const [old] = await db
      .select()
      .from(table)
      .where(eq(table.id, `v-${code}` as VersionId));
    if (old === undefined) throw new Error(`no question ${code}`);
    await db.update(table).set({ isCurrent: false }).where(eq(table.id, old.id));
    const at = world.clock.now();
    const content = { ...old.content, ...change };
    const id = `v-${code}-${at}` as VersionId;
    await db.insert(table).values({ ...old, id, version: 2, isCurrent: true, content, createdAt: at, approvedAt: at });
    await db.update(questionBank).set({ importedAt: at }).where(eq(questionBank.id, 'bank'));
  });
}

test('figures come by themselves once a round is sealed, one round at a time, and are told of each question', async () => {
  await closed();
  expect(await flags()).toEqual(new Map());
  // Nobody sat the second round, and that is a figure too.
  for (const computed of [1, 1, 0]) expect(await computeMissingStatistics(world.ctx)).toBe(computed);
  const kept = await world.store.read((tx) => statisticsOf(tx, world.roundId));
  const found = await flags();
  expect(found.get(wrongQuestion)?.flags[0]).toBe('inverse');
  for (const { questionId, flags: told } of kept?.statistics.items ?? [])
    expect([...(found.get(questionId)?.flags ?? [])].sort()).toEqual([...told].sort());
  expect(await flags()).toBe(found);
  expect(await resultFlags(world.ctx, 'another')).toEqual(new Map());
});

test('other words are another question; another topic is not', async () => {
  await closed();
  await computeMissingStatistics(world.ctx);
  await world.clock.pass(60_000);
  await rewrite(wrongQuestion, { topic: 'khac', explanation: 'Vì vậy.' });
  expect((await flags()).get(wrongQuestion)?.flags).toContain('inverse');
});

test('a question that was ruled on is marked until its key is mended in the bank', async () => {
  await closed();
  await computeMissingStatistics(world.ctx);
  await rule({ kind: 'correct', key: ['b'] });
  expect((await flags()).get(wrongQuestion)?.flags).toEqual(['ruled']);
  await computeMissingStatistics(world.ctx);
  expect((await flags()).get(wrongQuestion)?.flags).toEqual(['ruled']);
  await world.clock.pass(60_000);
  await rewrite(wrongQuestion, { key: ['b'] });
  expect((await flags()).get(wrongQuestion)).toBeUndefined();
});

test('a ruling that puts the printed key back leaves no mark', async () => {
  await closed();
  await rule({ kind: 'void' });
  expect((await flags()).get(wrongQuestion)?.flags).toEqual(['ruled']);
  await rule({ kind: 'correct', key: ['a'] });
  expect((await flags()).get(wrongQuestion)).toBeUndefined();
});

test('an option that nobody chose is named by its letter', async () => {
  world = await crowdRound(400);
  await world.store.write(async ({ db, tables }) => {
    const { questionVersion: table } = tables;
    const [q2] = await db
      .select()
      .from(table)
      .where(eq(table.id, 'v-q2' as VersionId));
    const content = { ...q2!.content, options: [...q2!.content.options, { id: 'e', text: 'Phương án e' }] };
    await db.update(table).set({ content }).where(eq(table.id, q2!.id));
  });
  await world.clock.pass(86_400_000);
  await world.clock.pass(900_000);
  await closeDueRounds(world.ctx);
  await computeMissingStatistics(world.ctx);
  expect((await flags()).get('q2')).toEqual({ flags: ['option-unused'], unused: ['E'] });
});
