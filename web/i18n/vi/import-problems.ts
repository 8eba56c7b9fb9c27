/** Vietnamese: what can be wrong with a file of questions and with one question of it; what a format has no room for. */
import type { ImportProblemName } from '../../../server/rules/import-preview.ts';
import { beginning, foreignKind } from './foreign-kinds.ts';

type Params = Readonly<Record<string, string>>;

const kinds: Readonly<Record<string, string>> = {
  single: 'một lựa chọn',
  multiple: 'nhiều lựa chọn',
  'true-false': 'đúng/sai',
  grid: 'bảng đúng/sai',
  number: 'điền số',
  text: 'trả lời ngắn',
  ordering: 'sắp xếp',
  matching: 'ghép đôi',
};
const encodings: Readonly<Record<string, string>> = {
  tcvn3: 'TCVN3 (ABC)',
  vni: 'VNI',
  'windows-1258': 'Windows-1258',
};
const fields: Readonly<Record<string, string>> = {
  explanation: 'phần giải thích dài quá nên bị cắt bớt',
  source: 'phần căn cứ dài quá nên bị cắt bớt',
  units: 'đơn vị đo',
  struck: 'chữ bị gạch ngang',
};
const looks: Readonly<Record<string, string>> = {
  highlight: 'được tô nền',
  colour: 'có màu chữ khác',
  underline: 'được gạch chân',
  bold: 'được in đậm',
  italic: 'được in nghiêng',
};
const letter = (id: string | undefined): string => (id ?? '').toUpperCase();
const quoted = (text: string | undefined): string => (text ? ` "${text}"` : '');

export const vi = {
  problems: {
    'no-key': ({ text }: Params) =>
      `${text ? `Không đọc được đáp án${quoted(text)}.` : 'Chưa có đáp án.'} Bấm chữ cái của phương án đúng.`,
    'key-not-an-option': ({ key, text }: Params) =>
      `Đáp án${quoted(key || text)} không trùng với phương án nào. Bấm chữ cái của phương án đúng.`,
    'several-keys-for-single': () =>
      'Câu một lựa chọn nhưng có nhiều đáp án. Giữ một đáp án, hoặc đổi sang dạng nhiều lựa chọn.',
    'keys-disagree': () => 'Đáp án ghi ở hai nơi không khớp nhau. Bạn xem lại rồi chọn đáp án đúng.',
    'key-guessed': ({ key, look }: Params) =>
      `Không thấy đáp án ghi theo cách của các câu khác, nên lấy tạm ${key ?? ''} vì ${looks[look ?? ''] ?? 'có kiểu chữ khác'}. Bạn xem có đúng không.`,
    'no-stem': () => 'Chưa có nội dung câu hỏi. Bạn viết câu hỏi vào.',
    'too-few-options': () => 'Chưa đủ phương án. Bạn thêm phương án.',
    'empty-option': ({ option }: Params) => `Phương án ${letter(option)} còn trống. Bạn viết vào hoặc xóa đi.`,
    'repeated-option': ({ option }: Params) => `Phương án ${letter(option)} giống hệt một phương án khác.`,
    'alike-option': ({ option, other }: Params) =>
      `Phương án ${letter(option)} chỉ khác phương án ${letter(other)} ở chữ hoa, chữ thường hoặc dấu câu cuối. Bạn xem có đúng ý không.`,
    'repeated-label': ({ label }: Params) =>
      `Trong tệp có hai câu cùng ghi "${label}". Bạn xem số câu và đáp án có bị lệch không.`,
    'letters-skipped': ({ letters }: Params) =>
      `Không thấy phương án ${letters ?? ''}, nên các phương án sau đã đổi chữ cái. Bạn xem có thiếu phương án và đáp án có bị lệch không.`,
    'numbers-skipped': ({ numbers }: Params) =>
      `Số thứ tự câu không liền nhau, không có câu số ${numbers ?? ''}. Bạn xem có thiếu câu nào không.`,
    'stem-too-long': ({ max }: Params) => `Câu hỏi dài quá ${max} ký tự. Có thể nhiều câu đã dính vào nhau.`,
    'option-too-long': ({ option, max }: Params) => `Phương án ${letter(option)} dài quá ${max} ký tự.`,
    'too-many-options': () => 'Nhiều phương án quá. Có thể hai câu đã dính vào nhau.',
    'media-missing': ({ ref, address }: Params) =>
      `Không tìm thấy ảnh, âm thanh hoặc phim${quoted(address || ref)} trong tệp.`,
    'media-unreadable': ({ count }: Params) =>
      count
        ? `Có ${count} ảnh nằm rời trên trang tính, không biết thuộc câu nào. Bạn chèn lại ảnh vào từng câu.`
        : 'Có ảnh không đọc được. Bạn bỏ ảnh khỏi câu này, rồi chèn lại bằng ảnh PNG hoặc JPEG sau khi nhập.',
    'media-external': ({ address }: Params) =>
      `Ảnh nằm ở trang khác${quoted(address)} nên không lấy vào. Bạn tải ảnh về rồi chèn lại.`,
    'formula-not-kept': () => 'Có công thức không chuyển được. Bạn xem và gõ lại giữa hai dấu $.',
    'formatting-not-kept': ({ text }: Params) => `Có định dạng không giữ được${quoted(text)}. Nội dung chữ vẫn còn.`,
    'kind-guessed': ({ kind, text }: Params) =>
      kind
        ? `Hệ thống đoán đây là dạng ${kinds[kind] ?? kind}. Bạn xem có đúng không.`
        : `Không hiểu dạng câu${quoted(text)} nên đã đoán theo đáp án.`,
    'order-kept': ({ option, text }: Params) =>
      `Phương án ${letter(option)}${quoted(text)} nhắc tới phương án khác, nên câu này được đặt "Giữ nguyên thứ tự" và không bị xáo trộn khi thi.`,
    'weights-not-held': () =>
      'Tệp cho điểm từng phần theo cách riêng, không giữ được. Bạn xem lại đáp án và cách tính điểm.',
    'unknown-topic': () => 'Chủ đề này chưa có trong ngân hàng. Bạn chọn chủ đề.',
    'unknown-difficulty': ({ text }: Params) => `Không hiểu mức độ${quoted(text)}, tạm để Nhận biết.`,
    'number-unreadable': ({ text }: Params) => `Không đọc được số${quoted(text)}. Bạn gõ lại, ví dụ 9,5.`,
    'number-twofold': ({ text, number }: Params) =>
      `Đáp án${quoted(text)} được hiểu là ${(number ?? '').replace('.', ',')} (dấu chấm ngăn hàng nghìn). Nếu là số thập phân, bạn gõ bằng dấu phẩy: ${(text ?? '').replace('.', ',')}.`,
    'text-left-over': ({ text, field }: Params) =>
      field
        ? `Có phần không lấy vào: ${fields[field] ?? field}${quoted(text)}.`
        : `Có đoạn chữ không biết thuộc về đâu:${quoted(text) || ' (trống)'}.`,
    'explanation-guessed': ({ text }: Params) =>
      `Đoạn chữ sau đáp án không ghi là giải thích, đang được lấy tạm làm phần giải thích:${quoted(text)}. Bạn xem có đúng không.`,
    'legacy-text-converted': ({ encoding }: Params) =>
      `Chữ viết bằng bảng mã cũ ${encodings[encoding ?? ''] ?? ''} đã được đổi sang Unicode. Bạn đọc lướt lại dấu tiếng Việt.`,
    'duplicate-in-file': ({ number }: Params) => `Giống câu thứ ${number} trong tệp này.`,
    'duplicate-in-bank': ({ code }: Params) => `Ngân hàng đã có câu này: ${code}.`,
    'similar-in-bank': ({ code }: Params) => `Gần giống câu ${code} của ngân hàng.`,
    'kind-not-held': ({ kind, text }: Params) =>
      `Hệ thống chưa có dạng câu này${foreignKind(kind)}.${beginning(text)} Bạn viết lại theo một dạng khác, hoặc bỏ ra.`,
    unreadable: ({ text, reason }: Params) =>
      reason === 'missing'
        ? `Gói không có tệp${quoted(text)} mà danh sách của gói có ghi. Bạn viết lại câu này, hoặc bỏ ra.`
        : `Không đọc được câu này${quoted(text)}. Bạn viết lại, hoặc bỏ ra.`,
  } satisfies Record<ImportProblemName, (params: Params) => string>,
  /** By the name of a refusal of the reader; what happened, why, what to do. */
  refusals: {
    'file-empty': () => 'Tệp không có gì bên trong. Bạn mở tệp xem đã lưu chưa, rồi chọn lại.',
    'file-too-large': () => 'Tệp quá lớn. Bạn chia thành nhiều tệp, hoặc nén nhỏ ảnh trong tệp.',
    'file-format-unknown': ({ found, format }: Params) =>
      `${whatItIs[found ?? format ?? ''] ?? 'Không nhận ra đây là tệp câu hỏi dạng nào.'} Các dạng đọc được: Word (.docx), Excel (.xlsx), CSV, GIFT, Aiken, Moodle XML, QTI, YAML.`,
    'file-broken': ({ line }: Params) =>
      `Tệp bị hỏng${line ? ` ở dòng ${line}` : ''} nên không đọc tiếp được. Bạn mở tệp bằng phần mềm đã tạo ra nó, lưu lại rồi chọn lần nữa.`,
    'file-encrypted': () => 'Tệp có mật khẩu nên không mở được. Bạn bỏ mật khẩu rồi chọn lại.',
    'file-has-macros': () =>
      'Tệp có chứa macro nên bị từ chối để an toàn. Bạn lưu lại thành .docx hoặc .xlsx (không macro).',
    'file-unpacks-too-large': () =>
      'Tệp bung ra quá lớn so với kích thước, giống tệp phá hoại. Bạn bỏ bớt ảnh hoặc chia nhỏ tệp.',
    'file-path-outside': () =>
      'Bên trong tệp có đường dẫn trỏ ra ngoài, không an toàn. Bạn đóng gói lại tệp từ phần mềm gốc.',
    'file-too-deep': () => 'Cấu trúc bên trong tệp lồng nhau quá sâu. Bạn xuất lại tệp từ phần mềm gốc.',
    'file-too-many-entries': () => 'Bên trong gói có quá nhiều tệp. Bạn chia thành nhiều gói nhỏ hơn.',
    'file-too-many-questions': ({ max }: Params) =>
      `Tệp có quá nhiều câu hỏi hoặc dòng (tối đa ${max ?? ''}). Bạn chia thành nhiều tệp.`,
    'file-external-entity': () =>
      'Tệp có lệnh đọc dữ liệu từ bên ngoài nên bị từ chối để an toàn. Bạn xuất lại tệp từ phần mềm gốc.',
    'file-encoding-unknown': () =>
      'Không nhận ra bảng mã chữ của tệp. Bạn mở tệp, chọn Lưu thành (Save as) với bảng mã UTF-8, rồi chọn lại.',
    'file-legacy-word': () =>
      'Đây là tệp Word đời cũ (.doc). Bạn mở bằng Word, chọn Lưu thành (Save as) .docx, rồi chọn lại.',
    'file-no-questions': () =>
      'Không tìm thấy câu hỏi nào trong tệp. Câu hỏi cần bắt đầu bằng "Câu 1." và phương án bằng "A."; với bảng Excel, bạn chọn cột bên dưới.',
    'file-takes-too-long': () => 'Đọc tệp mất quá nhiều thời gian. Bạn chia tệp thành nhiều phần.',
    cancelled: () => 'Bạn đã dừng lần nhập này. Chưa có câu nào được thêm.',
    expired: () => 'Sau 30 ngày không ai xem lại, phần đã đọc từ tệp này được xóa. Bạn chọn tệp lần nữa.',
    'server-stopped': () => 'Máy chủ khởi động lại khi đang đọc tệp. Bạn chọn tệp lần nữa.',
  } as Readonly<Record<string, (params: Params) => string>>,
  otherRefusal: 'Không đọc được tệp này. Bạn lưu lại tệp rồi thử lần nữa.',
  notHeld: {
    kind: 'dạng câu này (câu sẽ không có trong tệp)',
    code: 'mã câu',
    topic: 'chủ đề',
    difficulty: 'mức độ',
    scheme: 'cách tính điểm',
    tolerance: 'sai số cho phép',
    'number-digits': 'các chữ số sau chữ số thứ 15',
    folding: 'điều được bỏ qua khi chấm',
    'keeps-order': 'giữ nguyên thứ tự phương án',
    explanation: 'giải thích',
    source: 'căn cứ',
    legal: 'văn bản căn cứ',
    tags: 'nhãn',
    fact: 'mã dữ kiện',
    checked: 'ngày kiểm tra',
    practice: 'câu luyện tập',
    media: 'ảnh, âm thanh, phim',
    formatting: 'định dạng chữ',
    separator: 'dấu ngăn cách bên trong chữ',
  } as Readonly<Record<string, string>>,
};

const whatItIs: Readonly<Record<string, string>> = {
  pdf: 'Đây là tệp PDF, không lấy chữ ra chắc chắn được. Bạn dùng tệp Word gốc.',
  rtf: 'Đây là tệp RTF. Bạn mở bằng Word rồi lưu thành .docx.',
  png: 'Đây là ảnh chụp. Bạn dùng tệp Word gốc.',
  jpeg: 'Đây là ảnh chụp. Bạn dùng tệp Word gốc.',
  rar: 'Đây là tệp nén RAR. Bạn giải nén rồi chọn từng tệp.',
  '7z': 'Đây là tệp nén 7z. Bạn giải nén rồi chọn từng tệp.',
  gzip: 'Đây là tệp nén. Bạn giải nén rồi chọn từng tệp.',
  zip: 'Trong tệp nén này không có gói câu hỏi nào.',
  odt: 'Đây là tệp của LibreOffice Writer. Bạn lưu thành .docx.',
  pptx: 'Đây là tệp PowerPoint. Bạn chép câu hỏi sang Word.',
  html: 'Đây là trang web. Bạn chép câu hỏi sang Word.',
  xls: 'Đây là tệp Excel đời cũ (.xls). Bạn lưu thành .xlsx.',
  ole: 'Đây là tệp Office đời cũ. Bạn lưu thành .docx hoặc .xlsx.',
};

export type ImportProblemWords = typeof vi;
