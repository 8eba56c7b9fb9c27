/**
 * The texts people consent to, one for each purpose (Luật 91/2025/QH15, Điều 9: by purpose, informed, never
 * bundled). A changed word is a new `version`; the version and a hash of the text are kept beside each consent.
 */
import type { ConsentTexts } from './http/entering.ts';

export const consentTexts: ConsentTexts = {
  version: '2026-11',
  purposes: [
    {
      purpose: 'take-part',
      isRequired: true,
      text: {
        vi: 'Tôi đồng ý để Ban Tổ chức xử lý họ tên, ngày sinh, số điện thoại, đơn vị và bài làm để tổ chức cuộc thi này: kiểm tra điều kiện dự thi, chấm bài, xếp hạng, trao giải và giải quyết khiếu nại. Số định danh (nếu có) chỉ dùng để bảo đảm mỗi người dự thi một lần và được mã hóa khi lưu. Dữ liệu được giữ 24 tháng sau cuộc thi; hồ sơ người đạt giải giữ 10 năm theo quy định về chứng từ. Tôi có quyền xem, sửa, xóa, rút lại đồng ý, khiếu nại theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15.',
        en: 'I agree that the organisers process the name, birth date, phone number, unit and answers in order to run this contest: checking eligibility, marking, ranking, giving prizes and handling complaints. The identity number, if given, only makes sure that each person takes part once, and is stored encrypted. Data is kept for 24 months after the contest; winners’ files for 10 years as accounting rules demand. I may view, correct, delete, withdraw consent and complain under the Law on Personal Data Protection 91/2025/QH15.',
      },
    },
    {
      purpose: 'publish-name',
      isRequired: false,
      text: {
        vi: 'Tôi đồng ý công bố đầy đủ họ tên và đơn vị trên bảng xếp hạng và danh sách đạt giải. Nếu không chọn, tên được che bớt ở mọi trang công khai.',
        en: 'I agree that the full name and unit are published on the leaderboard and the list of winners. If not ticked, the name is masked on every public page.',
      },
    },
    {
      purpose: 'publish-photo',
      isRequired: false,
      text: {
        vi: 'Tôi đồng ý công bố ảnh chụp tại buổi trao giải để đưa tin về cuộc thi.',
        en: 'I agree that photographs taken at the award ceremony are published in news about the contest.',
      },
    },
    {
      purpose: 'receive-news',
      isRequired: false,
      text: {
        vi: 'Tôi muốn nhận tin nhắn của Ban Tổ chức về các vòng thi tiếp theo.',
        en: 'I would like messages from the organisers about further rounds.',
      },
    },
  ],
  guardianStatement: {
    vi: 'Tôi là cha, mẹ hoặc người giám hộ theo pháp luật của thí sinh. Tôi đồng ý cho thí sinh dự thi bằng tài khoản đứng tên tôi và có trách nhiệm theo dõi việc dự thi.',
    en: 'I am the parent or legal guardian of the participant. I agree that the participant takes part through the account in my name, and I will look after their taking part.',
  },
  childAssent: {
    vi: 'Em muốn tham gia cuộc thi. Em đã được giải thích tên và kết quả của em được dùng làm gì, và đồng ý với những điều người lớn đã chọn ở trên.',
    en: 'I want to take part. It has been explained to me what my name and result are used for, and I agree with what the adult has chosen above.',
  },
};
