/** Refusals of blueprints, drafts and publishing in words; a part of `refusal-text.ts`. */
import type { BlueprintRefusal } from '../rules/refusal-blueprints.ts';

export type BlueprintWords = {
  readonly [N in BlueprintRefusal['name']]: (given: Extract<BlueprintRefusal, { name: N }>) => string;
};

const levels: Readonly<Record<string, readonly [string, string]>> = {
  recognise: ['nhận biết', 'recognise'],
  understand: ['thông hiểu', 'understand'],
  apply: ['vận dụng', 'apply'],
};
const kinds: Readonly<Record<string, readonly [string, string]>> = {
  single: ['một lựa chọn', 'single choice'],
  multiple: ['nhiều lựa chọn', 'multiple choice'],
  'true-false': ['đúng/sai', 'true or false'],
  grid: ['bảng đúng/sai', 'true/false grid'],
  number: ['điền số', 'number'],
  text: ['trả lời ngắn', 'short text'],
  ordering: ['sắp xếp', 'ordering'],
  matching: ['ghép đôi', 'matching'],
};
/** Whatever the cell asks for, joined: the level and the kind only where it names one. */
export const cellText = (given: { topic: string; difficulty: string; kind: string }, language: 0 | 1): string =>
  [given.topic, levels[given.difficulty]?.[language] ?? '', kinds[given.kind]?.[language] ?? '']
    .filter((part) => part !== '')
    .join(', ');

const problems: Readonly<Record<string, readonly [string, string]>> = {
  'age-limits': ['giới hạn tuổi', 'the limits of age'],
  'age-day': ['ngày tính tuổi', 'the day on which age is counted'],
  'residence-ways': ['điều kiện cư trú', 'the residence rule'],
  'category-repeated': ['hai đối tượng dự thi trùng nhau', 'two equal categories'],
  'ranking-first': ['tiêu chí xếp hạng phải bắt đầu bằng điểm', 'ranking must begin with the score'],
  'ranking-repeated': ['tiêu chí xếp hạng lặp lại', 'a ranking key is repeated'],
  'ranking-without-prediction': [
    'xếp hạng theo dự đoán mà không vòng nào hỏi dự đoán',
    'no round asks for the prediction that ranks',
  ],
  'no-rounds': ['chưa có vòng thi', 'there is no round'],
  'round-repeated': ['hai vòng trùng mã', 'two rounds have one key'],
  'round-window': ['giờ đóng phải sau giờ mở', 'the close must come after the opening'],
  'round-order': ['vòng mở trước khi vòng trước đóng', 'the round opens before the one above it closes'],
  'round-duration': ['thời gian làm bài dài hơn thời gian mở vòng', 'the time for a paper is longer than the round'],
  'round-grace': ['thời gian bù khi nộp', 'the grace time'],
  'round-attempts': ['số lượt thi', 'the number of attempts'],
  'round-freeze': ['giờ tạm dừng bảng nằm ngoài vòng', 'the board freezes outside the round'],
  'blueprint-empty': ['ma trận đề trống', 'the blueprint is empty'],
  'blueprint-count': ['số câu trong ma trận', 'a count of the blueprint'],
  points: ['điểm của câu hỏi', 'the points of a question'],
  'prize-repeated': ['hai giải trùng mã', 'two prizes have one id'],
  'prize-quota': ['số lượng giải', 'the quota of a prize'],
  'prize-amount': ['tiền thưởng', 'the amount of a prize'],
  'prize-category': ['giải của đối tượng không có', 'a prize of an unknown category'],
  'prize-score': [
    'điểm tối thiểu của giải cao hơn điểm tối đa của đề',
    'a prize asks for more points than a paper has',
  ],
  'prize-entrants': ['số thí sinh tối thiểu của giải tập thể', 'the least entrants of a collective prize'],
};
const placeText = (place: string, words: readonly [string, string]): string => {
  const [, list, at] = /^(rounds|prizes)\.(\d+)/.exec(place) ?? [];
  return list === undefined ? place : `${list === 'rounds' ? words[0] : words[1]} ${Number(at) + 1}`;
};

export const blueprintWordsVi: BlueprintWords = {
  'round-begun': () => 'Vòng thi đã mở hoặc đã có người vào thi nên không đổi được ma trận đề nữa.',
  'blueprint-empty': ({ round }) => `Ma trận đề của "${round}" chưa có câu nào. Bạn nhập số câu rồi làm lại.`,
  'blueprint-too-long': ({ round, max }) => `Đề của "${round}" quá ${max} câu. Bạn bớt số câu rồi làm lại.`,
  'blueprint-too-many-points': ({ round, max }) =>
    `Tổng điểm của "${round}" vượt quá ${max}. Bạn giảm điểm rồi làm lại.`,
  'cell-unmet': (cell) =>
    `"${cell.round}": ô "${cellText(cell, 0)}" cần ${cell.needed} câu mà chỉ còn ${cell.have} câu đã duyệt. Bạn bớt số câu hoặc soạn thêm.`,
  'cell-repeated': ({ topic }) => `Ma trận có hai ô giống nhau ở chủ đề "${topic}". Bạn gộp chúng lại.`,
  'pool-small': ({ round, papers, wanted }) =>
    `Ngân hàng chỉ đủ ${papers} đề không trùng câu cho "${round}" (nên có ${wanted}). Nếu vẫn làm, hãy ghi lời xác nhận.`,
  'key-may-leak': ({ round, attempts, again }) =>
    `"${round}" cho thi ${attempts} lượt và báo điểm ngay sau mỗi lượt. Ở lượt cuối, thí sinh gặp lại khoảng ${again} câu đã làm nên có thể thử từng đáp án để dò ra đáp án đúng. Bạn giảm số lượt thi hoặc thêm câu vào ngân hàng; nếu vẫn làm, hãy ghi lời xác nhận.`,
  'round-in-past': ({ round }) => `"${round}" có giờ mở đã qua. Bạn dời lịch sang sau lúc này rồi công bố.`,
  'contest-problem': ({ problem, place }) =>
    `Khai báo của cuộc thi còn chỗ chưa đúng: ${problems[problem]?.[0] ?? problem} (${placeText(place, ['vòng', 'giải'])}). Bạn sửa rồi làm lại.`,
  'contest-is-draft': () => 'Cuộc thi còn là bản nháp nên chưa làm được việc này. Bạn công bố trước.',
  'contest-is-public': () => 'Cuộc thi đã công bố nên không sửa như bản nháp được nữa. Bạn tải lại trang.',
  'slug-taken': ({ slug }) => `Địa chỉ "${slug}" đã có cuộc thi khác dùng. Bạn chọn địa chỉ khác.`,
};

export const blueprintWordsEn: BlueprintWords = {
  'round-begun': () => 'The round has opened or somebody has begun it, so its blueprint cannot change any more.',
  'blueprint-empty': ({ round }) => `The blueprint of "${round}" asks for no question. Enter counts, then try again.`,
  'blueprint-too-long': ({ round, max }) => `A paper of "${round}" has more than ${max} questions. Take some out.`,
  'blueprint-too-many-points': ({ round, max }) => `Points of "${round}" add up to more than ${max}. Lower them.`,
  'cell-unmet': (cell) =>
    `"${cell.round}": the cell "${cellText(cell, 1)}" needs ${cell.needed} questions and only ${cell.have} approved ones are left. Ask for fewer or write more.`,
  'cell-repeated': ({ topic }) => `The blueprint has two equal cells for the topic "${topic}". Make them one.`,
  'pool-small': ({ round, papers, wanted }) =>
    `The bank is enough for ${papers} papers of "${round}" without a common question (${wanted} are advised). To go on all the same, write a confirmation.`,
  'key-may-leak': ({ round, attempts, again }) =>
    `"${round}" gives ${attempts} attempts and tells the score after each. In the last one, people meet about ${again} questions again, so they can try answers out until they know the right ones. Give fewer attempts or add questions to the bank; to go on all the same, write a confirmation.`,
  'round-in-past': ({ round }) => `The opening of "${round}" has passed. Move its dates to later, then publish.`,
  'contest-problem': ({ problem, place }) =>
    `Something in the contest's definition is not right: ${problems[problem]?.[1] ?? problem} (${placeText(place, ['round', 'prize'])}). Put it right, then try again.`,
  'contest-is-draft': () => 'The contest is still a draft, so this cannot be done yet. Publish it first.',
  'contest-is-public': () => 'The contest is published and cannot be edited as a draft any more. Reload the page.',
  'slug-taken': ({ slug }) => `Another contest has the address "${slug}". Choose another.`,
};
