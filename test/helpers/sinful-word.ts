/**
 * A Word file of 400 questions as an office really has it: eight sections by eight people, each with another way to mark
 * the key, some forgotten keys, a letter that is no option, an empty option, repeats, numbers used twice, pictures.
 */
import sharp from 'sharp';
import { writePackage } from '../../server/content/formats/write-package.ts';

export interface SinfulWord {
  readonly bytes: Uint8Array;
  /** By the question's place in the file, from 1. */
  readonly withoutKey: readonly number[];
  readonly keyNotAnOption: readonly number[];
  readonly emptyOption: readonly number[];
  readonly repeats: readonly number[];
  readonly pictured: readonly number[];
  readonly sections: readonly string[];
  /** Text of the right option by the question's stem. */
  readonly right: ReadonlyMap<string, string>;
}

export const sinfulCount = 400;
const perSection = 50;
const sections = [
  'CHUYỂN ĐỔI SỐ',
  'CHÍNH QUYỀN SỐ',
  'KINH TẾ SỐ',
  'XÃ HỘI SỐ',
  'AN TOÀN THÔNG TIN',
  'DỮ LIỆU SỐ',
  'DỊCH VỤ CÔNG',
  'KỸ NĂNG SỐ',
];
const withoutKey = [4, 19, 33, 58, 77, 112, 160, 188, 214, 263, 322, 371];
const keyNotAnOption = [9, 27, 41];
const emptyOption = [12, 46];
/** Each repeats the question three places before it. */
const repeats = [24, 68, 131, 207, 290, 399];
const pictured = [2, 55, 155];
/** Printed with the number of the question before it. */
const wrongLabels = [31, 240];

interface Sentence {
  readonly stem: string;
  readonly options: readonly string[];
  /** 0 to 3. */
  readonly key: number;
}

function sentence(place: number): Sentence {
  const at = repeats.includes(place) ? place - 3 : place;
  const [unit, price] = [3 + (at % 7), 1_000 + at * 50];
  const right = unit * price;
  const key = (at * 7) % 4;
  const wrong = [right + 500, right - 500, right + price].map((value) => money(value));
  const options = [...wrong.slice(0, key), money(right), ...wrong.slice(key)];
  return { stem: `Mua ${unit} quyển vở, mỗi quyển giá ${money(price)}, phải trả bao nhiêu tiền?`, options, key };
}
const money = (value: number): string => `${String(value).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;

type Look = 'bold' | 'underline' | 'red' | '';
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const looks: Readonly<Record<Look, string>> = {
  bold: '<w:rPr><w:b/></w:rPr>',
  underline: '<w:rPr><w:u w:val="single"/></w:rPr>',
  red: '<w:rPr><w:color w:val="FF0000"/></w:rPr>',
  '': '',
};
const run = (text: string, look: Look = ''): string =>
  `<w:r>${looks[look]}${text
    .split('\t')
    .map((part) => `<w:t xml:space="preserve">${xml(part)}</w:t>`)
    .join('<w:tab/>')}</w:r>`;
const paragraph = (...runs: string[]): string => `<w:p>${runs.join('')}</w:p>`;
const cell = (content: string): string => `<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
const picture = (relation: string): string =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="476250"/><wp:docPr id="1" name="Hình" descr="Ba quyển vở"/>` +
  `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>` +
  `<a:blip r:embed="${relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

/** One question in the way of its section. */
function question(place: number): string {
  const section = Math.floor((place - 1) / perSection);
  const { stem, options, key } = sentence(place);
  const isKeyless = withoutKey.includes(place);
  const label = `Câu ${wrongLabels.includes(place) ? place - 1 : place}`;
  const image = pictured.includes(place) ? picture(`rImage${place}`) : '';
  const texts = options.map((text, at) => (emptyOption.includes(place) && at === (key + 1) % 4 ? '' : text));
  const letters = 'ABCD';
  const option = (at: number, look: Look = '', before = ''): string =>
    run(`${before}${letters[at]}. ${texts[at]}`, at === key && !isKeyless ? look : '');
  const answer = keyNotAnOption.includes(place) ? 'E' : letters[key];
  const head = paragraph(run(`${label}. ${stem}`), image);
  const lines = (look: Look): string => [0, 1, 2, 3].map((at) => paragraph(option(at, look))).join('');
  const answerLine = isKeyless ? '' : paragraph(run(`Đáp án: ${answer}`));
  switch (section) {
    case 0:
      return head + lines('') + answerLine;
    case 1:
      return head + paragraph(...[0, 1, 2, 3].map((at) => option(at, 'bold', at === 0 ? '' : '\t')));
    case 2:
      return (
        head +
        table([
          [paragraph(option(0, 'underline')), paragraph(option(1, 'underline'))],
          [paragraph(option(2, 'underline')), paragraph(option(3, 'underline'))],
        ])
      );
    case 3:
      return head + lines('red');
    case 4:
      return head + [0, 1, 2, 3].map((at) => paragraph(option(at, '', at === key && !isKeyless ? '*' : ''))).join('');
    case 5:
      return (head + lines('') + answerLine).normalize('NFD');
    case 6:
      return (
        head +
        paragraph(option(0, 'bold'), option(1, 'bold', '\t')) +
        paragraph(option(2, 'bold'), option(3, 'bold', '\t'))
      );
    default:
      return head + lines('');
  }
}

/** The last section has its keys in a table at the end. */
function keyTable(): string {
  const first = sinfulCount - perSection + 1;
  const places = Array.from({ length: perSection }, (_, at) => first + at).filter(
    (place) => !withoutKey.includes(place),
  );
  const rows = Array.from({ length: Math.ceil(places.length / 10) }, (_, row) => places.slice(row * 10, row * 10 + 10));
  const filled = (row: readonly number[], say: (place: number) => string): string[] =>
    row.map((place) => paragraph(run(say(place))));
  return (
    paragraph(run('BẢNG ĐÁP ÁN', 'bold')) +
    table(rows.flatMap((row) => [filled(row, String), filled(row, (place) => 'ABCD'[sentence(place).key] ?? '')]))
  );
}

export async function sinfulWord(): Promise<SinfulWord> {
  const body = sections.map((name, section) => {
    const title = paragraph(
      run(`PHẦN ${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][section]}. ${name}`, 'bold'),
    );
    const places = Array.from({ length: perSection }, (_, at) => section * perSection + at + 1);
    return title + places.map(question).join('');
  });
  const namespaces =
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' +
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
  const relations = pictured.map(
    (place) =>
      `<Relationship Id="rImage${place}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image${place}.png"/>`,
  );
  const files = new Map<string, Uint8Array | string>([
    [
      '[Content_Types].xml',
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    [
      '_rels/.rels',
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ],
    [
      'word/document.xml',
      `<?xml version="1.0" encoding="UTF-8"?><w:document ${namespaces}><w:body>${body.join('')}${keyTable()}</w:body></w:document>`,
    ],
    [
      'word/_rels/document.xml.rels',
      `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    ],
  ]);
  for (const place of pictured) {
    const background = { r: 40 + place, g: 120, b: 160 };
    const image = sharp({ create: { width: 100, height: 50, channels: 3, background } });
    files.set(`word/media/image${place}.png`, await image.png().toBuffer());
  }
  const all = Array.from({ length: sinfulCount }, (_, at) => sentence(at + 1));
  const right = new Map(all.map(({ stem, options, key }) => [stem, options[key] ?? '']));
  return {
    bytes: await writePackage(files),
    withoutKey,
    keyNotAnOption,
    emptyOption,
    repeats,
    pictured,
    sections,
    right,
  };
}
