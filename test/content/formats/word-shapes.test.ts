/** What Word, LibreOffice and Google Docs do to text on its way into a file: none of it changes the questions. */
import { describe, expect, test } from 'vitest';
import { readWord } from '../../../server/content/formats/word.ts';
import { image, lines, list, makeDocx, numbered, numbering, para, run } from '../../helpers/make-docx.ts';
import type { DocxParts } from '../../helpers/make-docx.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';

const read = async (body: string, parts: DocxParts = {}): Promise<string[]> =>
  pictureOf(await readWord({ name: 'de.docx', bytes: await makeDocx(body, parts) }));

const four = 'A. Hà Nội\nB. Huế\nC. Đà Nẵng\nD. Cần Thơ';
const fourRight = (right: string): string =>
  ['a) Hà Nội', 'b) Huế', 'c) Đà Nẵng', 'd) Cần Thơ']
    .map((one) => (one.startsWith(right) ? `*${one}` : one))
    .join(' | ');

describe('numbers that Word makes', () => {
  const questions = list(0, [['decimal', 'Câu %1.']], [[1]]);

  test('questions and options by lists that start again', async () => {
    const options = list(1, [['upperLetter', '%1.']], [[2], [3, 1]]);
    const block = (stem: string, id: number): string =>
      para(stem, numbered(1)) + ['x', 'y', 'z'].map((text) => para(text, numbered(id))).join('') + para('Đáp án: B');
    expect(await read(block('Một?', 2) + block('Hai?', 3), { numbering: numbering(questions, options) })).toEqual([
      'Câu 1 [single] Một?',
      'a) x | *b) y | c) z',
      'Câu 2 [single] Hai?',
      'a) x | *b) y | c) z',
    ]);
  });

  test('letters that go on counting from question to question', async () => {
    const options = list(1, [['upperLetter', '%1.']], [[2]]);
    const block = (stem: string): string =>
      para(stem, numbered(1)) + ['x', 'y', 'z'].map((text) => para(text, numbered(2))).join('') + para('Đáp án: C');
    expect(await read(block('Một?') + block('Hai?'), { numbering: numbering(questions, options) })).toEqual([
      'Câu 1 [single] Một?',
      'a) x | b) y | *c) z',
      'Câu 2 [single] Hai?',
      'a) x | b) y | *c) z',
    ]);
  });

  test('two levels of one list, and the list comes from the style', async () => {
    const levels = list(
      0,
      [
        ['decimal', '%1.'],
        ['lowerLetter', '%2)'],
      ],
      [[5]],
    );
    const styles = `<w:style w:type="paragraph" w:styleId="Hoi"><w:name w:val="Hoi"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>`;
    const block = (stem: string): string =>
      para(stem, '<w:pStyle w:val="Hoi"/>') +
      ['x', 'y', 'z'].map((text) => para(text, numbered(5, 1))).join('') +
      para('Đáp án: a');
    expect(await read(block('Một?') + block('Hai?'), { numbering: numbering(levels), styles })).toEqual([
      '1 [single] Một?',
      '*a) x | b) y | c) z',
      '2 [single] Hai?',
      '*a) x | b) y | c) z',
    ]);
  });
});

describe('what programs do to text', () => {
  test('runs split inside words and labels, a letter and its tone apart', async () => {
    const body =
      para(
        run('Câ') +
          run('u 1') +
          '<w:proofErr w:type="spellStart"/>' +
          run(': Th') +
          run('u\u0309 đo') +
          run('\u0302 la') +
          run('\u0300?'),
      ) +
      lines(four) +
      para(run('Đáp a') + run('\u0301n') + run(': ') + run('A'));
    expect(await read(body)).toEqual(['Câu 1 [single] Thủ đô là?', fourRight('a')]);
  });

  test('tracked changes: the inserted stands, the deleted and moved away is gone', async () => {
    const deleted =
      '<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>';
    const body = para(`${run('Câu 1. Thủ đô ')}${deleted}<w:ins>${run('là?')}</w:ins>`) + lines(`${four}\nĐáp án: A`);
    expect(await read(body)).toEqual(['Câu 1 [single] Thủ đô là?', fourRight('a')]);
  });

  test('smart tags, content controls, fields and text boxes', async () => {
    const field =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SEQ x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' +
      run('1') +
      '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${lines(four)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${lines(four)}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const body =
      para(`${run('Câu ')}${field}${run('. ')}<w:smartTag>${run('Thủ đô')}</w:smartTag>${run(' là?')}${box}`) +
      `<w:sdt><w:sdtContent>${para('Đáp án: A')}</w:sdtContent></w:sdt>`;
    expect(await read(body)).toEqual(['Câu 1 [single] Thủ đô là?', fourRight('a')]);
  });

  test('emphasis in a stem stays, a stem all bold is no emphasis, and signs of Markdown are only signs', async () => {
    const body =
      para(run('Câu 1. Điều nào ') + run('không', '<w:b/>') + run(' đúng?')) +
      lines('A. 2*3*4\nB. snake_case_x\nC. [x] $5\nĐáp án: A') +
      para(run('Câu 2. Tất cả đậm', '<w:b/>')) +
      lines('A. một\nB. hai\nC. ba\nĐáp án: A');
    expect(await read(body)).toEqual([
      'Câu 1 [single] Điều nào **không** đúng?',
      '*a) 2\\*3\\*4 | b) snake\\_case\\_x | c) [x] \\$5',
      'Câu 2 [single] Tất cả đậm',
      '*a) một | b) hai | c) ba',
    ]);
  });

  test('symbols, raised letters and equations', async () => {
    const fraction =
      '<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad></m:den></m:f></m:oMath>';
    const strange = '<m:oMath><m:strange><m:r><m:t>y</m:t></m:r></m:strange></m:oMath>';
    const body =
      para(
        `${run('Câu 1. ')}${fraction}${run(' và H')}${run('2', '<w:vertAlign w:val="subscript"/>')}${run('O, ')}<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>`,
      ) +
      para(`${run('A. một ')}${strange}`) +
      lines('B. hai\nC. ba\nĐáp án: B');
    expect(await read(body)).toEqual([
      'Câu 1 [single] $\\frac{1}{\\sqrt{x}}$ và H₂O, α',
      'a) một y | *b) hai | c) ba',
      '! formula-not-kept doubt: y',
    ]);
  });

  test('legacy fonts, and legacy text whose font was lost', async () => {
    const look = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>';
    const body =
      para(run('C©u 1. Thñ ®« cña n­íc ta lµ?', look)) +
      para(run('A. Hµ Néi', look)) +
      para(run('B. HuÕ', look)) +
      para(run('C. CÇn Th¬', look)) +
      para('§¸p ¸n: A');
    expect(await read(body)).toEqual([
      '! legacy-text-converted told: tcvn3 / 63',
      'Câu 1 [single] Thủ đô của nước ta là?',
      '*a) Hà Nội | b) Huế | c) Cần Thơ',
    ]);
  });

  test('a VNI letter and its sign in two runs, the first bold', async () => {
    const font = '<w:rFonts w:ascii="VNI-Times"/>';
    const body =
      para(run('Caâu 1. Ñieàu na', `${font}<w:b/>`) + run('øo sai?', font)) + lines('A. x\nB. y\nC. z\nĐáp án: B');
    expect(await read(body)).toEqual([
      '! legacy-text-converted told: vni / 23',
      'Câu 1 [single] **Điều nà**o sai?',
      'a) x | *b) y | c) z',
    ]);
  });

  test('pictures: kept with their words, missing, elsewhere, of a kind nobody can show', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const body =
      para(`${run('Câu 1. Đây là gì? ')}${image('i1', 'Cột cờ [Hà Nội]')}`) +
      para(run('A. ') + image('i2')) +
      para(run('B. ') + image('i3')) +
      para(run('C. ') + image('i4')) +
      para('Đáp án: A');
    const links = { i1: 'media/a.png', i2: 'media/none.png', i3: 'https://x.example/y.png', i4: 'media/b.wmf' };
    const files = { 'word/media/a.png': png, 'word/media/b.wmf': png };
    expect(await read(body, { links, files })).toEqual([
      `Câu 1 [single] Đây là gì? ![Cột cờ \\[Hà Nội\\]](media:0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543)`,
      '*a) ▢ | b) ▢ | c) ▢',
      '! media-missing doubt: word/media/none.png',
      '! media-external doubt: https://x.example/y.png',
      '! media-unreadable doubt: word/media/b.wmf',
      '! repeated-option stops: b',
    ]);
  });
});
