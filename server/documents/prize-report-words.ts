/** What the prize report says in words about why somebody has a prize: notes on ties, names of criteria, figures. */
import type { CollectiveCriterion } from '../rules/contest.ts';
import { formatMoney, formatScore } from './format.ts';

/** As kept with an award. */
type Reason = Readonly<Record<string, string | number>>;

/** The column "Ghi chú"; '' where there is nothing to explain. */
export function awardNote({ tieSize = 1, policy, places, drawPosition, unpaid = 0 }: Reason): string {
  if (Number(tieSize) < 2) return '';
  const level = `Đồng hạng ${tieSize} người`;
  switch (policy) {
    case 'draw':
      return `${level}; bốc thăm, thứ ${drawPosition}`;
    case 'share': {
      const rest = Number(unpaid) === 0 ? '' : `, còn dư ${formatMoney(Number(unpaid))} đồng`;
      return `${level}; chia đều ${places} giải${rest}`;
    }
    case 'more-prizes':
      return `${level}; trao thêm giải`;
    default:
      return level;
  }
}

const criteria: Record<CollectiveCriterion, string> = {
  entrants: 'Số người tham gia',
  rate: 'Tỷ lệ tham gia',
  mean: 'Điểm trung bình',
  total: 'Tổng điểm',
};

const isCriterion = (text: unknown): text is CollectiveCriterion => typeof text === 'string' && text in criteria;

/** By what a unit won; '' when the award does not say. */
export function criterionName({ criterion }: Reason): string {
  return isCriterion(criterion) ? criteria[criterion] : '';
}

/** The figure a unit won with: "87,65%", "1.234 người". */
export function criterionFigure({ criterion, value = 0 }: Reason): string {
  const figure = Number(value);
  if (criterion === 'rate') return `${formatScore(figure * 100)}%`;
  if (criterion === 'entrants') return `${formatScore(figure)} người`;
  return formatScore(figure);
}

/** The formal words that stand on every report until a template of the organisers' own says otherwise. */
export const reportWords = {
  title: 'Thông báo',
  symbol: 'TB-BTC',
  wholeContest: 'Toàn cuộc thi',
  basis: (contest: string) => [`Căn cứ Thể lệ ${contest}`],
  subject: (board: string, contest: string) => `Kết quả ${board} ${contest}`.replace(/\s+/g, ' '),
  signer: { authority: 'TM. Ban Tổ chức', position: 'Trưởng ban', name: '' },
  recipients: (parentBody: string) => [...(parentBody === '' ? [] : [`${parentBody} (để báo cáo)`]), 'Lưu: VT, BTC'],
} as const;
