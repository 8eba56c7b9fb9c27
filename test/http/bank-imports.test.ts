/** A file of questions from its upload to its undoing. What is read from which format is tested with the readers. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ImportedFile, ReadOutcome } from '../../server/content/imported.ts';
import { faultsOf, placeIn } from '../../server/content/formats/draft.ts';
import type { BatchId } from '../../server/rules/ids.ts';
import type { Question } from '../../server/rules/question.ts';
import { importRuns, stopImports } from '../../server/services/import-runs.ts';
import { startImport } from '../../server/services/start-import.ts';
import type { ImportItem, ImportView, UndoneImport } from '../../server/wire/http/bank-imports.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';

/** What a reader would have found: each question on a row of its own. */
function fileOf(
  questions: readonly (Partial<Question> & { path?: string[] })[],
  media: ImportedFile['media'] = [],
): ReadOutcome {
  const found = questions.map(({ path = [], ...given }, at) => {
    const question = aQuestion({ topic: '', ...given });
    const place = placeIn('de.docx', { label: `Câu ${at + 1}`, row: at + 1 });
    return { number: at + 1, question, topicPath: path, place, problems: faultsOf(question, place) };
  });
  return { ok: true, value: { format: 'word', questions: found, media, problems: [] } };
}

const five = (): ReadOutcome =>
  fileOf([
    { stem: 'Câu thứ nhất về dữ liệu?', path: ['Phần 1', 'Dữ liệu'] },
    { stem: 'Câu thứ hai về an toàn?', path: ['Phần 1', 'An toàn'] },
    { stem: 'Câu thứ ba không có đáp án?', key: [] },
    { stem: 'CÂU THỨ NHẤT về dữ liệu?' },
    { stem: 'Ngày Chuyển đổi số quốc gia là ngày nào?' },
  ]);

async function importing(world: BankWorld, read: () => ReadOutcome | Promise<ReadOutcome> = five): Promise<BatchId> {
  const start = {
    bankId: world.bankId,
    files: [{ fileName: 'de.docx', bytes: new Uint8Array(10) }],
    actor: world.actor(world.author, 'author'),
  };
  const started = await startImport(world.ctx, start, async () => read());
  if (!started.ok) throw new Error(started.refusal.name);
  await importRuns(world.ctx).get(started.value)?.done;
  return started.value;
}

const at = (id: string) => `/api/staff/imports/${id}`;
const as = ({ author }: BankWorld) => ({ cookie: author.cookie });
const viewOf = async (world: BankWorld, id: string, query = '') =>
  (await world.get(`${at(id)}${query}`, as(world))).json<ImportView>();

describe('the preview', () => {
  it('says what would be made, what repeats what, and what stops; nothing is in the bank', async () => {
    await using world = await openBank();
    const code = await world.write();
    const id = await importing(world);
    const view = await viewOf(world, id);
    expect(view.batch).toMatchObject({
      state: 'preview',
      format: 'word',
      createdByName: 'Phạm Văn Soạn',
      progress: 100,
    });
    expect(view.counts).toEqual({ all: 5, stopped: 1, doubt: 2, duplicate: 2, 'left-out': 0, ready: 2 });
    expect(view.items.map(({ problems }) => problems.map(({ name }) => name))).toEqual([
      [],
      [],
      ['no-key'],
      ['duplicate-in-file'],
      ['duplicate-in-bank'],
    ]);
    expect(view.items[3]?.problems[0]).toMatchObject({ params: { number: '1' }, place: { label: 'Câu 4', row: 4 } });
    expect(view.items[4]?.duplicateOf).toBe(code);
    expect(view.topics).toEqual([
      { path: ['Phần 1', 'Dữ liệu'], questions: 1, topicId: null },
      { path: ['Phần 1', 'An toàn'], questions: 1, topicId: null },
      { path: [], questions: 3, topicId: null },
    ]);
    expect((await viewOf(world, id, '?show=stopped')).items.map(({ number }) => number)).toEqual([3]);
    expect((await world.table()).total).toBe(1);
  });

  it('is mended on the spot, and the checks run again', async () => {
    await using world = await openBank();
    const id = await importing(world);
    const patch = async (number: number, body: unknown) =>
      (await world.ask('PATCH', `${at(id)}/items/${number}`, { ...as(world), body })).json<ImportItem>();
    const third = (await viewOf(world, id)).items[2]?.content ?? aQuestion();
    expect(await patch(3, { content: { ...third, key: ['b'] } })).toMatchObject({ isReady: true, problems: [] });
    expect(await patch(3, { content: { ...third, key: ['b'], stem: '' } })).toMatchObject({
      isReady: false,
      problems: [{ name: 'no-stem', weight: 'stops' }],
    });
    const lost = await patch(3, { content: { ...third, key: ['b'], stem: '![Ảnh](media:khong-co)' } });
    expect(lost.problems.map(({ name }) => name)).toEqual(['media-missing']);
    expect(await patch(1, { isLeftOut: true })).toMatchObject({ isLeftOut: true, isReady: false });
    // What the fourth repeated is left out, so it repeats nothing.
    expect((await viewOf(world, id)).items[3]?.problems).toEqual([]);
    expect((await viewOf(world, id)).counts).toMatchObject({ 'left-out': 1, stopped: 1, duplicate: 0, ready: 3 });
  });

  it('holds the pictures of the file; one that cannot be read stops its question', async () => {
    await using world = await openBank();
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const media = [
      { ref: 'good', fileName: 'a.png', bytes },
      { ref: 'bad', fileName: 'b.wmf', bytes: Buffer.from('not a picture') },
    ];
    const id = await importing(world, () => fileOf([{ stem: '![A](media:good)' }, { stem: '![B](media:bad)' }], media));
    const [good, bad] = (await viewOf(world, id)).items;
    expect(good?.content?.stem).toMatch(/^!\[A\]\(media:[0-9a-f]{64}\)$/);
    expect(good?.isReady).toBe(true);
    expect(bad?.problems).toMatchObject([{ name: 'media-unreadable', weight: 'stops', params: { ref: 'bad' } }]);
  });
});

describe('applying', () => {
  it('makes all that are ready and repeat nothing, as drafts under topics of the file’s names', async () => {
    await using world = await openBank();
    await world.write();
    const id = await importing(world);
    const mapped = await world.ask('PUT', `${at(id)}/topics`, {
      ...as(world),
      body: { path: ['Phần 1', 'Dữ liệu'], topicId: 'du-lieu-so' },
    });
    expect(mapped.statusCode, mapped.body).toBe(200);
    const done = (await world.post(`${at(id)}/apply`, { numbers: null }, as(world))).json<ImportView>();
    expect(done.batch).toMatchObject({ state: 'done', madeCount: 2 });
    const { rows } = await world.table(`?batch=${id}&sort=code&descending=false`);
    expect(rows.map(({ code, topic, state, updatedByName }) => [code, topic, state, updatedByName])).toEqual([
      ['cau-0002', 'du-lieu-so', 'draft', 'Phạm Văn Soạn'],
      ['cau-0003', 'an-toan', 'draft', 'Phạm Văn Soạn'],
    ]);
    const bank = (await world.get(`/api/staff/banks/${world.bankId}`, as(world))).json<{
      topics: { id: string; parentId: string | null }[];
    }>();
    expect(bank.topics.find((topic) => topic.id === 'an-toan')).toMatchObject({ parentId: 'phan-1' });
    const again = await world.post(`${at(id)}/apply`, { numbers: null }, as(world));
    expect([again.statusCode, again.json<{ error: { code: string } }>().error.code]).toEqual([409, 'import-state']);
  });

  it('makes the chosen ones, a repeated one too, and none when one of them is stopped', async () => {
    await using world = await openBank();
    const id = await importing(world);
    const refused = await world.post(`${at(id)}/apply`, { numbers: [1, 3] }, as(world));
    expect(refused.json()).toMatchObject({ error: { code: 'import-item-not-ready', params: { number: 3 } } });
    expect((await world.table()).total).toBe(0);
    await world.post(`${at(id)}/apply`, { numbers: [1, 4] }, as(world));
    expect((await world.table()).total).toBe(2);
  });
});

describe('undoing', () => {
  it('takes all back but what somebody has touched or papers may hold, and says so of each', async () => {
    await using world = await openBank();
    const id = await importing(world);
    await world.ask('PUT', `${at(id)}/topics`, { ...as(world), body: { path: [], topicId: 'du-lieu-so' } });
    await world.post(`${at(id)}/apply`, { numbers: [1, 2, 4, 5] }, as(world));
    const [rewritten, spokenOf, untouched, approved] = (await world.table('?sort=code&descending=false')).rows.map(
      ({ code }) => code,
    );
    await world.save(rewritten ?? '', { ...(await world.view(rewritten ?? '')).content, stem: 'Viết lại?' });
    const { cookie } = world.reviewer;
    await world.post(`/api/staff/banks/${world.bankId}/questions/${spokenOf}/comments`, { text: 'Hay' }, { cookie });
    await world.step(approved ?? '', 'send', world.author);
    await world.step(approved ?? '', 'approve', world.reviewer);
    const undone = (await world.post(`${at(id)}/undo`, undefined, as(world))).json<UndoneImport>();
    expect(undone.undone).toBe(1);
    expect(undone.kept.map(({ code, name }) => [code, name])).toEqual([
      [rewritten, 'import-question-touched'],
      [spokenOf, 'import-question-touched'],
      [approved, 'import-question-approved'],
    ]);
    expect(undone.kept[0]?.message).toMatch(/^Đã được sửa.*Phạm Văn Soạn/u);
    expect(undone.kept[2]?.message).toContain('có thể đã nằm trong đề thi');
    expect((await world.get(`/api/staff/banks/${world.bankId}/questions/${untouched}`, as(world))).statusCode).toBe(
      404,
    );
    expect((await viewOf(world, id)).batch.state).toBe('undone');
    const left = await world.ctx.store.read((tx) => tx.db.select().from(tx.tables.questionVersion));
    expect(left.map(({ questionId }) => questionId).sort()).toEqual([rewritten, spokenOf, approved]);
    // The repeated question can be imported again: nothing of the undone one is remembered.
    const again = await importing(world);
    expect((await viewOf(world, again)).items[0]?.problems.map(({ name }) => name)).not.toContain('duplicate-in-bank');
  });
});

describe('topics that came with an import', () => {
  const names = async (world: BankWorld) =>
    (await world.get(`/api/staff/banks/${world.bankId}`, as(world)))
      .json<{ topics: { name: string }[] }>()
      .topics.map(({ name }) => name);

  it('go when it is undone', async () => {
    await using world = await openBank();
    const before = await names(world);
    const id = await importing(world);
    await world.post(`${at(id)}/apply`, { numbers: [1, 2] }, as(world));
    expect(await names(world)).toEqual([...before, 'Phần 1', 'Dữ liệu', 'An toàn']);
    await world.post(`${at(id)}/undo`, undefined, as(world));
    expect(await names(world)).toEqual(before);
  });

  it('stay where they hold something: a question that was kept, one of somebody else', async () => {
    await using world = await openBank();
    const before = await names(world);
    const id = await importing(world);
    await world.post(`${at(id)}/apply`, { numbers: [1, 2] }, as(world));
    const made = (await world.table('?sort=code&descending=false')).rows[0];
    await world.save(made?.code ?? '', { ...(await world.view(made?.code ?? '')).content, stem: 'Viết lại?' });
    await world.post(`${at(id)}/undo`, undefined, as(world));
    expect(await names(world)).toEqual([...before, 'Phần 1', 'Dữ liệu']);
  });
});

describe('reading that does not end well', () => {
  it('a refused file is a failed batch that says why; a broken reader is not a broken server', async () => {
    await using world = await openBank();
    const refusedId = await importing(world, () => ({
      ok: false,
      refusal: 'file-encrypted',
      params: { format: 'docx' },
    }));
    expect((await viewOf(world, refusedId)).batch).toMatchObject({
      state: 'failed',
      failure: 'file-encrypted',
      failureParams: { format: 'docx' },
    });
    const brokenId = await importing(world, () => Promise.reject(new Error('out of memory')));
    expect((await viewOf(world, brokenId)).batch).toMatchObject({ state: 'failed', failure: 'file-broken' });
  });

  it('is stopped by hand, by the server’s stop, and never more than three at once', async () => {
    await using world = await openBank();
    const { ctx, bankId } = world;
    const reading = () =>
      startImport(
        ctx,
        {
          bankId,
          files: [{ fileName: 'de.docx', bytes: new Uint8Array(1) }],
          actor: world.actor(world.author, 'author'),
        },
        (_file, { signal } = {}) =>
          new Promise<ReadOutcome>((_resolve, reject) =>
            signal?.addEventListener('abort', () => reject(new Error('stopped'))),
          ),
      );
    const started = [await reading(), await reading(), await reading()].map((each) =>
      each.ok ? each.value : ('' as BatchId),
    );
    expect(await reading()).toEqual({ ok: false, refusal: { name: 'imports-at-once', max: 3 } });
    const [first = '', second = ''] = started;
    expect((await viewOf(world, first)).batch).toMatchObject({ state: 'reading', progress: 0 });
    const cancelled = await world.ask('DELETE', at(first), as(world));
    expect(cancelled.json()).toMatchObject({ state: 'failed', failure: 'cancelled' });
    await stopImports(ctx);
    expect((await viewOf(world, second)).batch).toMatchObject({ state: 'failed', failure: 'server-stopped' });
    expect(importRuns(ctx).size).toBe(0);
  });
});
