/** Papers are made in a thread: one that cannot be made is told to who asked, and harms nobody behind it. */
import { expect, test } from 'vitest';
import { paragraph, type OfficialDocument } from '../../server/documents/official-document.ts';
import { paperLimits, writePaper } from '../../server/documents/write-paper.ts';
import { pdfPages } from './pdf-text.ts';

const paper = (text: string): OfficialDocument => ({
  title: 'Thử',
  isLandscape: false,
  blocks: [paragraph([{ text }])],
});
const broken: OfficialDocument = {
  ...paper('Trang có ảnh hỏng'),
  blocks: [
    { kind: 'picture', png: new Uint8Array([1, 2, 3]), widthMm: 10, heightMm: 10, alt: 'Ảnh hỏng', indentMm: 0 },
  ],
};

test('one that cannot be made fails alone, between two that are made', async () => {
  const [before, failed, after] = await Promise.allSettled([
    writePaper('pdf', paper('Biên bản thứ nhất')),
    writePaper('pdf', broken),
    writePaper('pdf', paper('Biên bản thứ hai')),
  ]);
  expect(failed.status).toBe('rejected');
  for (const [made, words] of [
    [before, 'Biên bản thứ nhất'],
    [after, 'Biên bản thứ hai'],
  ] as const) {
    if (made.status !== 'fulfilled') throw made.reason;
    expect(pdfPages(made.value).join(' ')).toContain(words);
  }
});

test('more than may wait are refused at once, and those who wait get theirs', async () => {
  const asked = Array.from({ length: paperLimits.waitingMax + 1 }, () => writePaper('docx', paper('Giấy mời')));
  const outcomes = (await Promise.allSettled(asked)).map(({ status }) => status);
  expect(outcomes).toEqual([...Array<string>(paperLimits.waitingMax).fill('fulfilled'), 'rejected']);
});
