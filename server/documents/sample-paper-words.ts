/** Words of sample papers: marks of options, and a key as people write it. */
import type { SampleQuestion } from './sample-paper-value.ts';

export const sampleWords = {
  marker: 'ĐỀ MẪU – KHÔNG DÙNG ĐỂ THI',
  paper: (number: number) => `ĐỀ MẪU SỐ ${String(number).padStart(2, '0')}`,
  keys: (number: number) => `ĐÁP ÁN ĐỀ MẪU SỐ ${String(number).padStart(2, '0')}`,
  round: (name: string) => `Vòng thi: ${name}`,
  facts: (minutes: string, questions: number, points: string) =>
    `Thời gian làm bài: ${minutes} phút; ${questions} câu, ${points} điểm`,
  person: 'Họ và tên: …………………………………………   Đơn vị: …………………………………',
  question: (number: number) => `Câu ${number}`,
  points: (points: string) => `(${points} điểm).`,
  several: '(Chọn mọi phương án đúng)',
  judge: 'Đánh dấu X vào cột Đúng hoặc Sai của mỗi ý:',
  answer: 'Trả lời: ……………………………………………………………………',
  order: 'Thứ tự đúng: ………………………………………………………………',
  pairs: 'Ghép: ',
  grid: ['Ý', 'Nội dung', 'Đúng', 'Sai'],
  keyTable: ['Câu', 'Đáp án', 'Điểm'],
  end: '----- HẾT -----',
  seed: (seed: string) => `Mã bốc đề mẫu: ${seed}`,
} as const;

/** A, B, C, …; statements of a grid have small ones. */
export const letter = (at: number): string => String.fromCharCode(65 + at);
export const smallLetter = (at: number): string => String.fromCharCode(97 + at);

const decimal = (text: string): string => text.replace('.', ',');

/** What stands in the key sheet, in the order of the paper. */
export function keyText({ kind, right: { choice, text }, variants, tolerance }: SampleQuestion): string {
  switch (kind) {
    case 'grid':
      return choice.map((one, at) => `${smallLetter(at)}) ${one === 1 ? 'Đ' : 'S'}`).join('; ');
    case 'number':
      return tolerance === '' || Number(tolerance) === 0 ? decimal(text) : `${decimal(text)} (± ${decimal(tolerance)})`;
    case 'text':
      return variants.join(' / ');
    case 'ordering':
      return choice.map(letter).join(' – ');
    case 'matching':
      return choice.map((one, at) => `${at + 1} – ${letter(one - 1)}`).join('; ');
    default:
      return choice.map(letter).join(', ');
  }
}
