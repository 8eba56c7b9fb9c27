/** What a change in the bank means for papers: drawn from its approval, never before, never after, never for another contest. */
import { describe, expect, it } from 'vitest';
import { loadPool } from '../../server/services/question-pool.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { startBanks } from '../../server/services/start-banks.ts';
import { bankImportedAt } from '../../server/store/banks.ts';
import { insertBatch, batchById } from '../../server/store/import-batches.ts';
import { emptyPreview } from '../../server/rules/import-preview.ts';
import type { BatchId, UserId } from '../../server/rules/ids.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import { roundIdOf, sampleContest } from '../helpers/make.ts';

const sampleBank = { samples: true, bankId: 'chuyen-doi-so' };

/** Codes that the sample contest draws and practises. */
async function drawn(world: BankWorld) {
  const contest = await sampleContest(world.ctx);
  const pool = await loadPool(world.ctx, contest);
  const now = world.clock.now();
  return {
    asked: pool.drawableIn(contest.id, now).map(({ questionId }) => questionId),
    practised: pool.practiceIn(contest.id, now).map(({ id }) => id),
  };
}

/** A topic of the sample's bank. */
const topicOf = async (world: BankWorld) => (await sampleContest(world.ctx)).topics[0]?.id ?? '';

describe('the draw', () => {
  it('begins with the approval, ends with the retirement, and the pool is read again each time', async () => {
    await using world = await openBank(sampleBank);
    const { ctx, author, reviewer } = world;
    const version = () => ctx.store.read((tx) => bankImportedAt(tx, world.bankId));
    const start = await version();
    const code = await world.write({ topic: await topicOf(world) });
    await world.step(code, 'send', author);
    expect([(await drawn(world)).asked.includes(code), await version()]).toEqual([false, start]);
    await world.step(code, 'approve', reviewer);
    expect((await drawn(world)).asked).toContain(code);
    const approvedAt = await version();
    expect(approvedAt).toBeGreaterThan(start);
    await world.step(code, 'retire', reviewer, 'Sai');
    expect((await drawn(world)).asked).not.toContain(code);
    expect(await version()).toBeGreaterThan(approvedAt);
  });

  it('a question reserved for a contest is drawn by that one alone, and is never practised', async () => {
    await using world = await openBank(sampleBank);
    const code = await world.approved({ topic: await topicOf(world) });
    const [contest, other] = [await sampleContest(world.ctx), await sampleContest(world.ctx, 'kien-giang')];
    const reserve = (contestId: string) =>
      world.post(
        `/api/staff/banks/${world.bankId}/bulk`,
        { deed: 'reserve', codes: [code], contestId },
        { cookie: world.organiser.cookie },
      );
    expect((await reserve('khong-co')).json()).toMatchObject({ error: { code: 'contest-unknown' } });
    expect((await reserve(contest.id)).json()).toMatchObject({ changed: 1, refusals: [] });
    const pool = await loadPool(world.ctx, contest);
    const codes = (id: typeof contest.id) => pool.drawableIn(id, world.clock.now()).map(({ questionId }) => questionId);
    expect([codes(contest.id).includes(code), codes(other.id).includes(code)]).toEqual([true, false]);
    const practice = (await world.table('?practice=true&state=approved')).rows[0]?.code ?? '';
    const refused = await world.post(
      `/api/staff/banks/${world.bankId}/bulk`,
      { deed: 'reserve', codes: [practice], contestId: contest.id },
      { cookie: world.organiser.cookie },
    );
    expect(refused.json()).toMatchObject({ changed: 0, refusals: [{ name: 'question-is-practice' }] });
  });

  it('a question of an open round does not become practice while the round is open', async () => {
    await using world = await openBank(sampleBank);
    const topic = await topicOf(world);
    const code = await world.approved({ topic });
    await world.save(code, aQuestion({ topic, isPractice: true, stem: 'Nay để luyện tập?' }));
    await world.step(code, 'send', world.author);
    const { revision } = await world.view(code);
    const approve = () =>
      world.post(
        `/api/staff/banks/${world.bankId}/questions/${code}/approve`,
        { revision, note: '' },
        { cookie: world.reviewer.cookie },
      );
    expect((await approve()).json()).toMatchObject({ error: { code: 'question-in-open-round' } });
    expect((await drawn(world)).practised).not.toContain(code);
    expect(roundIdOf(await sampleContest(world.ctx), 'open')).not.toBe('');
  });

  it('a question leaves the draw on the day its last instrument lapses, without anybody doing anything', async () => {
    await using world = await openBank(sampleBank);
    const legal = [{ instrument: 'Nghị định 13', article: '', clause: '', inForceFrom: '', inForceTo: '2026-11-23' }];
    const code = await world.approved({ topic: await topicOf(world), legal });
    expect((await drawn(world)).asked).toContain(code);
    world.clock.set(Date.UTC(2026, 10, 22, 17));
    expect((await drawn(world)).asked).not.toContain(code);
  });
});

describe('banks of files', () => {
  const bank = (...stems: string[]) => ({
    id: 'tep',
    name: 'Từ tệp',
    topics: [{ id: 'chuyen-doi-so', name: 'Chuyển đổi số' }],
    questions: stems.map((stem, n) => aQuestion({ id: `q-${n + 1}`, stem })),
  });

  it('show in the table, keep what the studio wrote, and can be retired there', async () => {
    await using world = await openBank({ bankId: 'tep' });
    await importBank(world.ctx, bank('Một?', 'Hai?'));
    const code = await world.approved({ stem: 'Của phòng soạn?' });
    expect((await world.table('?sort=code&descending=false')).rows.map((row) => [row.code, row.state])).toEqual([
      [code, 'approved'],
      ['q-1', 'approved'],
      ['q-2', 'approved'],
    ]);
    expect(await importBank(world.ctx, bank('Một mới?'))).toEqual({ added: 0, changed: 1, retired: 1 });
    expect((await world.table()).rows.map((row) => row.code).sort()).toEqual([code, 'q-1']);
    expect((await world.view('q-1')).content.stem).toBe('Một mới?');
    await world.step('q-1', 'retire', world.reviewer, 'Cũ');
    expect((await world.table()).rows.map((row) => row.code)).toEqual([code]);
  });

  it('stored before there were heads get them at the next start; readings that died say so', async () => {
    await using world = await openBank({ bankId: 'tep' });
    const { ctx } = world;
    await importBank(ctx, bank('Một?', 'Hai?'));
    await importBank(ctx, bank('Một?'));
    const id = 'batch' as BatchId;
    await ctx.store.write(async (tx) => {
      await tx.db.delete(tx.tables.question);
      await insertBatch(tx, {
        ...{
          id,
          bankId: 'tep',
          fileName: 'a.docx',
          format: '',
          state: 'reading',
          preview: emptyPreview,
          failure: '',
          failureParams: {},
        },
        ...{ madeCount: 0, madeTopics: [], createdBy: 'u' as UserId, createdAt: 1, endedAt: 0 },
      });
    });
    await startBanks(ctx);
    await startBanks(ctx);
    const all = [...(await world.table()).rows, ...(await world.table('?state=retired')).rows];
    expect(all.map((row) => [row.code, row.state, row.isDrawn])).toEqual([
      ['q-1', 'approved', true],
      ['q-2', 'retired', false],
    ]);
    expect(await ctx.store.read((tx) => batchById(tx, id))).toMatchObject({
      state: 'failed',
      failure: 'server-stopped',
    });
  });
});
