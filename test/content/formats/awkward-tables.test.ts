/** Tables of questions as offices really have them. Each case is one file that somebody could send. */
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { openCsv, readCsv } from '../../../server/content/formats/csv.ts';
import { guessColumns } from '../../../server/content/formats/columns.ts';
import { readRows } from '../../../server/content/formats/columns-read.ts';
import { readSheet } from '../../../server/content/formats/sheet.ts';
import { writePackage } from '../../../server/content/formats/write-package.ts';
import { readPackage } from '../../../server/content/formats/package.ts';
import type { ReadOutcome } from '../../../server/content/imported.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const csv = (text: string) => readCsv({ name: 'câu hỏi.csv', bytes: bytesOf(text) });

/** Kind, key and what was noticed, one line a question. */
const picture = (outcome: ReadOutcome): string[] =>
  outcome.ok
    ? outcome.value.questions.map(({ question, problems, topicPath }) => {
        const noticed = problems.map(({ name, place }) => ` !${name}@${place.column}${place.row}`).join('');
        const asked = question === null ? '–' : `${question.kind} ${question.key.join(',')}`;
        return `${topicPath.join('>')}| ${asked}${noticed}`;
      })
    : [outcome.refusal];

const optionsOf = (outcome: ReadOutcome): unknown =>
  outcome.ok && outcome.value.questions[0]?.question?.options.map(({ text }) => text);

test('semicolons, because "9,5" is a number', () => {
  const outcome = csv('Câu hỏi;A;B;C;Đáp án\nĐiểm nào cao nhất?;9,5;8,5;7;A\n');
  expect(picture(outcome)).toEqual(['| single a']);
  expect(optionsOf(outcome)).toEqual(['9,5', '8,5', '7']);
});

test('tabs and English headings, options by number, the key by number', () => {
  const text = 'Question\tOption 1\tOption 2\tOption 3\tCorrect answer\nWhich?\tone\ttwo\tthree\t3\n';
  expect(picture(csv(text))).toEqual(['| single c']);
});

test.each([
  ['B', 'b'],
  ['b.', 'b'],
  ['Đáp án B', 'b'],
  ['2', 'b'],
  ['"A,C"', 'a,c'],
  ['A;C', 'a,c'],
  ['1 và 3', 'a,c'],
  ['AC', 'a,c'],
  ['a c', 'a,c'],
  ['ha noi', 'a'],
  ['"Huế; Đà Lạt"', 'b,d'],
])('the key %s', (key, chosen) => {
  const read = csv(`Câu hỏi\tA\tB\tC\tD\tĐáp án\nNơi nào?\tHà Nội\tHuế\tVinh\tĐà Lạt\t${key}\n`);
  expect(picture(read)).toEqual([`| ${chosen.includes(',') ? 'multiple' : 'single'} ${chosen}`]);
});

test('a key that is both a place and an option is asked about; one that is neither stops, at its column', () => {
  const read = csv('Câu hỏi,A,B,C,D,Đáp án\nMấy?,4,3,2,1,3\nGì?,a,b,c,d,G\nGì nữa?,a,b,c,d,\n');
  expect(picture(read)).toEqual([
    '| single b !keys-disagree@F2',
    '| single  !key-not-an-option@F3 !no-key@3',
    '| single  !no-key@F4',
  ]);
});

test('a title over the table, sections between the questions, blank rows, a column of numbers', () => {
  const rows = [
    'BỘ CÂU HỎI;;;;;',
    'Năm 2026;;;;;',
    'STT;Nội dung câu hỏi;Phương án A;Phương án B;Phương án C;Đáp án đúng',
  ];
  const body = ['Phần I. Luật;;;;;', '1;Gì?;a;b;c;A', ';;;;;', 'Phần II. Kỹ năng;;;;;', '2;Nào?;a;b;c;C'];
  const read = csv([...rows, ...body].join('\n'));
  expect(picture(read)).toEqual(['Phần I. Luật| single a', 'Phần II. Kỹ năng| single c']);
  expect(read.ok && read.value.questions[1]?.place).toMatchObject({ row: 8, label: 'Câu 2' });
});

test('no headings at all: the longest column asks, the column of letters is the key', () => {
  const rows = Array.from(
    { length: 5 },
    (_, at) => `Câu hỏi dài thứ ${at} là gì?,một,hai,ba,bốn,${'ABCDA'.charAt(at)}`,
  );
  expect(picture(csv(rows.join('\n')))).toEqual(['a', 'b', 'c', 'd', 'a'].map((id) => `| single ${id}`));
});

test('a table of no questions is told, not guessed', () => {
  expect(picture(csv('Họ tên;Ngày sinh\nNguyễn Văn A;1/1/2000\n'))).toEqual(['file-no-questions']);
});

test('the studio may say which column is what, and say again', () => {
  const opened = openCsv(bytesOf('x,Sai,Đúng,y\nCâu này?,a,b,2\n'));
  const rows = opened.ok ? opened.value.rows : [];
  expect(guessColumns(rows)).toEqual({ headingRow: -1, columns: { stem: 0 }, options: [1, 2, 3] });
  const read = readRows(rows, { headingRow: 0, columns: { stem: 0, key: 3 }, options: [2, 1] }, 'a.csv');
  expect(read[0]?.question).toMatchObject({ options: [{ text: 'b' }, { text: 'a' }], key: ['b'] });
});

test('statements in a grid, their truths in every way of writing them', () => {
  const keys = ['ĐSĐS', 'Đ, S, Đ, S', 'Đúng - Sai - Đúng - Sai', 'a) Đúng b) Sai c) Đúng d) Sai', 'A, C', 'T F T F'];
  const body = keys.map((key) => `Xét các ý;Bảng đúng/sai;một;hai;ba;bốn;${key}`).join('\n');
  expect(picture(csv(`Câu hỏi;Loại;A;B;C;D;Đáp án\n${body}`))).toEqual(keys.map(() => '| grid a,c'));
});

test('kinds that are not named are guessed by what is right; one that we lack is listed', () => {
  const body = [
    'Đất tròn?;;;;Đ;',
    'Mấy?;;;;3,5 ± 0,1;',
    'Thủ đô?;;;;Hà Nội | Thăng Long;',
    'Ghép;113 => Công an;114 => Cứu hỏa;=> Cấp cứu;;',
    'Viết đoạn văn;;;;;Tự luận',
    'Gì?;a;b;c;A;Rap',
  ];
  expect(picture(csv(`Câu hỏi;A;B;C;Đáp án;Loại\n${body.join('\n')}`))).toEqual([
    '| true-false a',
    '| number 3.5 !kind-guessed@E3',
    '| text Hà Nội,Thăng Long !kind-guessed@E4',
    '| matching p1=a,p2=b',
    '| – !kind-not-held@6',
    '| single a !kind-guessed@F7',
  ]);
});

test('a hole between options, an option twice, a level nobody knows, text in two forms of Unicode', () => {
  const body = 'Gì?;a;;c;C;\nGì?;a;b;A.;B;Siêu khó\nHoà?;e\u0302\u0323;b;c;ệ;NB';
  const read = csv(`Câu hỏi;A;B;C;Đáp án;Mức độ\n${body}`);
  expect(picture(read)).toEqual([
    '| single c !empty-option@C2',
    '| single b !unknown-difficulty@F3 !alike-option@3',
    '| single a',
  ]);
  expect(read.ok && JSON.stringify(read)).toBe(read.ok && JSON.stringify(read).normalize('NFC'));
});

test('numbers that Excel keeps as numbers, days, truths, percents: as their author sees them', async () => {
  const rows = [
    ['Câu hỏi', 'A', 'B', 'C', 'D', 'Đáp án', 'Loại'],
    ['Cái nào?', 3.5, new Date('2026-04-30T00:00:00Z'), true, 0.25, 2, null],
    ['Mấy?', null, null, null, null, 1.234, 'Điền số'],
    ['Đúng không?', null, null, null, null, false, 'Đúng/Sai'],
  ];
  const cells = new Map([['1,4', { value: 0.25, type: 'number' as const, style: { numFmt: '0%' } }]]);
  const bytes = await writeXlsx({ sheets: [{ name: 'Tháng 4', rows, cells }] });
  const read = await readSheet({ name: 'a.xlsx', bytes });
  expect(optionsOf(read)).toEqual(['3.5', '2026-04-30', 'TRUE', '25%']);
  expect(picture(read)).toEqual(['| single b', '| number 1.234', '| true-false b']);
});

test('several sheets are topics, a topic over merged rows is of each, a hidden sheet is nobody’s', async () => {
  const heading = ['Chủ đề', 'Câu hỏi', 'A', 'B', 'C', 'Đáp án'];
  const merges = [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }];
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Luật',
        rows: [heading, ['Mạng', 'Gì?', 'a', 'b', 'c', 'A'], [null, 'Nào?', 'a', 'b', 'c', 'B']],
        merges,
      },
      { name: 'Kỹ năng', rows: [heading.slice(1), ['Sao?', 'a', 'b', 'c', 'C']] },
      { name: 'Nháp', rows: [heading.slice(1), ['Ẩn?', 'a', 'b', 'c', 'C']], hidden: true },
    ],
  });
  expect(picture(await readSheet({ name: 'a.xlsx', bytes }))).toEqual([
    'Mạng| single a',
    'Mạng| single b',
    'Kỹ năng| single c',
  ]);
});

test('an OpenDocument sheet', async () => {
  const rows = [
    ['Câu hỏi', 'A', 'B', 'C', 'Đáp án'],
    ['Gì?', 1, 'hai\ndòng', 'c', 'B'],
  ];
  const read = await readSheet({ name: 'a.ods', bytes: await writeOds({ sheets: [{ name: 'a', rows }] }) });
  expect(picture(read)).toEqual(['| single b']);
  expect(optionsOf(read)).toEqual(['1', 'hai\ndòng', 'c']);
});

test('a table of the days of TCVN3 is converted, and told', () => {
  const text = 'C©u hái;A;B;C;§¸p ¸n\nThñ ®« n­íc ta lµ g×?;Hµ Néi;HuÕ;Vinh;A\n';
  const read = readCsv({ name: 'cu.csv', bytes: Buffer.from(text, 'latin1') });
  expect(read).toMatchObject({
    ok: true,
    value: {
      questions: [{ question: { stem: 'Thủ đô nước ta là gì?' } }],
      problems: [{ name: 'legacy-text-converted' }],
    },
  });
});

const sheetOf = async (more: Record<string, string>) => {
  const rows = [
    ['Câu hỏi', 'A', 'B', 'C', 'Đáp án'],
    ['Gì?', 'a', 'b', 'c', 'A'],
  ];
  const opened = await readPackage(await writeXlsx({ sheets: [{ name: 'a', rows }] }));
  if (!opened.ok) throw new Error(opened.refusal);
  return writePackage(new Map<string, Uint8Array | string>([...opened.value, ...Object.entries(more)]));
};

test.each([
  ['macros', { 'xl/vbaProject.bin': 'x' }, 'file-has-macros'],
  ['a document type', { 'xl/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }, 'file-external-entity'],
  ['a part that is not XML', { 'xl/workbook.xml': '<workbook' }, 'file-broken'],
  ['a sheet of fifty megabytes', { 'xl/worksheets/sheet1.xml': 'x'.repeat(50_000_000) }, 'file-unpacks-too-large'],
])('a workbook with %s is refused', async (_, more, refusal) => {
  const read = await readSheet({ name: 'a.xlsx', bytes: await sheetOf(Object.fromEntries(Object.entries(more))) });
  expect(read).toMatchObject({ ok: false, refusal });
});

test('100,000 rows, a locked file, an old .xls, a text with a new name: refused by name', async () => {
  const long = 'Câu hỏi;A;B;C;Đáp án\n' + 'Gì?;a;b;c;A\n'.repeat(100_000);
  expect(picture(csv(long))).toEqual(['file-too-many-questions']);
  const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const xls = await readSheet({ name: 'a.xls', bytes: new Uint8Array(ole) });
  expect(xls).toMatchObject({ refusal: 'file-format-unknown', params: { format: 'xls' } });
  const locked = Buffer.concat([Buffer.from(ole), Buffer.from('EncryptedPackage', 'utf16le')]);
  expect(await readSheet({ name: 'a.xlsx', bytes: locked })).toMatchObject({ refusal: 'file-encrypted' });
  expect(await readSheet({ name: 'a.xlsx', bytes: bytesOf('Câu hỏi;A') })).toMatchObject({
    refusal: 'file-format-unknown',
  });
  expect(await readSheet({ name: 'a.xlsx', bytes: new Uint8Array() })).toMatchObject({ refusal: 'file-empty' });
});

test('a cell of a million characters is one question with a stem too long, and stays small', () => {
  const read = csv(`Câu hỏi;A;B;C;Đáp án\n${'x '.repeat(500_000)};a;b;c;A\n`);
  expect(picture(read)).toEqual(['| single a !stem-too-long@2']);
  expect(JSON.stringify(read).length).toBeLessThan(30_000);
});
