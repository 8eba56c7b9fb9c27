/** Pictures of Excel sheets: beside a row, in a cell, on their way out and back. */
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { templateBank } from '../../../server/content/formats/columns-template.ts';
import { readPackage } from '../../../server/content/formats/package.ts';
import { readSheet } from '../../../server/content/formats/sheet.ts';
import { writeSheet } from '../../../server/content/formats/sheet-write.ts';
import { writeWord } from '../../../server/content/formats/word-write.ts';
import { readWord } from '../../../server/content/formats/word.ts';
import { writePackage } from '../../../server/content/formats/write-package.ts';
import type { ExportedBank, ReadOutcome } from '../../../server/content/imported.ts';
import { readTable } from '../../../server/content/read-table.ts';

const drawn = (background: string) =>
  sharp({ create: { width: 12, height: 9, channels: 3, background } })
    .png()
    .toBuffer()
    .then((bytes) => new Uint8Array(bytes));
const red = await drawn('red');
const blue = await drawn('blue');

const heads = ['Câu hỏi', 'A', 'B', 'C', 'Đáp án'];
const rows = [
  heads,
  ['Đây là cờ nước nào?', 'Lào', 'Việt Nam', 'Nhật', 'B'],
  ['Màu nào là màu đỏ?', '', '', 'Không màu nào', 'A'],
];
type Images = NonNullable<WriteSheet['images']>;
const at = (row: number, col: number, data = red, altText = ''): Images[number] => ({
  data,
  type: 'png',
  anchor: { from: { row, col }, to: { row: row + 1, col: col + 1 } },
  altText,
});
const workbook = (images: Images, cells: WriteSheet['rows'] = rows) =>
  writeXlsx({ sheets: [{ name: 'Đề', rows: cells ?? [], images }] });
const changed = async (bytes: Uint8Array, change: Readonly<Record<string, (text: string) => string>>, more = {}) => {
  const opened = await readPackage(bytes);
  if (!opened.ok) throw new Error(opened.refusal);
  const files = new Map<string, Uint8Array | string>(opened.value);
  for (const [path, edit] of Object.entries(change))
    files.set(path, edit(new TextDecoder().decode(opened.value.get(path))));
  for (const [path, text] of Object.entries<string | Uint8Array>(more)) files.set(path, text);
  return writePackage(files);
};

/** Texts with the colour of each picture in the place of its name. */
async function seen(outcome: ReadOutcome): Promise<unknown> {
  if (!outcome.ok) return outcome.refusal;
  const { questions, media, problems } = outcome.value;
  const colours = new Map<string, string>();
  for (const { ref, bytes } of media) {
    const [r = 0, , b = 0] = (await sharp(bytes).stats()).channels.map(({ mean }) => mean);
    colours.set(ref, r > b ? 'đỏ' : 'xanh');
  }
  const named = (text: string) => text.replace(/media:([0-9a-f]{64})/gu, (_, ref: string) => colours.get(ref) ?? '?');
  return [
    ...questions.map(({ question }) => [
      named(question?.stem ?? ''),
      ...(question?.options ?? []).map(({ text }) => named(text)),
    ]),
    ...problems.map(({ name, params }) => `${name} ${params['count']}`),
  ];
}
const read = async (bytes: Uint8Array) => seen(await readSheet({ name: 'de.xlsx', bytes }));
const second = ['Màu nào là màu đỏ?', '![](đỏ)', '![](xanh)', 'Không màu nào'];
const flag = ['Lào', 'Việt Nam', 'Nhật'];

describe('pictures drawn over the sheet', () => {
  test('go after the question of their row, or into the option whose column they lie in', async () => {
    const bytes = await workbook([at(1, 6, red, 'Lá cờ [cũ]'), at(2, 1), at(2, 2, blue)]);
    const first = ['Đây là cờ nước nào?\n\n![Lá cờ \\[cũ\\]](đỏ)', ...flag];
    expect(await read(bytes)).toEqual([first, second]);
    const mapping = { headingRow: 0, columns: { stem: 0, key: 4 }, options: [1, 2, 3] };
    expect(await seen(await readTable({ name: 'de.xlsx', bytes }, { sheet: 'Đề', mapping }))).toEqual([first, second]);
  });

  test('that hang a row too high still find their question; beside none they are counted', async () => {
    const blank = [heads, [], ...rows.slice(1)];
    const hanging = { ...at(1, 0), anchor: { from: { row: 1, col: 0 }, to: { row: 2, col: 1 } } };
    const filled = blank.map((row, n) => (n === 3 ? ['Màu nào?', 'Đỏ', 'Xanh', 'Vàng', 'A'] : row));
    expect(await read(await workbook([hanging, at(9, 0), at(0, 0, blue)], filled))).toEqual([
      ['Đây là cờ nước nào?\n\n![](đỏ)', ...flag],
      ['Màu nào?', 'Đỏ', 'Xanh', 'Vàng'],
      // The one over the headings touches the row of the first question's upper edge alone, and no question.
      'media-unreadable 2',
    ]);
  });

  test('are counted as often as they are drawn: one large file cannot be made a thousand', async () => {
    const noise = new Uint8Array(2_000_000).map((_, n) => (n * 2_654_435_761) >>> 13);
    noise.set(red);
    const bytes = await changed(await workbook([at(1, 0, noise)]), {
      'xl/drawings/drawing1.xml': (text) =>
        text.replace(/<xdr:twoCellAnchor.*<\/xdr:twoCellAnchor>/su, (anchor) => anchor.repeat(100)),
    });
    expect(await read(bytes)).toBe('file-unpacks-too-large');
  });
});

describe('pictures that are the value of a cell', () => {
  const relations = (path: string) =>
    `<Relationships><Relationship Id="rId1" Type="image" Target="../media/${path}"/></Relationships>`;
  const inCell = (more: string) => (text: string) =>
    text.replace(/<c r="B3"[^>]*\/>|<c r="B3".*?<\/c>|(?=<c r="D3")/su, `<c r="B3" ${more}</c>`);

  test('of Excel 365', async () => {
    const plain = await workbook(
      [],
      rows.map((row) => row.map((cell) => (cell === '' ? 'Xanh' : cell))),
    );
    const bytes = await changed(
      plain,
      { 'xl/worksheets/sheet1.xml': inCell('t="e" vm="1"><v>#VALUE!</v>') },
      {
        'xl/metadata.xml':
          '<metadata><futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext><rvb i="0"/></ext></extLst></bk></futureMetadata><valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
        'xl/richData/rdrichvalue.xml': '<rvData count="1"><rv s="0"><v>0</v><v>5</v><v>Màu đỏ</v></rv></rvData>',
        'xl/richData/rdrichvaluestructure.xml':
          '<rvStructures count="1"><s t="_localImage"><k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/><k n="Text" t="s"/></s></rvStructures>',
        'xl/richData/richValueRel.xml':
          '<richValueRels xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><rel r:id="rId1"/></richValueRels>',
        'xl/richData/_rels/richValueRel.xml.rels': relations('image1.png'),
        'xl/media/image1.png': red,
      },
    );
    expect(await read(bytes)).toEqual([
      ['Đây là cờ nước nào?', ...flag],
      ['Màu nào là màu đỏ?', '![Màu đỏ](đỏ)', 'Xanh', 'Không màu nào'],
    ]);
  });

  test('of WPS Office', async () => {
    const plain = await workbook(
      [],
      rows.map((row) => row.map((cell) => (cell === '' ? 'Xanh' : cell))),
    );
    const bytes = await changed(
      plain,
      {
        'xl/worksheets/sheet1.xml': inCell('t="str"><f>_xlfn.DISPIMG("ID_1A",1)</f><v>=DISPIMG("ID_1A",1)</v>'),
      },
      {
        'xl/cellimages.xml':
          '<etc:cellImages xmlns:etc="e" xmlns:xdr="x" xmlns:a="a" xmlns:r="r"><etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_1A" descr="Đỏ"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>',
        'xl/_rels/cellimages.xml.rels': relations('image1.png').replace('../', ''),
        'xl/media/image1.png': red,
      },
    );
    expect(await read(bytes)).toEqual([
      ['Đây là cờ nước nào?', ...flag],
      ['Màu nào là màu đỏ?', '![Đỏ](đỏ)', 'Xanh', 'Không màu nào'],
    ]);
  });
});

describe('pictures on their way out', () => {
  const webp = async (colour: string) =>
    new Uint8Array(
      await sharp(await drawn(colour))
        .webp()
        .toBuffer(),
    );
  const bankOf = async (): Promise<ExportedBank> => {
    const bank = templateBank();
    const [one, two, ...others] = bank.questions;
    if (!one || !two) throw new Error('no template');
    const [r, b, sound] = ['1', '2', '3'].map((sign) => sign.repeat(64));
    return {
      ...bank,
      questions: [
        {
          ...one,
          stem: `Nhìn ![Cờ](media:${r}) rồi trả lời.`,
          options: one.options.map((option, n) => (n === 1 ? { ...option, text: `![Biển](media:${b})` } : option)),
        },
        { ...two, stem: `Nghe rồi trả lời. ![Bài hát](media:${sound})` },
        ...others,
      ],
      media: [
        { ref: r ?? '', fileName: 'a.webp', bytes: await webp('red') },
        { ref: b ?? '', fileName: 'b.webp', bytes: await webp('blue') },
        { ref: sound ?? '', fileName: 'c.mp3', bytes: new Uint8Array(100) },
      ],
    };
  };
  const firstOf = ['Nhìn ![Cờ](đỏ) rồi trả lời.', '113', '![Biển](xanh)', '115', '111'];

  test('of Excel lie beside their row in a kind that every Excel shows, and come back where they were', async () => {
    const written = await writeSheet(await bankOf());
    expect(written.notHeld.filter(({ what }) => what === 'media')).toEqual([{ questionId: 'vd-02', what: 'media' }]);
    const opened = await readPackage(written.bytes);
    const files = opened.ok ? [...opened.value.keys()].filter((path) => path.startsWith('xl/media/')) : [];
    expect(files.map((path) => path.replace(/^.*\./u, ''))).toEqual(['png', 'png']);
    const drawing = new TextDecoder().decode(opened.ok ? opened.value.get('xl/drawings/drawing1.xml') : undefined);
    expect(drawing.match(/<xdr:oneCellAnchor>/gu)).toHaveLength(2);
    expect(drawing).not.toContain('twoCellAnchor');
    const back = (await read(written.bytes)) as unknown[];
    expect(back[0]).toEqual(firstOf);
    // Excel of some years forgets what pictures were called, and keeps their order.
    const nameless = await changed(written.bytes, {
      'xl/drawings/drawing1.xml': (text) => text.replace(/ title="[^"]*"/gu, ''),
    });
    expect(((await read(nameless)) as unknown[])[0]).toEqual(firstOf);
  });

  test('of Word, too', async () => {
    const written = await writeWord(await bankOf());
    expect(written.notHeld.filter(({ what }) => what === 'media')).toEqual([{ questionId: 'vd-02', what: 'media' }]);
    const back = (await seen(await readWord({ name: 'x.docx', bytes: written.bytes }))) as unknown[];
    expect(back[0]).toEqual(firstOf);
  });
});
