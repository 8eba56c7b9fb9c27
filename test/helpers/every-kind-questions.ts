/** A sound question of every kind, small enough to be read in a test. */
import { questionKinds, type Option, type Question, type QuestionKind } from '../../server/rules/question.ts';

const named = (texts: Readonly<Record<string, string>>): Option[] =>
  Object.entries(texts).map(([id, text]) => ({ id, text }));

type OfKind = Partial<Question> & Pick<Question, 'stem' | 'options' | 'key'>;

const parts: Readonly<Record<QuestionKind, OfKind>> = {
  single: {
    stem: 'Số điện thoại khẩn cấp gọi **công an** là số nào?',
    options: named({ a: '111', b: '113', c: '114', d: '115' }),
    key: ['b'],
  },
  multiple: {
    stem: 'Việc nào giữ an toàn cho tài khoản?',
    options: named({
      a: 'Bật xác thực hai lớp',
      b: 'Đặt mật khẩu dài',
      c: 'Gửi mã OTP cho bạn',
      d: 'Dùng chung mật khẩu',
    }),
    key: ['a', 'b'],
    scheme: 'right-minus-wrong',
  },
  'true-false': {
    stem: 'Căn cước điện tử có giá trị như thẻ căn cước.',
    options: named({ a: 'Đúng', b: 'Sai' }),
    key: ['a'],
  },
  grid: {
    stem: 'Mỗi ý sau đúng hay sai?',
    options: named({ a: '$2^3 = 8$', b: 'Một giờ có 50 phút', c: 'Nước sôi ở 100 °C', d: 'Một năm có 13 tháng' }),
    key: ['a', 'c'],
  },
  number: { stem: 'Số pi gần bằng bao nhiêu?', options: [], key: ['3.14'], tolerance: '0.01' },
  text: {
    stem: 'Thủ đô của Việt Nam?',
    options: [],
    key: ['Hà Nội', 'Thủ đô Hà Nội'],
    folding: { ignoresCase: true, ignoresMarks: true, ignoresSpaces: false },
  },
  ordering: {
    stem: 'Xếp theo thứ tự từ nhỏ đến lớn.',
    options: named({ a: 'Một xã', b: 'Một tỉnh', c: 'Một nước' }),
    key: ['a', 'b', 'c'],
    scheme: 'each-part',
  },
  matching: {
    stem: 'Ghép số với việc.',
    prompts: named({ p: 'Cháy nhà', q: 'Cấp cứu' }),
    options: named({ a: 'Số 113', b: 'Số 114', c: 'Số 115' }),
    key: ['p=b', 'q=c'],
    scheme: 'each-part',
  },
};

/** Of the topic `moi-loai`; its explanation and source are texts found nowhere else. */
export const everyKindQuestion = (kind: QuestionKind): Question => ({
  id: `moi-${kind}`,
  topic: 'moi-loai',
  kind,
  difficulty: 'recognise',
  explanation: `Giải thích riêng của câu ${kind}.`,
  source: `Nguồn riêng của câu ${kind}`,
  factId: `M-${kind}`,
  checkedOn: '2026-11-20',
  isPractice: false,
  ...parts[kind],
});

export const everyKindQuestions = (): Question[] => questionKinds.map(everyKindQuestion);
