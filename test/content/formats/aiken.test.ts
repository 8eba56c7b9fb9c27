/** Aiken: what it holds comes back, what it does not hold is told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAiken } from '../../../server/content/formats/aiken.ts';
import { writeAiken } from '../../../server/content/formats/aiken-write.ts';
import { generatedBank } from '../../helpers/generated-bank.ts';
import { pictureOf } from '../../helpers/picture-of-import.ts';
import { aBank, aQuestion, aStatement } from '../a-bank.ts';

const read = (text: string): string[] => pictureOf(readAiken({ name: 'x.txt', bytes: Buffer.from(text) }));

test('questions as Moodle shows them, and the slips people make', () => {
  const text = `Thủ đô là?
A. Huế
B) Hà Nội
C. Cần Thơ
ANSWER: B

A. Einstein sinh năm nào?
A. 1879
B. 1880
C. 1881
Answer: a
Không có đáp án
A. một
B. hai
C. ba
Đáp án lạ
A. 2*3*4
B. hai
C. ba
ANSWER: D
`;
  expect(read(text)).toEqual([
    '1 [single] Thủ đô là?',
    'a) Huế | *b) Hà Nội | c) Cần Thơ',
    '2 [single] A. Einstein sinh năm nào?',
    '*a) 1879 | b) 1880 | c) 1881',
    '3 [single] Không có đáp án',
    'a) một | b) hai | c) ba',
    '! no-key stops',
    '4 [single] Đáp án lạ',
    'a) 2\\*3\\*4 | b) hai | c) ba',
    '! key-not-an-option stops: D',
    '! no-key stops',
  ]);
  expect(read('')).toEqual(['refused: file-empty']);
});

test('a bank in plain words comes back; what it loses is told', () => {
  const plain = { explanation: '', source: '', factId: '', checkedOn: '' };
  const bank = {
    ...aBank(
      aQuestion(1, plain),
      aStatement(2, plain),
      aQuestion(3, { ...plain, stem: 'Điều nào **không** đúng?', explanation: 'Vì thế.' }),
      aQuestion(4, { kind: 'multiple', key: ['a', 'b'] }),
    ),
    media: [],
  };
  const { bytes, notHeld } = writeAiken(bank);
  expect(read(Buffer.from(bytes).toString())).toEqual([
    '1 [single] Câu hỏi số 1 hỏi điều gì?',
    '*a) Điều một | b) Điều hai | c) Điều ba | d) Điều bốn',
    '2 [true-false] Câu hỏi số 2 hỏi điều gì?',
    '*a) Đúng | b) Sai',
    '3 [single] Điều nào không đúng?',
    '*a) Điều một | b) Điều hai | c) Điều ba | d) Điều bốn',
  ]);
  expect(notHeld.filter(({ what }) => what !== 'code' && what !== 'topic')).toEqual([
    { questionId: 'q-3', what: 'explanation' },
    { questionId: 'q-3', what: 'formatting' },
    { questionId: 'q-4', what: 'kind' },
  ]);
});

test('of generated banks, every question that is not told of comes back word for word', () => {
  fc.assert(
    fc.property(generatedBank(['single', 'true-false']), (bank) => {
      const { bytes, notHeld } = writeAiken(bank);
      const told = (id: string, what: string): boolean =>
        notHeld.some((one) => one.questionId === id && one.what === what);
      const outcome = readAiken({ name: '', bytes });
      const wordsOf = (question: (typeof bank.questions)[number] | null | undefined): unknown => [
        question?.stem,
        question?.options.map(({ text }) => text),
        question?.key,
      ];
      const back = outcome.ok ? outcome.value.questions.map(({ question }) => wordsOf(question)) : [];
      for (const question of bank.questions) {
        const isWhole = !['kind', 'formatting', 'media'].some((what) => told(question.id, what));
        if (isWhole) expect(back).toContainEqual(wordsOf(question));
      }
    }),
    { numRuns: 100 },
  );
});
