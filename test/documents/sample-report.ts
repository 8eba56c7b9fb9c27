/** Prize reports for the document tests: a week of a contest, of any number of winners. */
import { totalsOf } from '../../server/documents/prize-report.ts';
import type {
  CollectivePrize,
  IndividualPrize,
  IndividualWinner,
  PrizeReport,
} from '../../server/documents/prize-report.ts';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Đặng', 'Võ', 'Ngô'];
const middles = ['Thị Hoàng', 'Văn', 'Thị Ngọc Phương', 'Minh', 'Hữu', 'Thị'];
const givens = ['Uyên', 'Bảo', 'Ánh', 'Đào', 'Ẩn', 'Ưng', 'Quỳnh', 'Yến', 'Khuê', 'Dũng', 'Huệ'];
const units = ['Xã Tân Hội', 'Trường THPT Chuyên Tiền Giang', 'Phường 1, thành phố Mỹ Tho', 'Sở Khoa học và Công nghệ'];

const pick = (from: readonly string[], at: number) => from[at % from.length] ?? '';

export function winner(rank: number, told: Partial<IndividualWinner> = {}): IndividualWinner {
  return {
    fullName: `${pick(families, rank * 5)} ${pick(middles, rank * 7)} ${pick(givens, rank)}`,
    birthYear: 1990 + (rank % 24),
    unitName: pick(units, rank),
    category: 'Đoàn viên',
    score: 20 - (rank % 40) / 2,
    scoreMax: 20,
    correct: Math.max(0, 20 - rank),
    prediction: 12_345 + rank,
    predictionGap: rank,
    elapsedMs: 332_000 + rank * 1_250,
    amount: 500_000,
    rank,
    note: '',
    ...told,
  };
}

export function prize(prizeName: string, amount: number, winners: readonly IndividualWinner[]): IndividualPrize {
  return { prizeName, amount, quota: winners.length, winners: winners.map((each) => ({ ...each, amount })) };
}

export function report(told: Partial<Omit<PrizeReport, 'totals'>> = {}): PrizeReport {
  const rows = { groups: told.groups ?? weekly, collective: told.collective ?? [] };
  return {
    heading: 'state',
    parentBody: 'Ủy ban nhân dân tỉnh Tiền Giang',
    issuingBody: 'Ban Tổ chức Cuộc thi Tìm hiểu về chuyển đổi số',
    placeName: 'Tiền Giang',
    symbol: 'TB-BTC',
    number: '7',
    date: { day: 5, month: 1, year: 2026 },
    title: 'Thông báo',
    subject: 'Kết quả Tuần 1 Cuộc thi “Tìm hiểu về chuyển đổi số tỉnh Tiền Giang” năm 2026',
    contestTitle: 'Tìm hiểu về chuyển đổi số tỉnh Tiền Giang',
    boardTitle: 'Tuần 1',
    basis: [
      'Căn cứ Kế hoạch số 15/KH-UBND ngày 02 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Tiền Giang',
      'Căn cứ Thể lệ Cuộc thi và biên bản họp xét giải của Ban Tổ chức;',
    ],
    isProvisional: false,
    signer: { authority: 'TM. Ban Tổ chức', position: 'Trưởng ban', name: 'Nguyễn Văn Thành' },
    recipients: ['Như trên', 'Ủy ban nhân dân tỉnh (để báo cáo)', 'Lưu: VT, BTC'],
    verify: { digest: '3f2a9c41d07be658' },
    ...told,
    ...rows,
    totals: totalsOf(rows),
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_unused, at) => from + at);

export const weekly: readonly IndividualPrize[] = [
  prize('Giải Nhất', 2_000_000, [winner(1)]),
  prize('Giải Nhì', 1_500_000, [winner(2, { rank: 2, note: 'Đồng hạng' }), winner(3, { rank: 2, note: 'Đồng hạng' })]),
  prize(
    'Giải Ba',
    1_000_000,
    range(4, 6).map((rank) => winner(rank)),
  ),
  prize(
    'Khuyến khích',
    500_000,
    range(7, 16).map((rank) => winner(rank)),
  ),
];

export const collective: readonly CollectivePrize[] = [
  {
    prizeName: 'Nhất',
    amount: 5_000_000,
    winners: [{ unitName: 'Xã Tân Hội', criterion: 'Tỷ lệ tham gia', figure: '87,65%', amount: 5_000_000, rank: 1 }],
  },
  { prizeName: 'Nhì', amount: 3_000_000, winners: [] },
];

/** Three hundred encouragement prizes under long names: a paper of many pages. */
export const crowd: readonly IndividualPrize[] = [
  prize(
    'Khuyến khích',
    200_000,
    range(1, 300).map((rank) =>
      winner(rank, rank % 10 === 0 ? { fullName: `Công Tằng Tôn Nữ Hoàng Thị Phương Nghiêng Thứ ${rank}` } : {}),
    ),
  ),
];
