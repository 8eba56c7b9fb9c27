/** Our template of a table of questions: two examples of every kind, and what each column means. */
import type { Question } from '../../rules/question.ts';
import type { ExportedBank } from '../imported.ts';
import { questionOf } from './draft.ts';
import type { Draft } from './draft.ts';

const law = 'Luật An ninh mạng số 116/2025/QH15';

const examples: readonly Draft[] = [
  { kind: 'single', stem: 'Số điện thoại nào gọi cấp cứu y tế?', options: ['113', '114', '115', '111'], key: ['c'] },
  {
    kind: 'single',
    stem: 'OTP là loại mật khẩu gì?',
    options: ['Dùng một lần', 'Dùng cả năm', 'Mở khóa màn hình'],
    key: ['a'],
    difficulty: 'understand',
  },
  {
    kind: 'multiple',
    stem: 'Những thành phố nào trực thuộc trung ương?',
    options: ['Hải Phòng', 'Đà Lạt', 'Cần Thơ', 'Mỹ Tho'],
    key: ['a', 'c'],
  },
  {
    kind: 'multiple',
    stem: 'Số nào là số chẵn?',
    options: ['2', '3', '4', '5'],
    key: ['a', 'c'],
    scheme: 'right-minus-wrong',
  },
  { kind: 'true-false', stem: 'Mã OTP có thể cho người thân mượn.', key: ['b'], source: law },
  { kind: 'true-false', stem: 'Nên dùng mật khẩu khác nhau cho mỗi tài khoản.', key: ['a'] },
  {
    kind: 'grid',
    stem: 'Xét các ý sau về mật khẩu.',
    options: ['Nên dài từ 12 ký tự', 'Nên dùng ngày sinh', 'Nên đổi khi nghi bị lộ', 'Nên gửi qua tin nhắn'],
    key: ['a', 'c'],
  },
  {
    kind: 'grid',
    stem: 'Xét các ý sau về nước Việt Nam.',
    options: ['Thủ đô là Hà Nội', 'Giáp biển', 'Có 3 mùa ở mọi nơi'],
    key: ['a', 'b'],
    scheme: 'each-part',
  },
  { kind: 'number', stem: 'Đoàn TNCS Hồ Chí Minh thành lập năm nào?', key: ['1931'] },
  {
    kind: 'number',
    stem: 'Số pi bằng bao nhiêu (lấy hai chữ số thập phân)?',
    key: ['3.14'],
    tolerance: '0.01',
    difficulty: 'apply',
  },
  { kind: 'text', stem: 'Thủ đô của nước ta là gì?', key: ['Hà Nội', 'Thành phố Hà Nội'] },
  {
    kind: 'text',
    stem: 'Ký hiệu hóa học của nước là gì?',
    key: ['H2O'],
    folding: { ignoresCase: false, ignoresMarks: false, ignoresSpaces: true },
  },
  {
    kind: 'ordering',
    stem: 'Sắp xếp theo thứ tự từ nhỏ đến lớn.',
    options: ['Xã', 'Tỉnh', 'Cả nước'],
    key: ['a', 'b', 'c'],
  },
  {
    kind: 'ordering',
    stem: 'Sắp xếp các năm từ xa đến gần.',
    options: ['1975', '1930', '1945', '1954'],
    key: ['b', 'c', 'd', 'a'],
    scheme: 'each-part',
  },
  {
    kind: 'matching',
    stem: 'Ghép tỉnh với biển số xe.',
    prompts: ['Hà Nội', 'Hải Phòng'],
    options: ['29', '15', '43'],
    key: ['p1=a', 'p2=b'],
  },
  {
    kind: 'matching',
    stem: 'Ghép số điện thoại với nơi nhận.',
    prompts: ['113', '114', '115'],
    options: ['Công an', 'Cứu hỏa', 'Cấp cứu'],
    key: ['p1=a', 'p2=b', 'p3=c'],
    scheme: 'each-part',
  },
];

/** A bank of two examples of every kind. */
export function templateBank(): ExportedBank {
  const questions = examples.map((draft, at): Question => ({
    ...questionOf({ explanation: 'Một câu giải thích, hiện sau khi vòng thi đóng.', source: 'Ví dụ', ...draft }),
    id: `vd-${String(at + 1).padStart(2, '0')}`,
    topic: 'vi-du',
  }));
  return { id: 'mau', name: 'Mẫu nhập câu hỏi', topics: [{ id: 'vi-du', name: 'Ví dụ' }], questions, media: [] };
}

/** Column, what to write, for the second sheet. */
export const explanations: readonly (readonly [string, string])[] = [
  ['Cột', 'Cách ghi'],
  ['Mã', 'Không bắt buộc. Chữ, số, dấu gạch; mỗi câu một mã. Để trống thì hệ thống tự đặt.'],
  ['Chủ đề', 'Tên chủ đề; chủ đề con ghi sau dấu >, ví dụ: Pháp luật > An ninh mạng.'],
  ['Mức độ', 'Nhận biết, Thông hiểu hoặc Vận dụng (NB, TH, VD).'],
  [
    'Loại',
    'Một lựa chọn, Nhiều đáp án, Đúng/Sai, Bảng đúng/sai, Điền số, Trả lời ngắn, Sắp xếp, Ghép đôi. Để trống thì đoán theo đáp án.',
  ],
  ['Câu hỏi', 'Nội dung câu hỏi. Xuống dòng trong ô bằng Alt+Enter. Công thức đặt giữa hai dấu $.'],
  [
    'A, B, C, …',
    'Các phương án, ý cần xét hoặc mục cần sắp xếp. Ghép đôi: mỗi ô một cặp, ví dụ: Hà Nội => 29; vế phải thừa ghi: => 43.',
  ],
  [
    'Đáp án',
    'Chữ cái (B), nhiều đáp án (A, C), Đúng hoặc Sai, bảng (Đ, S, Đ, S), số (3,14), các cách viết được chấp nhận (Hà Nội | Thành phố Hà Nội), thứ tự đúng (B, C, A).',
  ],
  ['Thang điểm', 'Đúng hết mới có điểm, Đúng trừ sai, Từng ý, Thang 2025. Để trống thì theo loại câu.'],
  ['Giải thích', 'Một câu, hiện sau khi vòng thi đóng.'],
  ['Căn cứ', 'Văn bản, điều, khoản làm căn cứ.'],
  ['Thẻ', 'Các từ để tìm lại, cách nhau bằng dấu chấm phẩy.'],
  ['Sai số', 'Với Điền số: khoảng lệch vẫn tính là đúng.'],
  ['Bỏ qua khi chấm', 'Với Trả lời ngắn: hoa thường; dấu; khoảng trắng; hoặc không.'],
  ['Giữ thứ tự', 'Ghi x nếu không được đảo phương án.'],
  ['Văn bản căn cứ', 'Mỗi dòng: văn bản | điều | khoản | ngày có hiệu lực | ngày hết hiệu lực.'],
  ['Luyện tập', 'Ghi x nếu câu chỉ dùng để luyện tập.'],
];
