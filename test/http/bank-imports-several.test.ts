/** Several files of questions chosen at once: one preview of all, with what is wrong said by file. */
import { describe, expect, it } from 'vitest';
import { importRuns } from '../../server/services/import-runs.ts';
import type { ImportView } from '../../server/wire/http/bank-imports.ts';
import { openBank, type BankWorld } from '../helpers/bank-world.ts';
import { uploadFiles } from '../helpers/upload.ts';

const at = (id: string) => `/api/staff/imports/${id}`;
const as = ({ author }: BankWorld) => ({ cookie: author.cookie });
const viewOf = async (world: BankWorld, id: string) => (await world.get(at(id), as(world))).json<ImportView>();

describe('several files at once', () => {
  const csv = (...stems: string[]) =>
    Buffer.from(`Chủ đề;Câu hỏi;A;B;C;Đáp án\n${stems.map((stem) => `An toàn;${stem};Có;Chưa;Không;A`).join('\n')}\n`);
  const send = async (world: BankWorld, files: readonly { name: string; bytes: Uint8Array }[]) => {
    const sent = await uploadFiles(world, `/api/staff/banks/${world.bankId}/imports`, world.author.cookie, files);
    await Promise.all([...importRuns(world.ctx).values()].map(({ done }) => done));
    return sent;
  };

  it('are one preview: each question says from which file, one file that cannot be read keeps no other back', async () => {
    await using world = await openBank();
    const sent = await send(world, [
      { name: 'xã một.csv', bytes: csv('Hồ Gươm ở Hà Nội?', 'Huế có sông Hương?') },
      { name: 'anh.pdf', bytes: Buffer.from('%PDF-1.7') },
      { name: 'xã hai.gift', bytes: Buffer.from('Hồ Gươm ở Hà Nội? {=Có ~Chưa ~Không}\n\n::hai:: Vinh ở đâu? {') },
      { name: 'xã ba.csv', bytes: csv('Hồ Gươm ở Hà Nội?') },
    ]);
    const view = await viewOf(world, sent.json<ImportView>().batch.id);
    expect(view.batch).toMatchObject({
      state: 'preview',
      format: '',
      fileName: 'xã một.csv, anh.pdf, xã hai.gift, xã ba.csv',
    });
    expect(view.files).toMatchObject([
      { name: 'xã một.csv', format: 'csv', questions: 2, failure: '' },
      { name: 'anh.pdf', format: '', questions: 0, failure: 'file-format-unknown', failureParams: { found: 'pdf' } },
      { name: 'xã hai.gift', format: 'gift', questions: 2 },
      { name: 'xã ba.csv', format: 'csv', questions: 1 },
    ]);
    expect(view.items.map(({ number, place, problems }) => [number, place.file, problems[0]?.name])).toEqual([
      [1, 'xã một.csv', undefined],
      [2, 'xã một.csv', undefined],
      [3, 'xã hai.gift', 'duplicate-in-file'],
      [4, 'xã hai.gift', 'unreadable'],
      // Repeats are found from file to file, too.
      [5, 'xã ba.csv', 'duplicate-in-file'],
    ]);
    // What is in no section goes by its file, so that each file can be sent to its own topic.
    expect(view.topics.map(({ path, questions }) => [path, questions])).toEqual([
      [['An toàn'], 3],
      [['xã hai'], 1],
    ]);
    await world.post(`${at(view.batch.id)}/apply`, { numbers: null }, as(world));
    expect((await world.table()).total).toBe(2);
    expect((await world.post(`${at(view.batch.id)}/undo`, undefined, as(world))).json()).toEqual({
      undone: 2,
      kept: [],
    });
  });

  it('none of which can be read are a failure that says why of each', async () => {
    await using world = await openBank();
    const files = ['a.pdf', 'b.pdf'].map((name) => ({ name, bytes: Buffer.from('%PDF-1.7') }));
    const view = await viewOf(world, (await send(world, files)).json<ImportView>().batch.id);
    expect(view.batch).toMatchObject({ state: 'failed', failure: 'file-format-unknown' });
    expect(view.files.map(({ name, failure }) => [name, failure])).toEqual([
      ['a.pdf', 'file-format-unknown'],
      ['b.pdf', 'file-format-unknown'],
    ]);
  });

  it('are at most twenty, and one where only one is asked for', async () => {
    await using world = await openBank();
    const many = Array.from({ length: 21 }, (_, n) => ({ name: `${n}.csv`, bytes: csv('Hỏi gì?') }));
    expect((await send(world, many)).json()).toMatchObject({ error: { code: 'file-missing' } });
    const two = await uploadFiles(world, '/api/staff/tables', world.author.cookie, many.slice(0, 2));
    expect(two.json()).toMatchObject({ error: { code: 'file-missing' } });
  });
});
