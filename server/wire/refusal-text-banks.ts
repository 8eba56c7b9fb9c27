/** Refusals of question banks in words; a part of `refusal-text.ts`. */
import type { BankRefusal } from '../rules/refusal-banks.ts';

export type BankWords = {
  readonly [N in BankRefusal['name']]: (given: Extract<BankRefusal, { name: N }>) => string;
};

const states: Readonly<Record<string, readonly [string, string]>> = {
  draft: ['bản nháp', 'a draft'],
  'in-review': ['chờ duyệt', 'in review'],
  approved: ['đã duyệt', 'approved'],
  retired: ['thôi dùng', 'retired'],
  reading: ['đang đọc tệp', 'being read'],
  preview: ['chờ xem lại', 'waiting to be looked at'],
  failed: ['không đọc được', 'failed'],
  done: ['đã nhập', 'done'],
  undone: ['đã hoàn tác', 'undone'],
};
const stateText = (state: string, language: 0 | 1): string => states[state]?.[language] ?? state;
const megabytes = (bytes: number): string => String(Math.floor(bytes / 1_000_000));
const dayText = (iso: string): string => iso.split('-').reverse().join('/');

/** `when` writes an instant in the language of the words. */
export const bankWordsVi = (when: (at: number) => string): BankWords => ({
  'changed-meanwhile': ({ byName, at }) =>
    `${byName === '' ? 'Người khác' : byName} đã sửa lúc ${when(at)}, sau khi bạn mở. Bạn xem bản mới rồi làm lại.`,
  'own-question': () => 'Người soạn không tự duyệt câu của mình. Bạn nhờ người khác duyệt.',
  'question-not-ready': ({ faults }) => `Câu hỏi còn ${faults} chỗ phải sửa trước khi gửi duyệt. Bạn xem từng chỗ.`,
  'question-state': ({ state }) => `Câu hỏi đang ở trạng thái "${stateText(state, 0)}" nên không làm được việc này.`,
  'question-in-open-round': () =>
    'Câu này đang nằm trong đề của một vòng thi đang mở nên chưa thể đưa ra luyện tập. Bạn đợi vòng thi đóng.',
  'question-lapsed': ({ since }) =>
    `Căn cứ của câu này hết hiệu lực từ ${dayText(since)}. Bạn cập nhật căn cứ trước khi duyệt.`,
  'question-is-practice': () => 'Câu luyện tập mở cho mọi người nên không giữ riêng cho cuộc thi nào được.',
  'approval-used': () =>
    'Bản vừa duyệt đã được dùng trong đề thi hoặc câu luyện tập nên không rút lại duyệt được nữa. Nếu câu sai, bạn chọn "Thôi dùng".',
  'contest-unknown': () => 'Cuộc thi này không lấy câu hỏi từ ngân hàng này. Bạn chọn lại.',
  'tags-too-many': ({ max }) => `Mỗi câu có tối đa ${max} nhãn. Bạn bỏ bớt nhãn.`,
  'topic-unknown': ({ topic }) =>
    topic === '' ? 'Câu hỏi chưa có chủ đề. Bạn chọn chủ đề.' : `Ngân hàng không có chủ đề "${topic}". Bạn chọn lại.`,
  'topic-in-use': ({ topic, questions }) =>
    `Chủ đề "${topic}" còn ${questions} câu hỏi. Bạn chuyển các câu này sang chủ đề khác rồi mới xóa.`,
  'topic-circle': ({ topic }) => `Chủ đề "${topic}" không thể nằm trong chính nó. Bạn chọn chủ đề cha khác.`,
  'topic-repeated': ({ topic }) => `Đã có chủ đề "${topic}" ở cùng một cấp. Bạn đặt tên khác.`,
  'file-missing': () => 'Chưa có tệp nào được gửi lên. Bạn chọn tệp rồi gửi lại.',
  'media-kind-unknown': () =>
    'Chỉ nhận ảnh PNG, JPEG, WebP, GIF; âm thanh MP3, OGG, WAV, M4A; phim MP4, WebM. Bạn chuyển tệp sang một dạng này.',
  'media-too-large': ({ bytesMax }) => `Tệp lớn hơn ${megabytes(bytesMax)} MB. Bạn nén nhỏ lại rồi gửi.`,
  'media-too-many-pixels': ({ pixelsMax }) =>
    `Ảnh lớn hơn ${megabytes(pixelsMax)} triệu điểm ảnh. Bạn thu nhỏ ảnh rồi gửi lại.`,
  'media-broken': () => 'Tệp bị hỏng nên không đọc được. Bạn lưu lại tệp rồi gửi lần nữa.',
  'bank-full': ({ bytesMax }) =>
    `Ảnh, âm thanh và phim của ngân hàng đã đầy ${megabytes(bytesMax)} MB. Bạn dùng tệp nhỏ hơn hoặc lập ngân hàng khác.`,
  'exports-at-once': ({ max }) => `Máy chủ đang xuất ${max} tệp. Bạn đợi một lát rồi xuất lại.`,
  'export-too-large': () =>
    'Ngân hàng quá lớn để xuất ra dạng tệp này. Bạn chọn dạng khác, hoặc chỉ xuất câu đã duyệt.',
  'comments-too-many': ({ max }) => `Câu này đã có ${max} ý kiến, không thêm được nữa. Bạn sửa thẳng vào câu hỏi.`,
  'versions-too-many': ({ max }) =>
    `Câu này đã có ${max} phiên bản, không lưu thêm được. Bạn soạn một câu mới thay cho câu này.`,
  'previews-too-many': ({ max }) => `Ngân hàng đang có ${max} tệp chờ xem lại. Bạn nhập hoặc bỏ bớt rồi gửi tệp mới.`,
  'banks-too-many': ({ max }) => `Đã có ${max} ngân hàng câu hỏi, không lập thêm được. Bạn dùng một ngân hàng sẵn có.`,
  'questions-too-many': ({ max }) =>
    `Một ngân hàng giữ nhiều nhất ${max.toLocaleString('vi-VN')} câu hỏi, kể cả câu thôi dùng. Bạn lập ngân hàng khác.`,
  'import-of-another': ({ byName }) =>
    `Tệp này do ${byName === '' ? 'người khác' : byName} đưa vào, nên chỉ người đó sửa và nhập được. Bạn có thể tự tải tệp lên.`,
  'imports-at-once': ({ max }) => `Máy chủ đang đọc ${max} tệp. Bạn đợi các tệp đó xong rồi gửi.`,
  'import-too-large': ({ bytesMax }) => `Tệp lớn hơn ${megabytes(bytesMax)} MB. Bạn chia tệp thành nhiều phần.`,
  'import-state': ({ state }) => `Lần nhập này đang ở trạng thái "${stateText(state, 0)}" nên không làm được việc này.`,
  'import-nothing-ready': () => 'Chưa có câu nào nhập được. Bạn sửa các câu bị dừng hoặc chọn câu khác.',
  'import-item-not-ready': ({ number }) => `Câu thứ ${number} trong tệp còn lỗi phải sửa. Bạn sửa hoặc để lại câu này.`,
  'table-unreadable': () => 'Tệp này không đọc được như một bảng. Bạn lưu lại thành .xlsx hoặc .csv rồi chọn lại.',
  'import-question-touched': ({ byName, at }) =>
    `Đã được sửa, gửi duyệt hoặc góp ý sau khi nhập. Lần cuối: ${byName === '' ? '' : `${byName}, `}${when(at)}.`,
  'import-question-approved': () =>
    'Đã được duyệt nên có thể đã nằm trong đề thi. Nếu không muốn dùng nữa, bạn cho câu này thôi dùng.',
  'columns-unusable': () => 'Các cột đã chọn chưa dùng được. Bạn chọn lại cột Câu hỏi và cột Đáp án.',
  'export-empty': () => 'Chưa có câu hỏi nào để xuất. Bạn chọn lại phạm vi.',
});

export const bankWordsEn = (when: (at: number) => string): BankWords => ({
  'changed-meanwhile': ({ byName, at }) =>
    `${byName === '' ? 'Somebody' : byName} changed it at ${when(at)}, after you opened it. Look at the new text, then try again.`,
  'own-question': () => 'Nobody approves their own question. Ask another person.',
  'question-not-ready': ({ faults }) =>
    `${faults} things must be mended before the question can go to review. Look at each of them.`,
  'question-state': ({ state }) => `The question is ${stateText(state, 1)}, so this cannot be done.`,
  'question-in-open-round': () =>
    'The question is on papers of a round that is open, so it cannot become a practice question yet. Wait for the close.',
  'question-lapsed': ({ since }) =>
    `Its sources are no longer in force since ${dayText(since)}. Bring them up to date before it is approved.`,
  'question-is-practice': () => 'A practice question is open to everybody, so it cannot be kept for one contest.',
  'approval-used': () =>
    'The approved version is already on papers or in practice, so its approval can no longer be undone. If it is wrong, retire it.',
  'contest-unknown': () => 'This contest does not draw from this bank. Choose again.',
  'tags-too-many': ({ max }) => `A question has at most ${max} tags. Remove some.`,
  'topic-unknown': ({ topic }) =>
    topic === '' ? 'The question has no topic yet. Choose one.' : `The bank has no topic "${topic}". Choose again.`,
  'topic-in-use': ({ topic, questions }) =>
    `The topic "${topic}" still has ${questions} questions. Move them, then remove it.`,
  'topic-circle': ({ topic }) => `The topic "${topic}" cannot lie inside itself. Choose another parent.`,
  'topic-repeated': ({ topic }) => `There is a topic "${topic}" beside it already. Choose another name.`,
  'file-missing': () => 'No file was sent. Choose one and send it again.',
  'media-kind-unknown': () =>
    'Only PNG, JPEG, WebP and GIF pictures, MP3, OGG, WAV and M4A sound, MP4 and WebM films are taken. Convert the file.',
  'media-too-large': ({ bytesMax }) => `The file is larger than ${megabytes(bytesMax)} MB. Make it smaller.`,
  'media-too-many-pixels': ({ pixelsMax }) =>
    `The picture has more than ${megabytes(pixelsMax)} million pixels. Make it smaller.`,
  'media-broken': () => 'The file is damaged and cannot be read. Save it again, then send it.',
  'bank-full': ({ bytesMax }) =>
    `Pictures, sound and films of the bank fill ${megabytes(bytesMax)} MB. Use smaller files or another bank.`,
  'exports-at-once': ({ max }) => `The server is writing ${max} files. Wait a moment and export again.`,
  'export-too-large': () =>
    'The bank is too large for a file of this kind. Choose another kind, or only what has been approved.',
  'comments-too-many': ({ max }) => `This question has ${max} comments and takes no more. Change the question itself.`,
  'versions-too-many': ({ max }) =>
    `This question has ${max} versions and takes no more. Write a new question instead.`,
  'previews-too-many': ({ max }) =>
    `${max} files of this bank wait to be looked at. Import or discard some of them first.`,
  'banks-too-many': ({ max }) => `There are ${max} question banks, and no more can be made. Use one that is there.`,
  'questions-too-many': ({ max }) =>
    `A bank holds at most ${max.toLocaleString('en')} questions, retired ones too. Make another bank.`,
  'import-of-another': ({ byName }) =>
    `${byName === '' ? 'Somebody else' : byName} brought this file, so only they can change and import it. You can upload the file yourself.`,
  'imports-at-once': ({ max }) => `The server is reading ${max} files. Wait until they are done.`,
  'import-too-large': ({ bytesMax }) => `The file is larger than ${megabytes(bytesMax)} MB. Split it.`,
  'import-state': ({ state }) => `This import is ${stateText(state, 1)}, so this cannot be done.`,
  'import-nothing-ready': () => 'No question can be made yet. Mend those that are stopped, or choose others.',
  'import-item-not-ready': ({ number }) => `Question ${number} of the file still has a fault. Mend it or leave it out.`,
  'table-unreadable': () => 'This file cannot be read as a table. Save it as .xlsx or .csv, then choose it again.',
  'import-question-touched': ({ byName, at }) =>
    `Somebody changed it, sent it to review or commented on it after the import. Last: ${byName === '' ? '' : `${byName}, `}${when(at)}.`,
  'import-question-approved': () => 'It was approved, so papers may hold it. If you no longer want it, retire it.',
  'columns-unusable': () => 'The chosen columns cannot be used. Choose the columns of questions and keys again.',
  'export-empty': () => 'There is no question to export. Choose again.',
});
