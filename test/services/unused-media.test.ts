/** Pictures leave the store with the last thing that shows them, and never before. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { placeIn } from '../../server/content/formats/draft.ts';
import type { ImportedFile, ReadOutcome } from '../../server/content/imported.ts';
import type { BatchId } from '../../server/rules/ids.ts';
import { importRuns } from '../../server/services/import-runs.ts';
import { removeUnusedMedia } from '../../server/services/remove-unused-media.ts';
import { startImport } from '../../server/services/start-import.ts';
import { undoImport, cancelImport } from '../../server/services/undo-import.ts';
import { applyImport } from '../../server/services/apply-import.ts';
import type { ImportView } from '../../server/wire/http/bank-imports.ts';
import type { MediaView } from '../../server/wire/http/banks.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';
import { uploadFile } from '../helpers/upload.ts';

const picture = (background: string) =>
  sharp({ create: { width: 9, height: 9, channels: 3, background } })
    .png()
    .toBuffer();

/** Every picture in a question of its own. */
async function importing(world: BankWorld, colours: readonly string[]): Promise<BatchId> {
  const media: ImportedFile['media'] = await Promise.all(
    colours.map(async (ref) => ({ ref, fileName: `${ref}.png`, bytes: await picture(ref) })),
  );
  const questions = colours.map((ref, at) => ({
    number: at + 1,
    question: aQuestion({ topic: '', stem: `![${ref}](media:${ref}) Màu ${ref} là màu gì?` }),
    ...{ topicPath: [], place: placeIn('de.docx', { row: at + 1 }), problems: [] },
  }));
  const read: ReadOutcome = { ok: true, value: { format: 'word', questions, media, problems: [] } };
  const { bankId } = world;
  const actor = world.actor(world.author, 'author');
  const file = { bankId, files: [{ fileName: 'de.docx', bytes: new Uint8Array(1) }], actor };
  const started = await startImport(world.ctx, file, async () => read);
  if (!started.ok) throw new Error(started.refusal.name);
  await importRuns(world.ctx).get(started.value)?.done;
  return started.value;
}

const kept = async ({ ctx }: BankWorld): Promise<string[]> => {
  const rows = await ctx.store.read((tx) => tx.db.select({ name: tx.tables.media.fileName }).from(tx.tables.media));
  return rows.map(({ name }) => name.replace('.png', '')).sort();
};
const upload = async (world: BankWorld, colour: string): Promise<string> => {
  const file = { name: `${colour}.png`, bytes: await picture(colour) };
  const sent = await uploadFile(world, `/api/staff/banks/${world.bankId}/media`, world.author.cookie, file);
  return sent.json<MediaView>().id;
};
const day = 24 * 3_600_000;

describe('an import that is thrown away', () => {
  it('takes its pictures with it, but not one that a question or another preview shows', async () => {
    await using world = await openBank();
    await world.write({ stem: `![Đỏ](media:${await upload(world, 'red')})` });
    await importing(world, ['blue']);
    const id = await importing(world, ['red', 'blue', 'green']);
    expect(await kept(world)).toEqual(['blue', 'green', 'red']);
    expect(await cancelImport(world.ctx, id, world.actor(world.author, 'author'))).toEqual({ ok: true, value: true });
    expect(await kept(world)).toEqual(['blue', 'red']);
  });

  it('leaves a picture that an author has brought again meanwhile, and has not saved yet', async () => {
    await using world = await openBank();
    const id = await importing(world, ['green']);
    world.clock.advance(1_000);
    await upload(world, 'green');
    await cancelImport(world.ctx, id, world.actor(world.author, 'author'));
    expect(await kept(world)).toEqual(['green']);
  });
});

describe('a table that was exported here and comes back', () => {
  it('shows the pictures that the store has, though the file has none', async () => {
    await using world = await openBank();
    const id = await upload(world, 'red');
    const csv = `Câu hỏi;A;B;C;Đáp án\n"![Đỏ](media:${id}) Màu gì?";Đỏ;Xanh;Vàng;A\n"![Mất](media:${'0'.repeat(64)}) Gì?";1;2;3;A\n`;
    const file = { name: 'bang.csv', bytes: Buffer.from(csv) };
    const sent = await uploadFile(world, `/api/staff/banks/${world.bankId}/imports`, world.author.cookie, file);
    await Promise.all([...importRuns(world.ctx).values()].map(({ done }) => done));
    const at = `/api/staff/imports/${sent.json<ImportView>().batch.id}`;
    const { items } = (await world.get(at, { cookie: world.author.cookie })).json<ImportView>();
    expect(items.map(({ content, isReady }) => [content?.stem, isReady])).toEqual([
      [`![Đỏ](media:${id}) Màu gì?`, true],
      [`![Mất](media:${'0'.repeat(64)}) Gì?`, false],
    ]);
  });
});

describe('an import that is taken back', () => {
  it('takes its pictures with it; those of questions that stay, stay', async () => {
    await using world = await openBank();
    const { ctx } = world;
    const actor = world.actor(world.author, 'author');
    const id = await importing(world, ['red', 'green']);
    await applyImport(ctx, { id, numbers: null, actor });
    const { rows } = await world.table('?sort=code&descending=false');
    const { cookie } = world.reviewer;
    await world.post(
      `/api/staff/banks/${world.bankId}/questions/${rows[0]?.code}/comments`,
      { text: 'Hay' },
      { cookie },
    );
    const undone = await undoImport(ctx, { id, actor });
    expect(undone).toMatchObject({ ok: true, value: { undone: 1, kept: [{ code: rows[0]?.code }] } });
    expect(await kept(world)).toEqual(['red']);
  });
});

describe('the hourly removal', () => {
  it('waits a day for an author to save, then removes what nothing shows', async () => {
    await using world = await openBank();
    await upload(world, 'green');
    world.clock.advance(day - 1);
    expect(await removeUnusedMedia(world.ctx)).toBe(0);
    await upload(world, 'green');
    world.clock.advance(day - 1);
    expect(await removeUnusedMedia(world.ctx)).toBe(0);
    world.clock.advance(1);
    expect(await removeUnusedMedia(world.ctx)).toBe(1);
    expect(await kept(world)).toEqual([]);
  });

  it('keeps what an old version shows, which papers may hold, and what a preview shows', async () => {
    await using world = await openBank();
    const code = await world.approved({ stem: `![Đỏ](media:${await upload(world, 'red')}) Màu gì?` });
    await world.save(code, { ...(await world.view(code)).content, stem: 'Không còn ảnh?' });
    await importing(world, ['blue']);
    await upload(world, 'green');
    world.clock.advance(30 * day);
    expect(await removeUnusedMedia(world.ctx)).toBe(1);
    expect(await kept(world)).toEqual(['blue', 'red']);
  });
});
