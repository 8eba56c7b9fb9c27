/** What we export to Word we import as the same bank, and what Word cannot hold is told. */
import fc from 'fast-check';
import { extractRawText } from 'mammoth';
import { expect, test } from 'vitest';
import { readWord } from '../../../server/content/formats/word.ts';
import { writeWord } from '../../../server/content/formats/word-write.ts';
import { questionKinds } from '../../../server/rules/question.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';
import { expectSame } from '../../helpers/same-bank.ts';
import { aBank, aQuestion } from '../a-bank.ts';

test('a bank of every kind comes back, but for what the writer said', async () => {
  await fc.assert(
    fc.asyncProperty(generatedBank(questionKinds), async (bank) => {
      const written = await writeWord(bank);
      expectSame(bank, written, await readWord({ name: written.fileName, bytes: written.bytes }));
    }),
    { numRuns: 100 },
  );
});

test('of words, emphasis and formulas as people type them, nothing is lost', async () => {
  const stem = 'Điều nào **không** đúng với $x^2$?\n\nCâu 2. cũng là chữ\nA. như thế này B. và C. ở giữa';
  const texts = ['Đáp án: B', '1. số', 'có $5 và (Đ)', 'BẢNG ĐÁP ÁN *'];
  const options = texts.map((text, at) => ({
    id: 'abcd'.charAt(at),
    text: text === '1. số' ? '1\\. số' : text.replace('$', '\\$'),
  }));
  const held = {
    factId: '',
    explanation: 'Giải thích: hai lần.\n\nCâu 9: vẫn là lời giải.',
    tags: ['ôn tập', 'luật'],
    keepsOrder: true,
  };
  const bank = { ...aBank(aQuestion(1, { stem, options, ...held }), aQuestion(2, { factId: '' })), media: [] };
  const written = await writeWord(bank);
  expect(written.notHeld).toEqual([]);
  expectSame(bank, written, await readWord({ name: written.fileName, bytes: written.bytes }));
});

test('words with a line through them keep the words, and the end of a paper in an explanation stays in it', async () => {
  const explanation = 'Luật ~~cũ~~ mới.\n\nHẾT\n\nEmail: gửi về đâu?';
  const bank = { ...aBank(aQuestion(1, { explanation, factId: '' })), media: [] };
  const written = await writeWord(bank);
  expect(written.notHeld).toEqual([{ questionId: 'q-1', what: 'formatting' }]);
  const read = await readWord({ name: written.fileName, bytes: written.bytes });
  expect(read.ok && read.value.questions.map(({ question }) => question?.explanation)).toEqual([
    'Luật cũ mới.\n\nHẾT\n\nEmail: gửi về đâu?',
  ]);
});

test('Word shows what the bank says', async () => {
  const bank = { ...aBank(aQuestion(1, { stem: 'Điều nào **không** đúng?' })), media: [] };
  const written = await writeWord(bank);
  const { value } = await extractRawText({ buffer: Buffer.from(written.bytes) });
  expect(value.trim().split('\n\n')).toEqual([
    'Chủ đề: An toàn',
    'Câu 1. Điều nào không đúng?',
    'A. Điều một',
    'B. Điều hai',
    'C. Điều ba',
    'D. Điều bốn',
    'Đáp án: A',
    'Mức độ: Nhận biết',
    'Căn cứ: Luật An ninh mạng số 116/2025/QH15',
    'Ngày kiểm tra: 2026-11-20',
    'Mã: q-1',
    'Giải thích: Vì đó là điều một.',
  ]);
  expect(written.notHeld).toEqual([{ questionId: 'q-1', what: 'fact' }]);
});
