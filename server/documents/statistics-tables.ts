/** Figures of questions as tables for the office: one row a question, and one row an answer with the five fifths of scores. */
import { formatScore } from './format.ts';
import type { Table } from './table-files.ts';

/** One question; texts are plain. Shares and correlations are numbers from −1 to 1. */
export interface QuestionFigures {
  readonly questionId: string;
  readonly topicName: string;
  readonly stem: string;
  readonly attempts: number;
  readonly facility: number;
  readonly discrimination: number | null;
  readonly compared: number;
  readonly medianMs: number | null;
  readonly flags: readonly string[];
  readonly ruling: string;
  readonly answers: readonly { readonly text: string; readonly isRight: boolean; readonly bands: readonly number[] }[];
}

export const flagWords: Readonly<Record<string, string>> = {
  inverse: 'Ngược: cần xem lại đáp án',
  weak: 'Phân loại yếu',
  'too-easy': 'Quá dễ',
  'too-hard': 'Quá khó',
  'option-unused': 'Có phương án không ai chọn',
  'too-few': 'Chưa đủ số lượt',
};

export const rulingWords: Readonly<Record<string, string>> = {
  void: 'Đã hủy câu hỏi',
  accept: 'Chấp nhận nhiều đáp án',
  correct: 'Đã sửa đáp án',
};

const places = (value: number, digits: number): number => Number(value.toFixed(digits));

export function questionTable(title: string, questions: readonly QuestionFigures[]): Table {
  const columns = [
    ['Mã câu', 14],
    ['Chủ đề', 24],
    ['Câu hỏi', 60],
    ['Số lượt', 9],
    ['Tỷ lệ đúng (%)', 10],
    ['Độ phân biệt', 10],
    ['Số lượt so sánh', 10],
    ['Thời gian trung vị (giây)', 12],
    ['Lưu ý', 30],
    ['Xử lý', 24],
  ] as const;
  return {
    name: 'Câu hỏi',
    title,
    columns: columns.map(([name, width]) => ({ title: name, width })),
    rows: questions.map((question) => [
      question.questionId,
      question.topicName,
      question.stem,
      question.attempts,
      places(100 * question.facility, 1),
      question.discrimination === null ? null : places(question.discrimination, 2),
      question.compared,
      question.medianMs === null ? null : question.medianMs / 1_000,
      question.flags.map((flag) => flagWords[flag] ?? flag).join('; '),
      rulingWords[question.ruling] ?? '',
    ]),
  };
}

const fifths = ['Bậc điểm thấp nhất', 'Bậc 2', 'Bậc 3', 'Bậc 4', 'Bậc điểm cao nhất'];

export function answerTable(title: string, questions: readonly QuestionFigures[]): Table {
  const head = ['Mã câu', 'Phương án', 'Đúng', 'Số người chọn', 'Tỷ lệ', ...fifths];
  const widths = [14, 50, 8, 10, 10, 12, 12, 12, 12, 12];
  return {
    name: 'Phương án',
    title,
    columns: head.map((name, at) => ({ title: name, width: widths[at] ?? 12 })),
    rows: questions.flatMap(({ questionId, attempts, answers }) =>
      answers.map(({ text, isRight, bands }) => {
        const chosen = bands.reduce((sum, n) => sum + n, 0);
        const share = `${formatScore((100 * chosen) / Math.max(1, attempts))}%`;
        return [questionId, text, isRight ? 'x' : '', chosen, share, ...bands];
      }),
    ),
  };
}
