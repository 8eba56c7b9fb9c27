/** Which format a file is, by what is in it; and that no file can hold the server up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAny } from '../../server/content/read-any.ts';
import { readImport } from '../../server/content/read-import.ts';
import { importLimits } from '../../server/content/imported.ts';
import { readPackage } from '../../server/content/formats/package.ts';
import { writeAiken } from '../../server/content/formats/aiken-write.ts';
import { writeCsv } from '../../server/content/formats/csv.ts';
import { writeSheet } from '../../server/content/formats/sheet-write.ts';
import { writePackage } from '../../server/content/formats/write-package.ts';
import { writeWord } from '../../server/content/formats/word-write.ts';
import { writeYaml } from '../../server/content/formats/yaml-write.ts';
import { aBank, aQuestion, oneQuestion } from './a-bank.ts';

const bank = { ...aBank(aQuestion(1), aQuestion(2)), media: [] };
const typed = 'Câu 1. Thủ đô là?\nA. Huế\nB. Hà Nội\nC. Cần Thơ\nĐáp án: B\n';

async function formatOf(bytes: Uint8Array | string): Promise<string> {
  // Names lie: every file here has the same.
  const outcome = await readAny({ name: 'ngan-hang.pdf', bytes: Buffer.from(bytes) });
  if (outcome.ok) return `${outcome.value.format} ${outcome.value.questions.length}`;
  return [outcome.refusal, ...Object.values(outcome.params)].join(' ');
}

describe('formats by content', () => {
  test('what we write we know again', async () => {
    expect(await formatOf((await writeWord(bank)).bytes)).toBe('word 2');
    expect(await formatOf((await writeSheet(bank)).bytes)).toBe('sheet 2');
    expect(await formatOf((await writeYaml(bank)).bytes)).toBe('yaml 2');
    expect(await formatOf(writeCsv(bank).bytes)).toBe('csv 2');
    expect(await formatOf(writeAiken(bank).bytes)).toBe('aiken 2');
  });

  test('texts as people send them', async () => {
    expect(await formatOf(typed)).toBe('word 1');
    expect(await formatOf('::Q1:: Thủ đô là? {=Hà Nội ~Huế ~Cần Thơ}\n')).toBe('gift 1');
    expect(await formatOf(oneQuestion)).toBe('yaml 1');
    const moodle =
      '<?xml version="1.0"?><quiz><question type="truefalse"><questiontext format="html"><text><![CDATA[<p>Đúng?</p>]]></text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>';
    expect(await formatOf(moodle)).toBe('moodle-xml 1');
    expect(await formatOf(Buffer.from(`\ufeff${typed}`, 'utf16le'))).toBe('word 1');
    expect(await formatOf('Câu hỏi;A;B;C;Đáp án\nThủ đô là?;Huế;Hà Nội;Cần Thơ;B\n')).toBe('csv 1');
  });

  test('what holds no questions that we can read is named', async () => {
    expect(await formatOf('')).toBe('file-empty');
    expect(await formatOf('%PDF-1.7 …')).toBe('file-format-unknown pdf');
    expect(await formatOf('{\\rtf1 x}')).toBe('file-format-unknown rtf');
    expect(await formatOf('<html><body>Câu 1</body></html>')).toBe('file-format-unknown html');
    expect(await formatOf('<?xml version="1.0"?><rss/>')).toBe('file-format-unknown xml');
    expect(await formatOf('Kính gửi các đồng chí')).toBe('file-format-unknown text');
    const odt = await writePackage(new Map([['mimetype', 'application/vnd.oasis.opendocument.text']]));
    expect(await formatOf(odt)).toBe('file-format-unknown odt');
    expect(await formatOf(await writePackage(new Map([['ppt/x.xml', '<a/>']])))).toBe('file-format-unknown pptx');
  });
});

describe('whatever is changed in a file, it is read or refused', () => {
  const pieces = [
    '\n',
    '\t',
    'A. ',
    'b) ',
    'Câu 1',
    '1. ',
    '(Đ)',
    'Đáp án:',
    '**',
    '$',
    '|',
    '<',
    '{',
    '=',
    ';',
    '\u2060',
    '\ufffc',
    'PHẦN I',
    '1.A 2.B',
  ];

  test('typed text with pieces of it anywhere', async () => {
    const changed = fc.array(fc.tuple(fc.nat(400), fc.constantFrom(...pieces), fc.nat(6)), {
      minLength: 1,
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(changed, async (changes) => {
        let text = typed.repeat(5);
        for (const [at, piece, gone] of changes) text = text.slice(0, at) + piece + text.slice(at + gone);
        expect(await formatOf(text)).toMatch(/^(?:word|aiken|gift|csv|yaml|file-)/u);
      }),
      { numRuns: 300 },
    );
  });

  test('the XML inside a Word file, cut and doubled', async () => {
    const { bytes } = await writeWord(bank);
    const opened = await readPackage(bytes);
    const parts = opened.ok ? opened.value : new Map<string, Uint8Array>();
    const document = Buffer.from(parts.get('word/document.xml') ?? '').toString();
    const tags = document.split(/(?=<)/u);
    const cut = fc.array(fc.tuple(fc.nat(tags.length - 1), fc.nat(tags.length - 1)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cut, async (swaps) => {
        const mixed = [...tags];
        for (const [a, b] of swaps) mixed[a] = `${mixed[b] ?? ''}${mixed[a] ?? ''}`;
        const files = new Map([...parts, ['word/document.xml', mixed.join('')]] as [string, string | Uint8Array][]);
        expect(await formatOf(await writePackage(files))).toMatch(/^(?:word|file-)/u);
      }),
      { numRuns: 100 },
    );
  });
});

describe('in a thread of its own', () => {
  const file = (text: string): { fileName: string; bytes: Uint8Array } => ({
    fileName: 'de.txt',
    bytes: Buffer.from(text),
  });

  test('gives what the reader gives, and says how far it is', async () => {
    const shares: number[] = [];
    const outcome = await readImport(file(typed), { onProgress: (share) => shares.push(share) });
    expect(outcome).toEqual(await readAny({ name: 'de.txt', bytes: Buffer.from(typed) }));
    expect(shares).toEqual([0.1, 0.9]);
  });

  test('takes too long', async () => {
    expect(await readImport(file(typed), { readMs: 1 })).toEqual({
      ok: false,
      refusal: 'file-takes-too-long',
      params: { seconds: '0.001' },
    });
  });

  test('needs more memory than it has', async () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `Câu ${at}. Hỏi?\nA. x\nB. y\nC. z\nĐáp án: A\n`).join('');
    expect(await readImport(file(many), { memoryMb: 30 })).toMatchObject({
      ok: false,
      refusal: 'file-unpacks-too-large',
    });
  });

  test('is called off', async () => {
    const controller = new AbortController();
    const reading = readImport(file(typed), { signal: controller.signal });
    controller.abort('left');
    await expect(reading).rejects.toBe('left');
  });

  test('is not begun for what is too large', async () => {
    const outcome = await readImport({ fileName: 'x', bytes: new Uint8Array(importLimits.bytesMax + 1) });
    expect(outcome).toMatchObject({ ok: false, refusal: 'file-too-large' });
  });
});
