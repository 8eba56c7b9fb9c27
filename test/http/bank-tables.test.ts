/** Tables whose columns somebody names, and templates to begin with. */
import { describe, expect, it } from 'vitest';
import { importRuns } from '../../server/services/import-runs.ts';
import { fileFormats } from '../../server/rules/file-formats.ts';
import type { ImportView } from '../../server/wire/http/bank-imports.ts';
import type { LookedRows, TableView } from '../../server/wire/http/bank-tables.ts';
import { openBank } from '../helpers/bank-world.ts';
import { uploadFile } from '../helpers/upload.ts';

const csv = 'X1;X2;X3;X4;X5\nHồ Gươm ở đâu?;Hà Nội;Huế;Vinh;1\nBến Nhà Rồng ở đâu?;Cần Thơ;TP. Hồ Chí Minh;Mỹ Tho;2\n';
const table = { name: 'bang.csv', bytes: Buffer.from(csv) };
const mapping = { headingRow: 0, columns: { stem: 0, key: 4 }, options: [1, 2, 3] };

describe('a table of other columns', () => {
  it('shows its first rows, and its questions by the columns chosen so far', async () => {
    await using world = await openBank();
    const { cookie } = world.author;
    const sent = await uploadFile(world, '/api/staff/tables', cookie, table);
    expect(sent.statusCode, sent.body).toBe(200);
    const { sheets } = sent.json<TableView>();
    expect(sheets).toMatchObject([{ name: '', rowCount: 3 }]);
    expect(sheets[0]?.rows[1]).toEqual(['Hồ Gươm ở đâu?', 'Hà Nội', 'Huế', 'Vinh', '1']);
    const looked = await world.post('/api/staff/tables/look', { rows: sheets[0]?.rows, mapping }, { cookie });
    expect(looked.statusCode, looked.body).toBe(200);
    expect(looked.json<LookedRows>().items.map(({ row, content }) => [row, content?.stem, content?.key])).toEqual([
      [2, 'Hồ Gươm ở đâu?', ['a']],
      [3, 'Bến Nhà Rồng ở đâu?', ['b']],
    ]);
  });

  it('two are looked at at once, each in a thread of its own; a third is told to wait', async () => {
    await using world = await openBank();
    const look = () => uploadFile(world, '/api/staff/tables', world.author.cookie, table);
    const replies = await Promise.all([look(), look(), look()]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 429]);
    expect((await look()).statusCode).toBe(200);
  });

  it('is imported by the chosen columns; a choice that is none is refused', async () => {
    await using world = await openBank();
    const { cookie } = world.author;
    const at = `/api/staff/banks/${world.bankId}/imports?table=`;
    const choice = encodeURIComponent(JSON.stringify({ sheet: '', mapping }));
    const sent = await uploadFile(world, at + choice, cookie, table);
    expect(sent.statusCode, sent.body).toBe(200);
    const { id } = sent.json<ImportView>().batch;
    await Promise.all([...importRuns(world.ctx).values()].map(({ done }) => done));
    const view = (await world.get(`/api/staff/imports/${id}`, { cookie })).json<ImportView>();
    expect(view.batch).toMatchObject({ state: 'preview', format: 'csv' });
    expect(view.items.map(({ content, shown, isReady }) => [content?.key, shown?.options, isReady])).toEqual([
      [['a'], ['Hà Nội', 'Huế', 'Vinh'], true],
      [['b'], ['Cần Thơ', 'TP. Hồ Chí Minh', 'Mỹ Tho'], true],
    ]);
    for (const text of ['nonsense', '{"sheet":"","mapping":{"headingRow":0,"columns":{"stem":-1},"options":[]}}']) {
      const refused = await uploadFile(world, at + encodeURIComponent(text), cookie, table);
      expect([refused.statusCode, refused.json<{ error: { code: string } }>().error.code]).toEqual([
        422,
        'columns-unusable',
      ]);
    }
  });

  it('says so when a file is no table', async () => {
    await using world = await openBank();
    const refused = await uploadFile(world, '/api/staff/tables', world.author.cookie, {
      name: 'x.xlsx',
      bytes: Buffer.from('PK\u0003\u0004 …'),
    });
    expect([refused.statusCode, refused.json<{ error: { code: string } }>().error.code]).toEqual([
      422,
      'table-unreadable',
    ]);
  });
});

describe('questions without a section', () => {
  it('go to a new topic of whatever name, made with them', async () => {
    await using world = await openBank();
    const { cookie } = world.author;
    const choice = encodeURIComponent(JSON.stringify({ sheet: '', mapping }));
    const sent = await uploadFile(world, `/api/staff/banks/${world.bankId}/imports?table=${choice}`, cookie, table);
    const { id } = sent.json<ImportView>().batch;
    await Promise.all([...importRuns(world.ctx).values()].map(({ done }) => done));
    const body = { path: [], topicId: '+Danh thắng' };
    const mapped = await world.ask('PUT', `/api/staff/imports/${id}/topics`, { cookie, body });
    expect(mapped.json<ImportView>().topics).toEqual([{ path: [], questions: 2, topicId: '+Danh thắng' }]);
    await world.post(`/api/staff/imports/${id}/apply`, { numbers: null }, { cookie });
    expect((await world.table()).rows.map(({ topic }) => topic)).toEqual(['danh-thang', 'danh-thang']);
  });
});

describe('templates', () => {
  it.each(fileFormats)('of %s can be imported as they are', async (format) => {
    await using world = await openBank();
    const { cookie } = world.author;
    const made = await world.get(`/api/staff/templates/${format}`, { cookie });
    expect(made.statusCode, made.body.slice(0, 300)).toBe(200);
    const name = /filename="([^"]+)"/.exec(String(made.headers['content-disposition']))?.[1] ?? '';
    expect(name).toMatch(/^mau-cau-hoi/);
    const sent = await uploadFile(world, `/api/staff/banks/${world.bankId}/imports`, cookie, {
      name,
      bytes: made.rawPayload,
    });
    await Promise.all([...importRuns(world.ctx).values()].map(({ done }) => done));
    const { id } = sent.json<ImportView>().batch;
    const view = (await world.get(`/api/staff/imports/${id}`, { cookie })).json<ImportView>();
    expect(view.batch).toMatchObject({ state: 'preview', failure: '' });
    expect(view.counts.all).toBeGreaterThanOrEqual(2);
    expect(view.counts.ready).toBe(view.counts.all);
    expect([...view.problems, ...view.items.flatMap(({ problems }) => problems)]).toEqual([]);
  });

  it('are for the staff alone', async () => {
    await using world = await openBank();
    expect((await world.get('/api/staff/templates/word')).statusCode).toBe(401);
    expect((await world.get('/api/staff/templates/pdf', { cookie: world.author.cookie })).statusCode).toBe(400);
  });
});
