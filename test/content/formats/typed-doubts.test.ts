/** What a reader could take in silence and must not: a chance look, the end of a paper, a letter or a number left out. */
import { describe, expect, test } from 'vitest';
import { readPlainFile } from '../../../server/content/formats/plain-text-file.ts';
import { readWord } from '../../../server/content/formats/word.ts';
import { lines, makeDocx, para, run } from '../../helpers/make-docx.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';

const read = (text: string): string[] =>
  pictureOf(readPlainFile({ name: 'de.txt', bytes: new TextEncoder().encode(text) }));
const readDocx = async (body: string): Promise<string[]> =>
  pictureOf(await readWord({ name: 'de.docx', bytes: await makeDocx(body) }));

const four = 'A. Một\nB. Hai\nC. Ba\nD. Bốn';
const right = (letter: string): string =>
  ['a) Một', 'b) Hai', 'c) Ba', 'd) Bốn'].map((one) => (one.startsWith(letter) ? `*${one}` : one)).join(' | ');

const [bold, italic, red] = ['<w:b/>', '<w:i/>', '<w:color w:val="FF0000"/>'];
/** A question of which options look as given by letter. */
const asked = (number: number, looks: Readonly<Record<string, string>>): string =>
  para(`Câu ${number}. Hỏi gì?`) +
  four
    .split('\n')
    .map((text) => para(run(text, looks[text.charAt(0)] ?? '')))
    .join('');

describe('a look that is no key of the file', () => {
  test('one italic option where the others are keyed by bold', async () => {
    const body = asked(1, { A: bold }) + asked(2, { B: bold }) + asked(3, { C: bold }) + asked(4, { B: italic });
    expect((await readDocx(body)).slice(-3)).toEqual([
      'Câu 4 [single] Hỏi gì?',
      right('b'),
      '! key-guessed doubt: B / italic',
    ]);
    expect((await readDocx(body)).filter((line) => line.startsWith('!'))).toHaveLength(1);
  });

  test('one bold option where the others are keyed by lines', async () => {
    const keyed = [1, 2, 3].map((number) => asked(number, {}) + para('Đáp án: A')).join('');
    expect((await readDocx(keyed + asked(4, { B: bold }))).slice(-2)).toEqual([
      right('b'),
      '! key-guessed doubt: B / bold',
    ]);
  });

  test('a part of the file by somebody who keys so is no chance', async () => {
    const theirs = [1, 2, 3, 4].map((number) => asked(number, { B: italic })).join('');
    const ours = [5, 6, 7, 8, 9, 10].map((number) => asked(number, { A: bold })).join('');
    const keyed = [11, 12, 13, 14, 15, 16].map((number) => asked(number, {}) + para('Đáp án: A')).join('');
    expect((await readDocx(theirs + ours + keyed)).filter((line) => line.startsWith('!'))).toEqual([]);
  });

  test('a line and the look together in most questions: the look alone is a key', async () => {
    const both = ['A', 'B', 'C']
      .map((letter, at) => asked(at + 1, { [letter]: bold }) + para(`Đáp án: ${letter}`))
      .join('');
    expect((await readDocx(both + asked(4, { D: bold }))).filter((line) => line.startsWith('!'))).toEqual([]);
  });

  test('two looks on different options: the file’s own one, and nobody’s where the file has none', async () => {
    expect((await readDocx(asked(1, { A: red }) + asked(2, { A: bold, C: red }))).slice(-1)).toEqual([right('c')]);
    expect((await readDocx(asked(1, { A: bold, C: red }))).slice(1)).toEqual([
      right('c'),
      '! keys-disagree stops: C / A',
    ]);
  });
});

describe('text behind the last key', () => {
  test('end marks, the foot of a page and who wrote it are no explanation', () => {
    const text =
      `Câu 1. Một?\n${four}\nĐáp án: A\nTrang 1/4\nCâu 2. Hai?\n${four}\nĐáp án: B\n` +
      '----- HẾT -----\nThí sinh không được sử dụng tài liệu\nNgười soạn: Nguyễn Văn A, SĐT: 0912 345 678\n';
    expect(read(text)).toEqual([
      '! text-left-over told: Trang 1/4',
      '! text-left-over told: ----- HẾT ----- / Thí sinh không được sử dụng tài liệu / Người soạn: Nguyễn Văn A, SĐT: 0912 345 678',
      'Câu 1 [single] Một?',
      right('a'),
      'Câu 2 [single] Hai?',
      right('b'),
    ]);
  });

  test.each(['Người soạn: Nguyễn Văn A', 'SĐT: 0912 345 678', 'Cán bộ coi thi không giải thích gì thêm.', 'Mã đề 101'])(
    '%s',
    (foot) => {
      expect(read(`Câu 1. Một?\n${four}\nĐáp án: A\n${foot}\n`)).toEqual([
        `! text-left-over told: ${foot}`,
        'Câu 1 [single] Một?',
        right('a'),
      ]);
    },
  );

  test.each([
    'Vì Một là số đầu.',
    'Giải thích: Một là số đầu.',
    'Lời giải: Một.',
    '=> Do đó chọn A',
    '(Điều 5 Luật X)',
  ])('announced: %s', (reason) => {
    const shown = read(`Câu 1. Một?\n${four}\nĐáp án: A\n${reason}\nvà còn nữa\n`);
    expect(shown[2]).toMatch(/^vì /u);
    expect(shown[2]).toContain('và còn nữa');
    expect(shown).toHaveLength(3);
  });

  test('a sentence that nobody announced is kept and doubted, a title is left over', () => {
    expect(read(`Câu 1. Một?\n${four}\nĐáp án: A\nMột đứng trước mọi số khác.\n`).slice(2)).toEqual([
      'vì Một đứng trước mọi số khác.',
      '! explanation-guessed doubt: Một đứng trước mọi số khác.',
    ]);
    expect(read(`Câu 1. Một?\n${four}\nĐáp án: A\nPhòng Giáo dục và Đào tạo\n`).slice(2)).toEqual([
      '! text-left-over doubt: Phòng Giáo dục và Đào tạo',
    ]);
  });

  test('behind a list of keys', () => {
    const questions = `Câu 1. Một?\n${four}\nCâu 2. Hai?\n${four}\n`;
    expect(read(`${questions}ĐÁP ÁN\nCâu 1: A\nCâu 2: B\nHẾT\nSĐT: 0912\n`)[0]).toBe(
      '! text-left-over told: HẾT / SĐT: 0912',
    );
    expect(read(`${questions}ĐÁP ÁN\nCâu 1: A\nCâu 2: Chọn B\nHai đứng ngay sau một.\n`).slice(-2)).toEqual([
      'vì Hai đứng ngay sau một.',
      '! explanation-guessed doubt: Hai đứng ngay sau một.',
    ]);
  });

  test('a question may ask about what else stands at the end of papers', () => {
    expect(read(`Câu 1. Theo quy chế,\nthí sinh không được mang gì?\n${four}\nĐáp án: A\n`)).toEqual([
      'Câu 1 [single] Theo quy chế,\nthí sinh không được mang gì?',
      right('a'),
    ]);
  });
});

describe('letters and numbers', () => {
  test('a letter of an option left out', () => {
    expect(read('Câu 1. Gì?\nA. Một\nB. Hai\nD. Bốn\nĐáp án: D\n')).toEqual([
      'Câu 1 [single] Gì?',
      'a) Một | b) Hai | *c) Bốn',
      '! letters-skipped doubt: C',
    ]);
  });

  test('numbers of questions left out', () => {
    const of = (...numbers: number[]): string =>
      numbers.map((number) => `Câu ${number}. Câu nào?\n${four}\nĐáp án: A`).join('\n');
    const gaps = (text: string): string[] => read(text).filter((line) => line.includes('numbers-skipped'));
    expect(gaps(of(1, 2, 5, 6, 8))).toEqual(['! numbers-skipped told: 3–4, 7']);
    expect(gaps(of(4, 5, 6))).toEqual([]);
    // A number in the place of a repeated one is told at the repeat.
    expect(gaps(of(1, 2, 2, 4))).toEqual([]);
    expect(gaps(`PHẦN I. SỐ\n${of(1, 2)}\nPHẦN II. LUẬT\n${of(1, 3)}`)).toEqual(['! numbers-skipped told: 2']);
    expect(gaps(`PHẦN I. SỐ\n${of(1, 2)}\nPHẦN II. LUẬT\n${of(3, 4)}`)).toEqual([]);
  });

  test.each([
    ['Tên của A. Turing là gì? A. Alan B. Bob C. Carl D. Dan', 'Tên của A. Turing là gì?'],
    ['A. Turing tên là gì? A. Alan B. Bob C. Carl D. Dan', 'A. Turing tên là gì?'],
  ])('an initial in the stem: %s', (line, stem) => {
    expect(read(`Câu 1. ${line}\nĐáp án: A\n`)).toEqual([
      `Câu 1 [single] ${stem}`,
      '*a) Alan | b) Bob | c) Carl | d) Dan',
    ]);
  });

  test('a letter inside an option does not start the options anew', () => {
    expect(read('Câu 1. Chất nào? A. Vitamin A. B. Vitamin B. C. Vitamin C.\nĐáp án: A\n')).toEqual([
      'Câu 1 [single] Chất nào?',
      '*a) Vitamin A. | b) Vitamin B. | c) Vitamin C.',
    ]);
  });
});

describe('text that is struck out in Word', () => {
  test.each(['<w:strike/>', '<w:dstrike/>'])('%s: left out and told', async (look) => {
    const body =
      para(run('Câu 1. Ai ') + run('không ', look) + run('đúng?')) +
      lines('A. Một\nB. Hai') +
      para(run('C. Ba', look)) +
      lines('C. Bốn') +
      para(run('Đáp án: ') + run('A', look) + run('B'));
    expect(await readDocx(body)).toEqual([
      '! text-left-over doubt: struck / không',
      '! text-left-over doubt: struck / C. Ba',
      '! text-left-over doubt: struck / A',
      'Câu 1 [single] Ai đúng?',
      'a) Một | *b) Hai | c) Bốn',
    ]);
  });

  test('a line through a style’s text that the run takes away', async () => {
    const body = para(run('Câu 1. Gì?', '<w:strike w:val="0"/>')) + lines(`${four}\nĐáp án: A`);
    expect(await readDocx(body)).toEqual(['Câu 1 [single] Gì?', right('a')]);
  });
});
