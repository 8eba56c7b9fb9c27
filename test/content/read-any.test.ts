/** Files as people bring them: the format is found by what they hold, and what we wrote comes back as it was. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportedBank } from '../../server/content/imported.ts';
import { readAny } from '../../server/content/read-any.ts';
import { writeAny } from '../../server/content/write-any.ts';
import { fileFormats, type FileFormat } from '../../server/rules/file-formats.ts';
import { generatedBank } from '../helpers/generated-bank.ts';
import { pictureOf } from '../helpers/picture-of-import.ts';
import { expectSame } from '../helpers/same-bank.ts';

const aiken = `Câu 1. Thủ đô là?
A. Huế
B. Hà Nội
C. Đà Nẵng
ANSWER: B

Câu 2. Sông nào, theo câu hỏi trên, chảy qua thủ đô?
A) Hồng
B) Hương
C) Cửu Long
ANSWER: A
`;
const brought = async (text: string): Promise<string[]> => {
  const outcome = await readAny({ name: 'x.txt', bytes: Buffer.from(text) });
  return [outcome.ok ? outcome.value.format : '', ...pictureOf(outcome)];
};

describe('Aiken', () => {
  it('is found though its questions are numbered as in Word', async () => {
    expect(await brought(aiken)).toEqual([
      'aiken',
      '1 [single] Câu 1. Thủ đô là?',
      'a) Huế | *b) Hà Nội | c) Đà Nẵng',
      '2 [single] Câu 2. Sông nào, theo câu hỏi trên, chảy qua thủ đô?',
      '*a) Hồng | b) Hương | c) Cửu Long',
    ]);
  });

  it('is found though its first stem might be the head of a table', async () => {
    const stem = 'Câu hỏi nào, trong các câu sau, là câu có đáp án?';
    expect((await brought(aiken.replace('Câu 1. Thủ đô là?', stem)))[0]).toBe('aiken');
  });

  it.each<[string, string]>([
    ['an explanation', aiken.replace('\n\n', '\nGiải thích: Từ năm 1010.\n\n')],
    ['a section', `PHẦN I. ĐỊA LÝ\n${aiken}`],
    ['keys in Vietnamese', aiken.replaceAll('ANSWER', 'Đáp án')],
    ['a question without its key', aiken.replace('ANSWER: B', '')],
  ])('is not what has numbered questions and %s', async (_case, text) => expect((await brought(text))[0]).toBe('word'));
});

/** Files by topic keep no other order. */
const grouped = (bank: ExportedBank): ExportedBank => {
  const questions = bank.topics.flatMap(({ id }) => bank.questions.filter(({ topic }) => topic === id));
  const firstOf = (id: string): number => questions.findIndex(({ topic }) => topic === id);
  return { ...bank, questions, topics: bank.topics.toSorted((a, b) => firstOf(a.id) - firstOf(b.id)) };
};

/** What is escaped at the start of a line stays there. */
const numbered = (bank: ExportedBank): ExportedBank => ({
  ...bank,
  questions: bank.questions.map((one) => ({
    ...one,
    stem: `Câu 1. ${/^[\\\d]/u.test(one.stem) ? 'Xem:\n' : ''}${one.stem}`,
  })),
});

/** A bank of which a format holds nothing is an empty file. */
const emptyFiles = ['file-empty', 'file-no-questions', 'file-format-unknown'];
/** Packages take longer to write. */
const runsOf = (format: FileFormat): number => (/word|sheet|qti/u.test(format) ? 8 : 40);

describe.each(fileFormats)('a generated bank as %s', (format) => {
  it.each([
    ['as it is', (bank: ExportedBank) => bank],
    ['with numbered stems', numbered],
  ])('comes back %s, and as that format', async (_case, change) => {
    await fc.assert(
      fc.asyncProperty(generatedBank().map(grouped).map(change), async (bank) => {
        const written = await writeAny(format, bank);
        const outcome = await readAny({ name: 'x', bytes: written.bytes });
        const lost = written.notHeld.filter(({ what }) => what === 'kind');
        if (lost.length === bank.questions.length)
          expect(emptyFiles).toContain(outcome.ok ? outcome.value.format : outcome.refusal);
        else {
          expect(outcome.ok ? outcome.value.format : outcome.refusal).toBe(format);
          expectSame(bank, written, outcome);
        }
      }),
      { numRuns: runsOf(format) },
    );
  });
});
