/** Cells of which only a part is bold, italic or raised: what stands out on paper stands out on the phone. */
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { readSheet } from '../../../server/content/formats/sheet.ts';

type Run = { readonly text: string; readonly font?: object };
const bold = { bold: true };

async function read(stem: readonly Run[], option: readonly Run[] = [{ text: 'Hai' }]) {
  const value = (runs: readonly Run[]) => runs.map(({ text }) => text).join('');
  const cell = (runs: readonly Run[]) => ({ value: value(runs), type: 'richText' as const, richText: [...runs] });
  const rows = [
    ['Câu hỏi', 'A', 'B', 'C', 'Đáp án'],
    [value(stem), 'Một', value(option), 'Ba', 'B'],
  ];
  const cells = new Map([
    ['1,0', cell(stem)],
    ['1,2', cell(option)],
  ]);
  const bytes = await writeXlsx({ sheets: [{ name: 'Đề', rows, cells }] });
  const outcome = await readSheet({ name: 'de.xlsx', bytes });
  if (!outcome.ok) throw new Error(outcome.refusal);
  const { question, problems } = outcome.value.questions[0]!;
  expect(problems).toEqual([]);
  return [question?.stem, question?.options[1]?.text, question?.key];
}

test.each<[string, readonly Run[], string]>([
  [
    'a word in bold',
    [{ text: 'Điều nào ' }, { text: 'không', font: bold }, { text: ' đúng?' }],
    'Điều nào **không** đúng?',
  ],
  [
    'underlined',
    [{ text: 'Ai ' }, { text: 'chưa', font: { underline: true } }, { text: ' đủ tuổi?' }],
    'Ai **chưa** đủ tuổi?',
  ],
  ['italic', [{ text: 'Từ ' }, { text: 'online', font: { italic: true } }, { text: ' là gì?' }], 'Từ *online* là gì?'],
  [
    'raised and lowered',
    [{ text: '10 m' }, { text: '2', font: { vertAlign: 'superscript' } }, { text: ' là?' }],
    '10 m² là?',
  ],
  [
    'all of it bold, in two runs',
    [
      { text: 'Điều nào ', font: bold },
      { text: 'đúng?', font: bold },
    ],
    'Điều nào đúng?',
  ],
  [
    'over two lines',
    [{ text: 'Đọc kỹ:\nđiều nào ' }, { text: 'sai', font: bold }, { text: '?' }],
    'Đọc kỹ:\nđiều nào **sai**?',
  ],
  [
    'signs of Markdown in it',
    [{ text: '2*3*4 là ' }, { text: 'mấy', font: bold }, { text: '?' }],
    '2\\*3\\*4 là **mấy**?',
  ],
])('%s', async (_name, stem, markdown) => {
  expect(await read(stem)).toEqual([markdown, 'Hai', ['b']]);
});

test('a letter set off before an option is no emphasis', async () => {
  const option = [{ text: 'B. ', font: bold }, { text: 'Hai trăm' }];
  expect(await read([{ text: 'Câu nào?' }], option)).toEqual([
    'Câu nào?',
    expect.stringMatching(/^(B\. )?Hai trăm$/u),
    ['b'],
  ]);
});
