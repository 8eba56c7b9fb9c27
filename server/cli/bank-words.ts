/** The problems of a question bank in Vietnamese, for the terminal. `{…}` are the problem's parameters. */

import type { BankProblem, BankProblemName } from '../content/bank-problem.ts';

const words: Readonly<Record<BankProblemName, string>> = {
  'bank-file-missing': 'không có tệp bank.yaml trong thư mục này',
  'not-a-plain-file': '"{file}" không phải tệp thường (liên kết hoặc thiết bị)',
  'too-many-files': 'quá nhiều tệp (tối đa {filesMax})',
  'file-too-large': 'tệp quá lớn (tối đa {bytesMax} byte)',
  'file-not-utf8': 'tệp không phải mã UTF-8',
  'file-not-nfc': 'dòng này chưa ở dạng Unicode dựng sẵn (NFC)',
  'yaml-broken': 'không đọc được cú pháp YAML ({reason})',
  'too-many-aliases': 'không được dùng bí danh YAML (dấu *)',
  'not-a-mapping': 'chỗ này phải là các cặp "tên: giá trị"',
  'not-a-list': 'mục "{field}" phải là một danh sách',
  'not-a-text': 'mục "{field}" phải là chữ',
  'unknown-field': 'không có mục nào tên là "{field}"',
  'missing-field': 'thiếu mục "{field}"',
  'unknown-word': 'mục "{field}" không nhận giá trị "{word}"',
  'not-a-date': 'ngày kiểm tra "{date}" không phải ngày dạng NĂM-THÁNG-NGÀY',
  'text-not-nfc': 'có chữ chưa ở dạng Unicode dựng sẵn (NFC)',
  'unknown-topic': 'chủ đề "{topic}" không có trong bank.yaml',
  'wrong-option-count': '{count} phương án là không đúng với loại câu hỏi "{kind}"',
  'repeated-option': 'phương án "{text}" bị lặp',
  'repeated-option-id': 'mã phương án "{id}" bị lặp',
  'key-not-an-option': 'đáp án "{id}" không có trong các phương án',
  'repeated-key': 'đáp án "{id}" bị lặp',
  'wrong-key-count': '{count} đáp án đúng là không đúng với loại câu hỏi "{kind}"',
  'not-true-false-options': 'câu đúng/sai phải có đúng hai phương án "Đúng" và "Sai", theo thứ tự này',
  'wrong-prompt-count': '{count} mục cần ghép là không đúng với loại câu hỏi "{kind}"',
  'pairs-not-whole': 'đáp án ghép đôi phải cho mỗi mục cần ghép đúng một cặp "mục=phương án"',
  'order-not-whole': 'đáp án sắp xếp phải gồm đủ các mục, mỗi mục một lần',
  'number-not-decimal': '"{text}" không phải số thập phân viết bằng dấu chấm, ví dụ 12.5',
  'variant-unusable': 'đáp án "{text}" trống hoặc dài quá {lengthMax} ký tự',
  'scheme-needs-four': 'thang điểm exam-2025 cần đúng 4 ý, câu này có {count} ý',
  'scheme-not-of-kind': 'cách chấm "{scheme}" không dùng cho loại câu hỏi "{kind}"',
  'option-id-malformed': 'mã phương án "{id}" chỉ được gồm chữ không dấu, số và dấu gạch nối, tối đa 20 ký tự',
  'text-too-long': 'mục "{field}" dài quá {lengthMax} ký tự',
  'alt-missing': 'tệp "{id}" chưa có lời mô tả cho người không xem được',
  'external-address': 'không dùng được địa chỉ ngoài "{address}": hãy tải tệp lên ngân hàng',
  'repeated-topic': 'chủ đề "{topic}" bị khai hai lần',
  'empty-topic': 'chủ đề "{topic}" không có câu hỏi nào',
  'repeated-question-id': 'mã câu hỏi "{id}" bị lặp',
  'repeated-stem': 'trùng câu dẫn với câu {other}',
  'similar-stem': 'câu dẫn gần như trùng với câu {other}',
  'practice-fact-drawn': 'câu luyện tập làm lộ ý {fact} đang được hỏi ở câu {other}',
  'length-gives-key-away': 'độ dài phương án làm lộ đáp án ({pick}: được {percent} % số câu một đáp án)',
  'letter-gives-key-away': 'luôn chọn "{letter}" được {percent} % số câu một đáp án',
  'true-false-unbalanced': 'câu đúng/sai lệch về một phía ({percent} % là "Đúng")',
};

/** `file:line:column: words`, as editors and terminals make it clickable. */
export function sayBankProblem(problem: BankProblem, folder: string): string {
  const said = words[problem.name].replace(/\{(\w+)\}/g, (_, name: string) => problem.params[name] ?? '');
  const { place, questionId } = problem;
  const where = place === null ? folder : `${folder}/${place.file}:${place.line}:${place.column}`;
  return `${where}: ${questionId === null ? '' : `${questionId}: `}${said}`;
}
