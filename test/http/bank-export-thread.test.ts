/** A great bank is written beside the server, only so many at a time, and never longer than the limits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileFormats } from '../../server/rules/file-formats.ts';
import { readAny } from '../../server/content/read-any.ts';
import { writeAny } from '../../server/content/write-any.ts';
import { exportLimits, writeBank } from '../../server/content/write-bank.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { aQuestion, openBank, type BankWorld } from '../helpers/bank-world.ts';

const questions = Array.from({ length: 400 }, (_, n) =>
  aQuestion({ id: `cau-${n}`, stem: `Câu số ${n} về ${'dữ liệu mở '.repeat(20)}?` }),
);
const great = { id: 'lon', name: 'Ngân hàng lớn', topics: [{ id: 'chuyen-doi-so', name: 'Chuyển đổi số' }], questions };

describe('a great bank', () => {
  it.each(fileFormats)('as %s is the same file as written in place', async (format) => {
    const bank = { ...great, media: [] };
    const [beside, here] = [await writeBank({ format, bank }), await writeAny(format, bank)];
    if (beside === null) throw new Error('no file');
    expect({ ...beside, bytes: null }).toEqual({ ...here, bytes: null });
    // Not their bytes: a workbook says when it was made.
    const [readBeside, readHere] = await Promise.all(
      [beside, here].map(({ fileName: name, bytes }) => readAny({ name, bytes })),
    );
    expect(readBeside?.ok).toBe(true);
    expect(readBeside).toEqual(readHere);
  });

  it('that cannot be written within the limits is no file', async () => {
    const work = { format: 'word' as const, bank: { ...great, media: [] } };
    expect(await writeBank(work, { ...exportLimits, writeMs: 1 })).toBeNull();
    expect(await writeBank(work, { ...exportLimits, memoryMb: 2 })).toBeNull();
  });
});

describe('asked for over HTTP', () => {
  let world: BankWorld & AsyncDisposable;
  beforeAll(async () => {
    world = await openBank();
    await importBank(world.ctx, great);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  it('two are written at once, a third is told to wait, and then comes', async () => {
    const ask = () => world.get(`/api/staff/banks/${great.id}/export?format=yaml`, { cookie: world.author.cookie });
    const replies = await Promise.all([ask(), ask(), ask()]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 429]);
    expect(replies.find(({ statusCode }) => statusCode === 429)?.body).toContain('exports-at-once');
    expect((await ask()).statusCode).toBe(200);
  });
});
