/** A preview: whose it is, how much of it is rendered, how many there may be, and for how long. */
import { describe, expect, it } from 'vitest';
import type { ReadOutcome } from '../../server/content/imported.ts';
import { faultsOf, placeIn } from '../../server/content/formats/draft.ts';
import type { BatchId } from '../../server/rules/ids.ts';
import type { Question } from '../../server/rules/question.ts';
import { applyImport } from '../../server/services/apply-import.ts';
import { expireImports } from '../../server/services/expire-imports.ts';
import { importRuns } from '../../server/services/import-runs.ts';
import { undoImport } from '../../server/services/undo-import.ts';
import { startImport } from '../../server/services/start-import.ts';
import { batchById } from '../../server/store/import-batches.ts';
import type { ImportView, UndoneImport } from '../../server/wire/http/bank-imports.ts';
import { questionLimits } from '../../server/wire/http/banks.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';

function fileOf(questions: readonly Partial<Question>[]): ReadOutcome {
  const found = questions.map((given, at) => {
    const question = aQuestion({ topic: '', ...given });
    const place = placeIn('de.docx', { row: at + 1 });
    return { number: at + 1, question, topicPath: ['Phần 1'], path: [], place, problems: faultsOf(question, place) };
  });
  return { ok: true, value: { format: 'word', questions: found, media: [], problems: [] } };
}
const two = fileOf([{ stem: 'Câu một về dữ liệu?' }, { stem: 'Câu hai về an toàn?' }]);

async function importing(world: BankWorld, outcome: ReadOutcome = two) {
  const actor = world.actor(world.author, 'author');
  const files = [{ fileName: 'de.docx', bytes: new Uint8Array(1) }];
  const started = await startImport(world.ctx, { bankId: world.bankId, files, actor }, async () => outcome);
  if (started.ok) await importRuns(world.ctx).get(started.value)?.done;
  return started;
}
async function imported(world: BankWorld, outcome?: ReadOutcome): Promise<BatchId> {
  const started = await importing(world, outcome);
  if (!started.ok) throw new Error(started.refusal.name);
  return started.value;
}
const at = (id: string) => `/api/staff/imports/${id}`;
const viewOf = async (world: BankWorld, id: string, query = '') =>
  (await world.get(`${at(id)}${query}`, { cookie: world.author.cookie })).json<ImportView>();

describe('a file is its bringer’s', () => {
  it('nobody else writes in it or makes questions of it: whoever did could approve their own words', async () => {
    await using world = await openBank();
    const id = await imported(world);
    const content = aQuestion({ stem: 'Lời của người duyệt?' });
    for (const who of [world.reviewer, world.organiser, world.other]) {
      const asked = [
        ['PATCH', `${at(id)}/items/1`, { content }],
        ['PUT', `${at(id)}/topics`, { path: ['Phần 1'], topicId: 'chuyen-doi-so' }],
        ['POST', `${at(id)}/apply`, { numbers: null }],
      ] as const;
      for (const [method, url, body] of asked) {
        const reply = await world.ask(method, url, { cookie: who.cookie, body });
        expect([reply.statusCode, reply.body]).toEqual([403, expect.stringContaining('import-of-another')]);
        expect(reply.body).toContain(world.author.fullName);
      }
    }
    const { batch, items } = await viewOf(world, id);
    expect([batch.state, items[0]?.content?.stem]).toEqual(['preview', 'Câu một về dữ liệu?']);
  });

  it('is thrown away and taken back by them and by approvers alone', async () => {
    await using world = await openBank();
    const [kept, thrown] = [await imported(world), await imported(world)];
    const actor = world.actor(world.author, 'author');
    expect(await applyImport(world.ctx, { id: kept, numbers: null, actor })).toEqual({ ok: true, value: 2 });
    const { other, reviewer } = world;
    expect((await world.ask('POST', `${at(kept)}/undo`, { cookie: other.cookie })).body).toContain('import-of-another');
    expect((await world.ask('DELETE', at(thrown), { cookie: other.cookie })).body).toContain('import-of-another');
    expect((await viewOf(world, thrown)).batch.state).toBe('preview');
    expect((await world.ask('DELETE', at(thrown), { cookie: reviewer.cookie })).statusCode).toBe(200);
    const undone = await world.ask('POST', `${at(kept)}/undo`, { cookie: reviewer.cookie });
    expect(undone.json<UndoneImport>()).toEqual({ undone: 2, kept: [] });
  });
});

describe('a hostile file', () => {
  it('of nothing but formulas is shown as it was typed, and a text has room for a hundred formulas', async () => {
    await using world = await openBank();
    const stem = '$x$ '.repeat(5_000);
    const parts = Array.from({ length: 20 }, (_, n) => ({ id: `u${n}`, text: `${stem} ${n}` }));
    const id = await imported(world, fileOf(Array.from({ length: 20 }, () => ({ stem, options: parts }))));
    const { items, counts } = await viewOf(world, id);
    expect([items.length, counts.stopped]).toEqual([20, 20]);
    // Each of these is longer than all that is rendered of a page.
    expect(items.some(({ shown }) => JSON.stringify(shown).includes('<math'))).toBe(false);
    expect(items[19]?.shown?.options[0]?.startsWith('$x$ $x$')).toBe(true);
    const small = await imported(world, fileOf([{ stem: '$x$ '.repeat(150) }]));
    const html = (await viewOf(world, small)).items[0]?.shown?.stem ?? '';
    expect(html.split('<math').length - 1).toBe(100);
    expect(html.endsWith('$x$ $x$</p>')).toBe(true);
  });

  it('of more text than a preview holds is a failure with its name', async () => {
    await using world = await openBank();
    const id = await imported(world, fileOf(Array.from({ length: 600 }, () => ({ stem: 'a'.repeat(20_000) }))));
    expect((await viewOf(world, id)).batch).toMatchObject({ state: 'failed', failure: 'file-unpacks-too-large' });
  });
});

describe('previews', () => {
  it('of one bank are only so many', async () => {
    await using world = await openBank();
    const { previewsMax: max } = questionLimits;
    for (let n = 0; n < max; n += 1) await imported(world);
    expect(await importing(world)).toEqual({ ok: false, refusal: { name: 'previews-too-many', max } });
    expect(importRuns(world.ctx).size).toBe(0);
    const [{ id } = { id: '' }] = (
      await world.get(`/api/staff/banks/${world.bankId}/imports`, { cookie: world.author.cookie })
    ).json<{ batches: { id: string }[] }>().batches;
    await world.ask('DELETE', at(id), { cookie: world.author.cookie });
    expect((await importing(world)).ok).toBe(true);
  });

  it('and what was read of imports are let go after 30 days; what was made stays and can be undone', async () => {
    await using world = await openBank();
    const actor = world.actor(world.author, 'author');
    const [done, forgotten] = [await imported(world), await imported(world)];
    await applyImport(world.ctx, { id: done, numbers: null, actor });
    world.clock.advance(29 * 24 * 3_600_000);
    const young = await imported(world);
    expect(await expireImports(world.ctx)).toBe(0);
    world.clock.advance(2 * 24 * 3_600_000);
    expect(await expireImports(world.ctx)).toBe(2);
    expect(await expireImports(world.ctx)).toBe(0);
    const batchOf = (id: BatchId) => world.ctx.store.read((tx) => batchById(tx, id));
    expect(await batchOf(forgotten)).toMatchObject({ state: 'failed', failure: 'expired' });
    expect(await batchOf(young)).toMatchObject({ state: 'preview' });
    expect((await batchOf(done))?.preview.questions).toEqual([]);
    expect(await undoImport(world.ctx, { id: done, actor })).toEqual({ ok: true, value: { undone: 2, kept: [] } });
  });
});
