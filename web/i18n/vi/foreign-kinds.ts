/** Vietnamese: kinds of questions of other systems that we lack, by the names their files have. */
const foreignKinds: Readonly<Record<string, string>> = {
  essay: 'tự luận',
  description: 'đoạn giới thiệu, không phải câu hỏi',
  cloze: 'điền vào nhiều chỗ trống (cloze)',
  multianswer: 'điền vào nhiều chỗ trống (cloze)',
  gapselect: 'chọn từ điền vào chỗ trống',
  ddwtos: 'kéo từ vào chỗ trống',
  ddimageortext: 'kéo vào hình',
  ddmarker: 'đánh dấu trên hình',
  gapfill: 'điền vào chỗ trống',
  wordselect: 'chọn từ trong đoạn văn',
  calculated: 'tính với số thay đổi',
  calculatedsimple: 'tính với số thay đổi',
  calculatedmulti: 'tính với số thay đổi, nhiều lựa chọn',
  formulas: 'công thức nhiều phần',
  stack: 'toán ký hiệu (STACK)',
  coderunner: 'viết chương trình',
  regexp: 'trả lời ngắn theo mẫu (regexp)',
  pmatch: 'trả lời ngắn theo mẫu (pmatch)',
  random: 'lấy ngẫu nhiên câu khác',
  randomsamatch: 'ghép đôi lấy ngẫu nhiên',
  recordrtc: 'ghi âm, ghi hình',
  mtf: 'bảng có hơn hai cột',
  kprime: 'bảng có hơn hai cột',
  'no interaction': 'không có chỗ trả lời',
  extendedTextInteraction: 'tự luận',
  inlineChoiceInteraction: 'chọn từ trong câu',
  gapMatchInteraction: 'kéo từ vào chỗ trống',
  graphicGapMatchInteraction: 'kéo vào hình',
  graphicOrderInteraction: 'sắp xếp trên hình',
  graphicAssociateInteraction: 'nối trên hình',
  hotspotInteraction: 'chọn điểm trên hình',
  selectPointInteraction: 'chọn điểm trên hình',
  positionObjectInteraction: 'đặt vật lên hình',
  hottextInteraction: 'chọn từ trong đoạn văn',
  sliderInteraction: 'thanh trượt',
  uploadInteraction: 'nộp tệp',
  drawingInteraction: 'vẽ hình',
  mediaInteraction: 'xem hoặc nghe',
  associateInteraction: 'nối cặp tự do',
  textEntryInteraction: 'điền vào chỗ trống',
  choiceInteraction: 'chọn phương án',
  customInteraction: 'dạng riêng của hệ thống khác',
  portableCustomInteraction: 'dạng riêng của hệ thống khác',
};
/** `2 × textEntryInteraction, essay` in plain words, each with its own name behind it. */
export const foreignKind = (kind: string | undefined): string => (kind ? `: ${inWords(kind)}` : '');
const inWords = (kind: string): string =>
  kind
    .split(', ')
    .map((part) => {
      const name = part.replace(/^\d+ × /u, '');
      return foreignKinds[name] ? `${part.replace(name, '')}${foreignKinds[name]} (${name})` : part;
    })
    .join(', ');
/** The first words of a question, in quotes. */
export const beginning = (text: string | undefined): string =>
  text ? ` "${text.slice(0, 160).trim()}${text.length > 160 ? '…' : ''}"` : '';
