/** A bank going out as a file of every format, and coming in again through the preview. What each format holds is tested with the writers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRuns } from '../../server/services/import-runs.ts';
import { fileFormats } from '../../server/rules/file-formats.ts';
import type { ExportPreview, ImportView } from '../../server/wire/http/bank-imports.ts';
import { openBank, type BankWorld } from '../helpers/bank-world.ts';
import { uploadFile } from '../helpers/upload.ts';

let world: BankWorld & AsyncDisposable;
let at: string;
beforeAll(async () => {
  world = await openBank();
  at = `/api/staff/banks/${world.bankId}`;
  await world.approved({ stem: 'Dữ liệu mở là gì?', tags: ['ôn'] });
  await world.write({ stem: 'Bản nháp thì sao?' });
});
afterAll(() => world[Symbol.asyncDispose]());

describe('every format', () => {
  it.each(fileFormats)('%s goes out, says what it could not hold, and is read again', async (format) => {
    const { cookie } = world.author;
    const preview = (await world.get(`${at}/export-preview?format=${format}`, { cookie })).json<ExportPreview>();
    expect(preview).toMatchObject({ format, questions: 2 });
    const file = await world.get(`${at}/export?format=${format}`, { cookie });
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="/);
    expect(Number(file.headers['x-not-held'])).toBe(preview.notHeld.length);
    const [, name = ''] = /filename="([^"]+)"/.exec(String(file.headers['content-disposition'])) ?? [];
    const sent = await uploadFile(world, `${at}/imports`, cookie, { name, bytes: file.rawPayload });
    expect(sent.statusCode, sent.body).toBe(200);
    const { batch } = sent.json<ImportView>();
    await importRuns(world.ctx).get(batch.id as Parameters<ReturnType<typeof importRuns>['get']>[0])?.done;
    const view = (await world.get(`/api/staff/imports/${batch.id}`, { cookie })).json<ImportView>();
    expect(view.batch).toMatchObject({ state: 'preview', failure: '' });
    expect(view.items.map(({ content }) => content?.stem)).toEqual(['Dữ liệu mở là gì?', 'Bản nháp thì sao?']);
    // Back in the bank that they came from, they repeat what is there.
    expect(view.counts).toMatchObject({ all: 2, duplicate: 2, ready: 0 });
  });

  it('approved questions alone, when that is asked; nothing at all is a refusal', async () => {
    const { cookie } = world.author;
    const approved = await world.get(`${at}/export-preview?format=csv&approvedOnly=true`, { cookie });
    expect(approved.json()).toMatchObject({ questions: 1 });
    await using empty = await openBank();
    const none = await empty.get(`/api/staff/banks/${empty.bankId}/export?format=csv`, { cookie: empty.author.cookie });
    expect([none.statusCode, none.json<{ error: { code: string } }>().error.code]).toEqual([422, 'export-empty']);
  });
});
