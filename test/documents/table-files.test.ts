/** Tables as files: what others wrote never becomes a formula, and numbers stay numbers. */
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { writeTableCsv, writeTablesXlsx } from '../../server/documents/table-files.ts';

const table = {
  name: 'Câu hỏi',
  title: 'Thống kê',
  columns: [
    { title: 'Câu', width: 20 },
    { title: 'Số', width: 8 },
  ],
  rows: [
    ['=HYPERLINK("x")', 1.5],
    ['a, "b"\nc', null],
    ['−5 và @x', -2],
    ['@lệnh', 0],
  ],
};

it('as CSV: a mark for Excel, quotes where they are needed, an apostrophe before what would be a formula', () => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeTableCsv(table));
  expect(text).toBe(
    ['\uFEFFCâu,Số', `"'=HYPERLINK(""x"")",1.5`, '"a, ""b"" c",', '−5 và @x,-2', "'@lệnh,0", ''].join('\r\n'),
  );
});

it('as Excel: text cells for text, number cells for numbers', async () => {
  const zip = await JSZip.loadAsync(await writeTablesXlsx([table]));
  const sheet = await zip.file('xl/worksheets/sheet1.xml')!.async('string');
  expect(sheet).not.toContain('<f>');
  expect(sheet).toMatch(/<c r="B3"[^>]*><v>1.5<\/v>/);
  expect(sheet).toMatch(/<c r="A3"[^>]*t="(?:s|inlineStr)"/);
});
