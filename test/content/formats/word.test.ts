/** Word files as offices really have them: each a picture of the file and of everything that is made of it. */
import { describe, expect, test } from 'vitest';
import { readWord } from '../../../server/content/formats/word.ts';
import { lines, makeDocx, para, run, table } from '../../helpers/make-docx.ts';
import type { DocxParts } from '../../helpers/make-docx.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';

const read = async (body: string, parts: DocxParts = {}): Promise<string[]> =>
  pictureOf(await readWord({ name: 'de.docx', bytes: await makeDocx(body, parts) }));

const four = 'A. Hà Nội\nB. Huế\nC. Đà Nẵng\nD. Cần Thơ';
const fourRight = (right: string): string =>
  ['a) Hà Nội', 'b) Huế', 'c) Đà Nẵng', 'd) Cần Thơ']
    .map((one) => (one.startsWith(right) ? `*${one}` : one))
    .join(' | ');

describe('where the key stands', () => {
  test('a line under the question, with reason, source and level', async () => {
    const body = lines(
      `Câu 1: Thủ đô là?\n${four}\nĐáp án: A\nGiải thích: Điều 13 nói vậy.\nCăn cứ: Hiến pháp 2013, Điều 13\nMức độ: Thông hiểu`,
    );
    expect(await read(body)).toEqual([
      'Câu 1 [single, understand] Thủ đô là?',
      fourRight('a'),
      'vì Điều 13 nói vậy.',
      'theo Hiến pháp 2013, Điều 13',
    ]);
  });

  test.each([
    ['bold', '<w:b/>'],
    ['underline', '<w:u w:val="single"/>'],
    ['red', '<w:color w:val="FF0000"/>'],
    ['highlight', '<w:highlight w:val="yellow"/>'],
    ['shading', '<w:shd w:val="clear" w:fill="FFFF00"/>'],
    ['italic', '<w:i/>'],
  ])('one option in %s', async (_, look) => {
    const options = four.split('\n').map((text, at) => para(run(text, at === 2 ? look : '')));
    expect(await read(para('Câu 1. Cầu Rồng ở đâu?') + options.join(''))).toEqual([
      'Câu 1 [single] Cầu Rồng ở đâu?',
      fourRight('c'),
    ]);
  });

  test('only the letter underlined, where all letters are bold', async () => {
    const options = ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ'].map((text, at) =>
      para(run(`${'ABCD'.charAt(at)}.`, `<w:b/>${at === 1 ? '<w:u w:val="single"/>' : ''}`) + run(` ${text}`)),
    );
    expect(await read(para('Câu 1. Kinh đô nhà Nguyễn?') + options.join(''))).toEqual([
      'Câu 1 [single] Kinh đô nhà Nguyễn?',
      fourRight('b'),
    ]);
  });

  test('near-black of a template and the blue of a link mark nothing', async () => {
    const body =
      para('Câu 1. Thủ đô là?') +
      para(run('A. Hà Nội', '<w:color w:val="1F1F1F"/>')) +
      para(`<w:hyperlink>${run('B. Huế', '<w:color w:val="0000FF"/><w:u w:val="single"/>')}</w:hyperlink>`) +
      lines('C. Đà Nẵng\nD. Cần Thơ');
    expect(await read(body)).toEqual(['Câu 1 [single] Thủ đô là?', fourRight('-'), '! no-key stops']);
  });

  test('asterisks, before and after', async () => {
    expect(await read(lines('Câu 1. Chọn\nA. một\n*B. hai\nC. ba\nCâu 2. Chọn\nA. bốn\nB. năm *\nC. sáu'))).toEqual([
      'Câu 1 [single] Chọn',
      'a) một | *b) hai | c) ba',
      'Câu 2 [single] Chọn',
      'a) bốn | *b) năm | c) sáu',
    ]);
  });

  test('several are right', async () => {
    expect(await read(lines(`Câu 1. Thành phố nào ở miền Trung?\n${four}\nĐA: B và C`))).toEqual([
      'Câu 1 [multiple] Thành phố nào ở miền Trung?',
      'a) Hà Nội | *b) Huế | *c) Đà Nẵng | d) Cần Thơ',
    ]);
  });

  test('a list at the end', async () => {
    const body = lines(`Câu 1. Một?\n${four}\nCâu 2. Hai?\n${four}\nBẢNG ĐÁP ÁN\n1.A 2-C 3.B`);
    expect(await read(body)).toEqual([
      '! text-left-over doubt: 3. B',
      'Câu 1 [single] Một?',
      fourRight('a'),
      'Câu 2 [single] Hai?',
      fourRight('c'),
    ]);
  });

  test('a table at the end: numbers over letters', async () => {
    const keys = table([
      ['Câu', '1', '2'],
      ['Đáp án', 'D', 'B'],
    ]);
    expect(await read(lines(`Câu 1. Một?\n${four}\nCâu 2. Hai?\n${four}\nĐÁP ÁN`) + keys)).toEqual([
      'Câu 1 [single] Một?',
      fourRight('d'),
      'Câu 2 [single] Hai?',
      fourRight('b'),
    ]);
  });

  test('solutions at the end, with numbers that start again in each part', async () => {
    const body = lines(
      `PHẦN I. ĐỊA LÍ\nCâu 1. Một?\n${four}\nPHẦN II. LỊCH SỬ\nCâu 1. Hai?\n${four}\n` +
        'HƯỚNG DẪN GIẢI\nPHẦN I\nCâu 1. Chọn B\nVì bản đồ.\nPHẦN II\nCâu 1. Chọn C\nVì sử.',
    );
    expect(await read(body)).toEqual([
      'ĐỊA LÍ > Câu 1 [single] Một?',
      fourRight('b'),
      'vì Vì bản đồ.',
      'LỊCH SỬ > Câu 1 [single] Hai?',
      fourRight('c'),
      'vì Vì sử.',
    ]);
  });

  test('the line says B, the bold option is C, as it is in all the file', async () => {
    const bold = (right: number): string =>
      four
        .split('\n')
        .map((text, at) => para(run(text, at === right ? '<w:b/>' : '')))
        .join('');
    expect(await read(para('Câu 1. Đâu?') + bold(2) + para('Đáp án: B'))).toEqual([
      'Câu 1 [single] Đâu?',
      fourRight('b'),
      '! keys-disagree stops: B / C',
    ]);
  });

  test('a key that is no option, and none at all', async () => {
    expect(await read(lines(`Câu 1. Một?\nA. a\nB. b\nC. c\nĐáp án: E\nCâu 2. Hai?\nA. a\nB. b\nC. c`))).toEqual([
      'Câu 1 [single] Một?',
      'a) a | b) b | c) c',
      '! key-not-an-option stops: E',
      '! no-key stops',
      'Câu 2 [single] Hai?',
      'a) a | b) b | c) c',
      '! no-key stops',
    ]);
  });
});

describe('how options stand', () => {
  test.each([
    ['on one line with tabs', para('A. Hà Nội\tB. Huế\tC. Đà Nẵng\tD. Cần Thơ')],
    [
      'on one line with blanks that do not break',
      para('A.\u00a0Hà Nội\u00a0\u00a0B.\u00a0Huế  C. Đà Nẵng  D. Cần Thơ'),
    ],
    ['two by two', para('A. Hà Nội\tB. Huế') + para('C. Đà Nẵng\tD. Cần Thơ')],
    [
      'in a table down the columns',
      table([
        ['A. Hà Nội', 'C. Đà Nẵng'],
        ['B. Huế', 'D. Cần Thơ'],
      ]),
    ],
    [
      'with letters in cells of their own',
      table([
        ['A', 'Hà Nội', 'B', 'Huế'],
        ['C', 'Đà Nẵng', 'D', 'Cần Thơ'],
      ]),
    ],
    ['after Shift+Enter', para(run('A. Hà Nội\nB. Huế\nC. Đà Nẵng\nD. Cần Thơ'))],
    ['with small letters and brackets', lines('a) Hà Nội\nb) Huế\nc) Đà Nẵng\nd) Cần Thơ')],
    ['in brackets', lines('(A) Hà Nội\n(B) Huế\n(C) Đà Nẵng\n(D) Cần Thơ')],
  ])('%s', async (_, options) => {
    expect(await read(para('Câu 1. Thủ đô là?') + options + para('Đáp án: A'))).toEqual([
      'Câu 1 [single] Thủ đô là?',
      fourRight('a'),
    ]);
  });

  test('behind the stem on its own line', async () => {
    expect(await read(lines('Câu 1. Thủ đô là? A. Hà Nội B. Huế C. Đà Nẵng D. Cần Thơ\nĐáp án: A'))).toEqual([
      'Câu 1 [single] Thủ đô là?',
      fourRight('a'),
    ]);
  });

  test('initials and units are no options', async () => {
    const body = lines(`Câu 1. Ông A. Nguyễn làm gì ở TP. B. Hà?\n${four}\nĐáp án: D`);
    expect(await read(body)).toEqual(['Câu 1 [single] Ông A. Nguyễn làm gì ở TP. B. Hà?', fourRight('d')]);
  });

  test('bullets, with the key as words', async () => {
    expect(await read(lines('Câu 1. Thủ đô là?\n- Huế\n- Hà Nội\n- Đà Nẵng\nĐáp án: Hà Nội'))).toEqual([
      'Câu 1 [single] Thủ đô là?',
      'a) Huế | *b) Hà Nội | c) Đà Nẵng',
      '! kind-guessed doubt: single',
    ]);
  });

  test('a letter typed twice, an empty option, a twin', async () => {
    expect(await read(lines('Câu 1. Đâu?\nA. Hà Nội\nB.\nB. Hà Nội\nD. Huế\nĐáp án: D'))).toEqual([
      'Câu 1 [single] Đâu?',
      'a) Hà Nội | b)  | c) Hà Nội | *d) Huế',
      '! repeated-label doubt: option',
      '! empty-option stops: b',
      '! repeated-option stops: c',
    ]);
  });
});

describe('other kinds, sections, and what is left', () => {
  test('headings and parts are topics; text outside questions is told', async () => {
    const styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>';
    const body =
      para('SỞ GIÁO DỤC') +
      para('Chủ đề 1: An toàn số', '<w:pStyle w:val="H1"/>') +
      lines(`Câu 1 (VD). Một?\n${four}\nĐáp án: A\nHết phần này.`) +
      para('Chủ đề 2: Luật', '<w:pStyle w:val="H1"/>') +
      lines(`Câu 1 (0,25 điểm): Hai?\n${four}\nTrang sau còn nữa\nĐáp án: B`);
    expect(await read(body, { styles })).toEqual([
      '! text-left-over told: SỞ GIÁO DỤC',
      '! text-left-over told: Hết phần này.',
      'An toàn số > Câu 1 [single, apply] Một?',
      fourRight('a'),
      'Luật > Câu 1 [single] Hai?',
      fourRight('b'),
      '! weights-not-held told: 0,25 điểm',
      '! text-left-over doubt: Trang sau còn nữa',
    ]);
  });

  test('statements: with a key line, with marks behind them, in a table', async () => {
    const body =
      lines('Câu 1. Về nước ta:\na) Có 34 tỉnh.\nb) Có 63 tỉnh.\nc) Có biển.\nd) Có tuyết.\nĐáp án: ĐSĐS') +
      lines('Câu 2. Về mạng:\na) Nhanh. (Đ)\nb) Chậm. (S)') +
      para('Câu 3. Về luật:') +
      table([
        ['Nội dung', 'Đúng', 'Sai'],
        ['a) Có hiệu lực', 'X', ''],
        ['b) Đã bãi bỏ', '', 'X'],
      ]);
    expect(await read(body)).toEqual([
      'Câu 1 [grid] Về nước ta:',
      '*a) Có 34 tỉnh. | b) Có 63 tỉnh. | *c) Có biển. | d) Có tuyết.',
      'Câu 2 [grid] Về mạng:',
      '*a) Nhanh. | b) Chậm.',
      'Câu 3 [grid] Về luật:',
      '*a) Có hiệu lực | b) Đã bãi bỏ',
    ]);
  });

  test('true or false, a number, a short text', async () => {
    const body = lines(
      'Câu 1. Trái đất quay.\nĐáp án: Đúng\nCâu 2. Nước ta có mấy tỉnh, thành?\nĐáp án: 34\n' +
        'Câu 3. Tên nước?\nĐáp án: Việt Nam; CHXHCN Việt Nam\nCâu 4. Chọn\nA. Đúng\nB. Sai\nĐáp án: B',
    );
    expect(await read(body)).toEqual([
      'Câu 1 [true-false] Trái đất quay.',
      '*a) Đúng | b) Sai',
      'Câu 2 [number] Nước ta có mấy tỉnh, thành?',
      '= 34',
      '! kind-guessed doubt: number',
      'Câu 3 [text] Tên nước?',
      '= Việt Nam, CHXHCN Việt Nam',
      '! kind-guessed doubt: text',
      'Câu 4 [true-false] Chọn',
      'a) Đúng | *b) Sai',
    ]);
  });

  test('a row a question', async () => {
    const body = table([
      ['STT', 'Câu hỏi', 'A', 'B', 'C', 'Đáp án', 'Mức độ'],
      ['1', 'Một?', 'x', 'y', 'z', 'C', 'VD'],
      ['2', 'Hai?', 'x', 'y', 'z', 'A', 'lạ'],
    ]);
    expect(await read(body)).toEqual([
      'Câu 1 [single, apply] Một?',
      'a) x | b) y | *c) z',
      'Câu 2 [single] Hai?',
      '*a) x | b) y | c) z',
      '! unknown-difficulty doubt: lạ',
    ]);
  });

  test('figures in a table, footnotes, a number used twice', async () => {
    const footnotes = '<w:footnote w:id="2"><w:p><w:r><w:t>Theo số liệu cũ</w:t></w:r></w:p></w:footnote>';
    const body =
      para(`${run('Câu 7. Năm nào nhiều nhất?')}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
      table([
        ['Năm', '2020', '2021'],
        ['Số', '15', '18'],
      ]) +
      lines('A. 2020\nB. 2021\nC. 2022\nĐáp án: B\nCâu 7. Nữa?\nA. x\nB. y\nC. z\nĐáp án: A');
    expect(await read(body, { footnotes })).toEqual([
      '! text-left-over doubt: Theo số liệu cũ',
      'Câu 7 [single] Năm nào nhiều nhất?\n\nNăm | 2020 | 2021\n\nSố | 15 | 18',
      'a) 2020 | *b) 2021 | c) 2022',
      '! formatting-not-kept doubt: table',
      'Câu 7 [single] Nữa?',
      '*a) x | b) y | c) z',
      '! repeated-label doubt: Câu 7',
    ]);
  });

  test('no numbers at all', async () => {
    expect(await read(lines(`Thủ đô là?\n${four}\nĐáp án: A\nKinh đô cũ là?\n${four}\nĐáp án: B`))).toEqual([
      ' [single] Thủ đô là?',
      fourRight('a'),
      ' [single] Kinh đô cũ là?',
      fourRight('b'),
    ]);
  });
});

describe('files that are refused', () => {
  test('macros, by their part or by the type of the document', async () => {
    const macros = { files: { 'word/vbaProject.bin': 'x' } };
    const typed = { contentType: 'application/vnd.ms-word.document.macroEnabled.main+xml' };
    expect(await read(para('x'), macros)).toEqual(['refused: file-has-macros']);
    expect(await read(para('x'), typed)).toEqual(['refused: file-has-macros']);
  });

  test('the old .doc, an encrypted file, no questions, an entity of its own', async () => {
    const old = (name: string): Uint8Array =>
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from(name, 'utf16le')]);
    const file = async (bytes: Uint8Array): Promise<string[]> => pictureOf(await readWord({ name: 'x', bytes }));
    expect(await file(old('WordDocument'))).toEqual(['refused: file-legacy-word']);
    expect(await file(old('EncryptedPackage'))).toEqual(['refused: file-encrypted']);
    expect(await file(await makeDocx(lines('Kính gửi\nBáo cáo')))).toEqual(['refused: file-no-questions']);
    const bomb = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>';
    expect(await read(para('Câu 1. x'), { files: { 'word/styles.xml': bomb } })).toEqual([
      'refused: file-external-entity',
    ]);
  });
});
