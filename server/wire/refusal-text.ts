/**
 * Every refusal in words, in both languages: what happened and what to do now. Typed by the union
 * of refusals, so a refusal without its words does not compile. Shown by the screens and sent by
 * the server alike.
 */
import type { Refusal, RefusalName } from '../rules/refusal.ts';
import { bankWordsEn, bankWordsVi } from './refusal-text-banks.ts';
import { blueprintWordsEn, blueprintWordsVi, cellText } from './refusal-text-blueprints.ts';

export type Language = 'vi' | 'en';

type Words = { readonly [N in RefusalName]: (given: Extract<Refusal, { name: N }>) => string };

/** Codes of replies that no rule has refused. */
export const generalCodes = [
  'bad-input',
  'bad-request',
  'foreign-origin',
  'not-found',
  'too-large',
  'unsupported-media',
  'too-many-requests',
  'timeout',
  'overloaded',
  'failed',
] as const;
export type GeneralCode = (typeof generalCodes)[number];

const two = (part: number): string => String(part).padStart(2, '0');

/** "20:00 ngày 24/11/2026" by Việt Nam's clock, which has no summer time. */
function instantText(at: number, joiner: string): string {
  const local = new Date(at + 7 * 3_600_000);
  const day = `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`;
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}${joiner}${day}`;
}
const luc = (at: number): string => instantText(at, ' ngày ');
const when = (at: number): string => instantText(at, ' on ');
/** An ISO date as people write it. */
const dayText = (iso: string): string => iso.split('-').reverse().join('/');

const vi: Words = {
  ...bankWordsVi(luc),
  ...blueprintWordsVi,
  'birth-date-invalid': () =>
    'Ngày sinh chưa đúng. Bạn xem lại ngày, tháng, năm sinh; chỉ nhớ năm thì để trống ngày và tháng.',
  'too-young': ({ minAge, fullAgeOn }) =>
    `Cuộc thi dành cho người từ đủ ${minAge} tuổi. Bạn đủ tuổi từ ngày ${dayText(fullAgeOn)}; mời bạn luyện tập trước.`,
  'too-old': ({ maxAge }) => `Cuộc thi dành cho người không quá ${maxAge} tuổi. Bạn vẫn có thể luyện tập.`,
  'not-resident': ({ areaName }) =>
    `Thể lệ yêu cầu thí sinh có gắn bó với ${areaName}. Nếu bạn chọn nhầm, hãy chọn lại mục cư trú.`,
  'guardian-needed': () =>
    'Người dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đăng ký cùng. Mời người lớn điền phần giám hộ.',
  'guardian-not-needed': () => 'Từ đủ 16 tuổi, bạn tự đăng ký bằng số điện thoại của mình, không cần phần giám hộ.',
  'consent-missing': () =>
    'Còn một mục bắt buộc bạn chưa đồng ý. Bạn đọc rồi đánh dấu mục đó, nếu không đồng ý thì chưa dự thi được.',
  'excluded-person': () =>
    'Theo thể lệ, thành viên Ban Tổ chức và người soạn đề không dự thi. Nếu có nhầm lẫn, hãy gọi Ban Tổ chức.',
  'name-invalid': () => 'Họ tên chưa đúng. Bạn ghi đầy đủ họ và tên như trong giấy tờ, không ghi số hay ký hiệu.',
  'phone-invalid': () => 'Số điện thoại chưa đúng. Bạn nhập số di động Việt Nam gồm 10 chữ số, ví dụ 0912 345 678.',
  'phone-taken': () => 'Số điện thoại này đã có tài khoản. Bạn hãy đăng nhập bằng số này rồi dự thi.',
  'cccd-shape': () => 'Số căn cước gồm đúng 12 chữ số. Bạn xem lại, hoặc để trống vì mục này không bắt buộc.',
  'cccd-old': () => 'Đây có vẻ là số chứng minh nhân dân cũ (9 số). Bạn nhập số căn cước 12 số, hoặc để trống.',
  'cccd-birth-year': ({ year }) =>
    `Số căn cước này ứng với năm sinh ${year}, khác năm sinh bạn đã khai. Bạn xem lại cả hai.`,
  'cccd-taken': () => 'Số căn cước này đã được khai cho một người khác. Nếu đó là số của bạn, hãy gọi Ban Tổ chức.',
  'password-weak': ({ lengthMin }) =>
    `Mật khẩu cần ít nhất ${lengthMin} ký tự và không quá dễ đoán. Bạn đặt mật khẩu khác.`,
  'category-unknown': () => 'Đối tượng dự thi bạn chọn không có trong cuộc thi này. Bạn chọn lại.',
  'unit-unknown': () => 'Đơn vị bạn chọn không có trong danh sách của cuộc thi. Bạn tìm và chọn lại.',
  'already-entered': () => 'Người này đã đăng ký cuộc thi rồi. Bạn đăng nhập để vào thi.',
  'children-max': ({ max }) =>
    `Mỗi tài khoản giám hộ đăng ký tối đa ${max} em. Bạn dùng tài khoản của người giám hộ khác.`,
  'contest-over': () => 'Cuộc thi đã kết thúc nên không nhận đăng ký nữa. Mời bạn xem kết quả.',
  'wrong-credentials': () => 'Thông tin đăng nhập không đúng. Bạn kiểm tra lại rồi thử lần nữa.',
  'not-signed-in': () => 'Bạn chưa đăng nhập, hoặc phiên đăng nhập đã hết. Mời bạn đăng nhập.',
  'not-allowed': () => 'Tài khoản của bạn không được làm việc này. Hãy nhờ người quản trị cấp quyền.',
  'login-taken': () => 'Tên đăng nhập này đã có người dùng. Bạn chọn tên khác.',
  'setup-closed': () =>
    'Địa chỉ thiết lập không đúng hoặc đã dùng rồi. Khởi động lại máy chủ để có địa chỉ mới, hoặc đăng nhập.',
  'too-many-tries': ({ retryAt }) => `Đã thử sai nhiều lần. Bạn đợi đến ${luc(retryAt)} rồi thử lại.`,
  'not-found': () => 'Không tìm thấy nội dung này. Bạn quay lại trang cuộc thi.',
  'round-not-open': ({ opensAt }) => `Vòng thi chưa mở. Bạn trở lại lúc ${luc(opensAt)}.`,
  'round-closed': ({ closedAt }) => `Vòng thi đã đóng lúc ${luc(closedAt)}. Bạn xem kết quả hoặc chờ vòng sau.`,
  'attempts-used': ({ attemptsMax }) =>
    `Bạn đã dùng hết ${attemptsMax} lượt thi của vòng này. Lượt tốt nhất được tính.`,
  'attempt-over': ({ endedAt }) => `Lượt thi đã kết thúc lúc ${luc(endedAt)}. Những câu đã lưu trước đó được tính.`,
  'slot-unknown': ({ slot }) => `Đề của bạn không có câu ${slot}. Bạn tải lại trang.`,
  'choice-invalid': ({ slot }) => `Lựa chọn ở câu ${slot} không hợp lệ. Bạn chọn lại.`,
  'prediction-invalid': () => 'Số dự đoán phải là số nguyên từ 0 đến 10.000.000. Bạn nhập lại.',
  'participant-disqualified': () => 'Kết quả của thí sinh này đã bị hủy theo thể lệ. Có thắc mắc, hãy gọi Ban Tổ chức.',
  'result-not-yet': ({ at }) => `Kết quả được công bố từ ${luc(at)}. Bạn trở lại sau.`,
  'blueprint-unmet': (cell) =>
    `Ngân hàng câu hỏi thiếu câu cho ô "${cellText(cell, 0)}" (cần ${cell.needed}, có ${cell.have}). Hãy báo Ban Tổ chức; lượt thi chưa bị trừ.`,
  'round-still-open': ({ closesAt }) => `Vòng thi còn mở đến ${luc(closesAt)}. Muốn đóng sớm, hãy xác nhận đóng sớm.`,
  'round-already-closed': () => 'Vòng thi đã đóng rồi. Bạn tải lại trang để xem kết quả.',
  'reason-needed': () => 'Việc này cần ghi lý do. Bạn ghi lý do rồi làm lại.',
  'already-disqualified': () => 'Kết quả của thí sinh này đã bị hủy từ trước. Bạn tải lại trang.',
  'awards-outdated': () => 'Bảng xếp hạng đã thay đổi sau khi bạn xem. Bạn xem lại đề xuất mới rồi quyết định.',
  'ruling-outdated': () => 'Kết quả đã thay đổi sau khi bạn xem trước. Bạn xem lại ảnh hưởng mới rồi áp dụng.',
  'ruling-key-invalid': () => 'Đáp án này không hợp với câu hỏi. Bạn chọn lại đáp án.',
  'ruling-key-versions': ({ versions }) =>
    `Câu hỏi đã được sửa, và đề của vòng này còn dùng phiên bản ${versions} không có đáp án này. Bạn chọn đáp án mà mọi phiên bản đều có, hoặc hủy câu hỏi.`,
  'statistics-not-ready': () => 'Thống kê đang được tính. Bạn đợi tính xong rồi tải lại.',
  'notice-needed': () => 'Cần có lời thông báo cho thí sinh. Bạn ghi thông báo rồi thử lại.',
};

const en: Words = {
  ...bankWordsEn(when),
  ...blueprintWordsEn,
  'birth-date-invalid': () =>
    'The birth date is not right. Check day, month and year; leave day and month empty if only the year is known.',
  'too-young': ({ minAge, fullAgeOn }) =>
    `The contest is for people who are at least ${minAge}. You will be on ${dayText(fullAgeOn)}; practice is open to you now.`,
  'too-old': ({ maxAge }) => `The contest is for people of at most ${maxAge} years. Practice is open to you.`,
  'not-resident': ({ areaName }) =>
    `The rules ask for a tie to ${areaName}. If you chose the wrong answer, choose again under residence.`,
  'guardian-needed': () =>
    'Under 16, a parent or guardian enters together with the child. Ask an adult to fill in the guardian part.',
  'guardian-not-needed': () =>
    'From 16 on you enter by yourself with your own phone number, without the guardian part.',
  'consent-missing': () => 'One required consent is still missing. Read and tick it; without it you cannot take part.',
  'excluded-person': () =>
    'By the rules, organisers and question writers do not take part. If this is a mistake, call the organisers.',
  'name-invalid': () => 'The name is not right. Write the full name as on your papers, without digits or symbols.',
  'phone-invalid': () =>
    'The phone number is not right. Enter a Vietnamese mobile number of 10 digits, such as 0912 345 678.',
  'phone-taken': () => 'This phone number already has an account. Sign in with it, then enter.',
  'cccd-shape': () => 'An identity number has exactly 12 digits. Check it, or leave it empty: it is not required.',
  'cccd-old': () =>
    'This looks like an old 9-digit identity card number. Enter the 12-digit number, or leave it empty.',
  'cccd-birth-year': ({ year }) =>
    `This identity number belongs to birth year ${year}, not the one you gave. Check both.`,
  'cccd-taken': () => 'This identity number is already given for somebody else. If it is yours, call the organisers.',
  'password-weak': ({ lengthMin }) =>
    `A password needs at least ${lengthMin} characters and must not be easy to guess. Choose another one.`,
  'category-unknown': () => 'This contest has no such category. Choose again.',
  'unit-unknown': () => 'This unit is not on the contest’s list. Search and choose again.',
  'already-entered': () => 'This person has already entered. Sign in to take part.',
  'children-max': ({ max }) => `One guardian enters at most ${max} children. Use another guardian’s account.`,
  'contest-over': () => 'The contest is over and takes no more entries. You can look at the results.',
  'wrong-credentials': () => 'These sign-in details are not right. Check them and try again.',
  'not-signed-in': () => 'You are not signed in, or your sign-in has expired. Please sign in.',
  'not-allowed': () => 'Your account may not do this. Ask the administrator for the right.',
  'login-taken': () => 'This login name is in use. Choose another one.',
  'setup-closed': () => 'The setup address is wrong or has been used. Restart the server for a new one, or sign in.',
  'too-many-tries': ({ retryAt }) => `Too many wrong tries. Wait until ${when(retryAt)}, then try again.`,
  'not-found': () => 'This was not found. Go back to the contest page.',
  'round-not-open': ({ opensAt }) => `The round is not open yet. Come back at ${when(opensAt)}.`,
  'round-closed': ({ closedAt }) =>
    `The round closed at ${when(closedAt)}. Look at the results or wait for the next round.`,
  'attempts-used': ({ attemptsMax }) => `You have used all ${attemptsMax} attempts of this round. The best one counts.`,
  'attempt-over': ({ endedAt }) => `The attempt ended at ${when(endedAt)}. The answers saved before that count.`,
  'slot-unknown': ({ slot }) => `Your paper has no question ${slot}. Reload the page.`,
  'choice-invalid': ({ slot }) => `The choice for question ${slot} is not valid. Choose again.`,
  'prediction-invalid': () => 'The prediction must be a whole number from 0 to 10,000,000. Enter it again.',
  'participant-disqualified': () =>
    'This participant was disqualified under the rules. Call the organisers if you have questions.',
  'result-not-yet': ({ at }) => `Results are published from ${when(at)}. Come back later.`,
  'blueprint-unmet': (cell) =>
    `The question bank is short of questions for "${cellText(cell, 1)}" (needs ${cell.needed}, has ${cell.have}). Tell the organisers; no attempt was used.`,
  'round-still-open': ({ closesAt }) =>
    `The round is open until ${when(closesAt)}. Confirm closing early if you mean it.`,
  'round-already-closed': () => 'The round is already closed. Reload the page to see the results.',
  'reason-needed': () => 'This needs a reason. Write one and try again.',
  'already-disqualified': () => 'This participant is already disqualified. Reload the page.',
  'awards-outdated': () => 'The standings changed after you looked. Look at the new proposal, then decide.',
  'ruling-outdated': () => 'Results changed after your preview. Look at the new effects, then apply.',
  'ruling-key-invalid': () => 'This key does not fit the question. Choose the key again.',
  'ruling-key-versions': ({ versions }) =>
    `The question was changed, and papers of this round hold version ${versions}, which has no such key. Choose a key that all versions have, or void the question.`,
  'statistics-not-ready': () => 'The figures are being computed. Wait until they are ready, then try again.',
  'notice-needed': () => 'Participants must be told. Write a notice and try again.',
};

const words: Readonly<Record<Language, Words>> = { vi, en };

/** The refusal in one or two plain sentences. */
export function refusalMessage(refusal: Refusal, language: Language): string {
  // The table's type ties each name to its own parameters; the call through a union cannot see that.
  const say = words[language][refusal.name] as (given: Refusal) => string;
  return say(refusal);
}

export const generalText: Readonly<Record<Language, Readonly<Record<GeneralCode, string>>>> = {
  vi: {
    'bad-input': 'Có thông tin chưa đúng dạng. Bạn xem lại rồi gửi lại.',
    'bad-request': 'Máy chủ không hiểu yêu cầu này. Bạn tải lại trang rồi thử lại.',
    'foreign-origin': 'Yêu cầu không đến từ trang của cuộc thi nên không được nhận. Bạn mở lại trang chính thức.',
    'not-found': 'Không tìm thấy trang này. Bạn quay lại trang đầu.',
    'too-large': 'Nội dung gửi lên quá lớn. Bạn rút gọn rồi gửi lại.',
    'unsupported-media': 'Máy chủ chỉ nhận dữ liệu JSON.',
    'too-many-requests': 'Bạn thao tác quá nhanh. Bạn đợi một chút rồi thử lại.',
    timeout: 'Gửi quá lâu nên kết nối đã ngắt. Bạn thử lại.',
    overloaded: 'Máy chủ đang bận. Bạn đợi vài giây rồi thử lại.',
    failed: 'Máy chủ gặp lỗi. Bạn thử lại sau ít phút; nếu vẫn lỗi, hãy báo Ban Tổ chức.',
  },
  en: {
    'bad-input': 'Something is not in the right form. Check it and send it again.',
    'bad-request': 'The server does not understand this request. Reload the page and try again.',
    'foreign-origin':
      'The request does not come from the contest’s own pages and was not taken. Open the official page again.',
    'not-found': 'This page was not found. Go back to the first page.',
    'too-large': 'What was sent is too large. Shorten it and send it again.',
    'unsupported-media': 'The server takes JSON only.',
    'too-many-requests': 'That was too fast. Wait a moment and try again.',
    timeout: 'Sending took too long and the connection was cut. Try again.',
    overloaded: 'The server is busy. Wait a few seconds and try again.',
    failed: 'The server had a problem. Try again in a few minutes; if it stays, tell the organisers.',
  },
};
