/** Sample papers as files: what a reviewer finds on opening them, with a question of every kind. */
import JSZip from 'jszip';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RoundId } from '../../server/rules/ids.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { printSamplePapers, type SamplePrinting } from '../../server/services/print-sample-papers.ts';
import { putMedia } from '../../server/store/media.ts';
import { openApp, type TestApp } from '../helpers/build-app.ts';
import { actorOf } from '../helpers/drafts.ts';
import { everyKindBank, everyKindContest, everyKindSlug } from '../helpers/every-kind.ts';
import { makeStaff, type MadeStaff } from '../helpers/make.ts';
import { pdfPages } from './pdf-text.ts';

vi.setConfig({ testTimeout: 120_000 });

const pictureId = 'ab'.repeat(32);
const marker = 'ĐỀ MẪU – KHÔNG DÙNG ĐỂ THI';

let hoithi: TestApp & AsyncDisposable;
let reviewer: MadeStaff;
let roundId: RoundId;

beforeAll(async () => {
  hoithi = await openApp();
  const { ctx } = hoithi;
  reviewer = await makeStaff(ctx, { role: 'reviewer' });
  const contest = await everyKindContest(ctx);
  const first = contest.rounds[0];
  if (!first) throw new Error('no round');
  roundId = first.id;
  const webp = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#0b5e6b' } })
    .webp()
    .toBuffer();
  await ctx.store.write((tx) =>
    putMedia(tx, {
      ...{ id: pictureId, bankId: everyKindSlug, kind: 'image', mimeType: 'image/webp', bytes: webp },
      ...{ byteCount: webp.length, width: 320, height: 200, fileName: 'so-do.webp', createdBy: '', createdAt: 1 },
    }),
  );
  await importBank(
    ctx,
    everyKindBank((question) =>
      question.kind === 'single'
        ? {
            ...question,
            stem: `${question.stem}\n\n![Sơ đồ các số](media:${pictureId})\n\nChọn số **không** mất tiền.`,
          }
        : question,
    ),
  );
});
afterAll(() => hoithi[Symbol.asyncDispose]());

async function print(wish: Partial<SamplePrinting>): Promise<Uint8Array> {
  const actor = actorOf(reviewer, 'reviewer');
  const given = { roundId, count: 2, seed: '5e'.repeat(16), part: 'whole', form: 'pdf', actor, ...wish } as const;
  const printed = await printSamplePapers(hoithi.ctx, given);
  if (!printed.ok) throw new Error(JSON.stringify(printed.refusal));
  return printed.value.bytes;
}

const pages = async (wish: Partial<SamplePrinting>) => pdfPages(await print(wish));

async function wordText(docx: Uint8Array): Promise<string> {
  const xml = (await (await JSZip.loadAsync(docx)).file('word/document.xml')?.async('text')) ?? '';
  return [...xml.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gs)].map(([, text = '']) => text).join(' ');
}

describe('as PDF', () => {
  it('every page says that it is no paper of the contest', async () => {
    const found = await pages({});
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const page of found) expect(page).toContain(marker);
  });

  it('has each kind with room for its answer, and formulas as text', async () => {
    const text = (await pages({ count: 1, part: 'papers' })).join(' ');
    for (let number = 1; number <= 8; number += 1) expect(text).toContain(`Câu ${number}`);
    expect(text).toContain('(40 điểm).');
    expect(text).toContain('(Chọn mọi phương án đúng)');
    expect(text).toMatch(/Ý Nội dung Đúng Sai/);
    expect(text).toContain('2³ = 8');
    expect(text).toContain('Thứ tự đúng:');
    expect(text).toContain('1 – ……');
    expect(text).toMatch(/Trả lời: …/);
    expect(text).toContain('----- HẾT -----');
    expect(text).toContain('Thời gian làm bài: 15 phút; 8 câu, 110 điểm');
  });

  it('the papers alone hold no key, the keys alone no question, and both are the same draw', async () => {
    const [papers, keys, whole] = [await pages({ part: 'papers' }), await pages({ part: 'keys' }), await pages({})];
    expect(papers.join(' ')).not.toMatch(/ĐÁP ÁN|3,14|Thủ đô Hà Nội|Giải thích riêng|Nguồn riêng/);
    expect(keys.join(' ')).toContain('ĐÁP ÁN ĐỀ MẪU SỐ 02');
    expect(keys.join(' ')).toContain('3,14 (± 0,01)');
    expect(keys.join(' ')).toContain('Hà Nội / Thủ đô Hà Nội');
    expect(keys.join(' ')).toContain(`Mã bốc đề mẫu: ${'5e'.repeat(16)}`);
    expect(keys.join(' ')).not.toMatch(/khẩn cấp|HẾT/);
    const body = (text: string) => text.replaceAll(marker, '').trim().replace(/ \d+$/, '').trim();
    expect(whole.map(body)).toEqual([...papers, ...keys].map(body));
  });

  it('the same seed prints the same papers, another prints others', async () => {
    const [first, again, other] = [await pages({}), await pages({}), await pages({ seed: '00'.repeat(16) })];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('the key sheet names the letters of the paper it belongs to', async () => {
    const [paper = '', ...rest] = [
      (await pages({ count: 1, part: 'papers' })).join(' '),
      ...(await pages({ count: 1, part: 'keys' })),
    ];
    const keys = rest.join(' ');
    const at = Number(/Câu (\d+) \(\d+ điểm\)\. Số điện thoại khẩn cấp/.exec(paper)?.[1]);
    const letter = /([A-D])\. 113/.exec(paper)?.[1];
    expect(keys).toContain(` ${at} ${letter} 10 `);
  });

  it('embeds its fonts and the pictures', async () => {
    const file = Buffer.from(await print({ count: 1 })).toString('latin1');
    expect(file).toContain('/FontFile2');
    expect(file).toContain('/Subtype /Image');
    expect(file).toMatch(/\/BaseFont \/[A-Z]+\+Tinos/);
  });
});

describe('as a Word document', () => {
  it('has the same words, the grid as a table, the picture with its words, and a bold “không”', async () => {
    const docx = await print({ form: 'docx', count: 1 });
    const zip = await JSZip.loadAsync(docx);
    const xml = (await zip.file('word/document.xml')?.async('text')) ?? '';
    const text = await wordText(docx);
    for (const words of [
      'ĐỀ MẪU SỐ 01',
      marker,
      'Nội dung',
      '2³ = 8',
      'Thứ tự đúng',
      'ĐÁP ÁN ĐỀ MẪU SỐ 01',
      '3,14 (± 0,01)',
    ])
      expect(text).toContain(words);
    expect(Object.keys(zip.files).filter((name) => /^word\/media\/.+\.png$/.test(name))).toHaveLength(1);
    expect(xml).toContain('Sơ đồ các số');
    expect(xml).toMatch(/<w:b\/>(?:(?!<\/w:r>).)*>không</s);
    expect(xml).toContain('<w:pageBreakBefore/>');
    const headers = await Promise.all(
      Object.keys(zip.files)
        .filter((name) => /^word\/header\d\.xml$/.test(name))
        .map(async (name) => (await zip.file(name)?.async('text')) ?? ''),
    );
    expect(headers).toHaveLength(2);
    for (const header of headers) expect(header).toContain(marker);
  });
});
