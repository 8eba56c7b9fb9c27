/**
 * The tables of the prize report: which columns, how wide, what each cell says.
 * Sizes are shares of the page's width; drawing them is the writers' business.
 */
import { formatElapsed, formatMoney, formatScore, twoDigits } from './format.ts';
import { size, type Align, type Table, type TableCell } from './official-document.ts';
import {
  amountOf,
  inPrintOrder,
  unitsInPrintOrder,
  shortPrizeName,
  type CollectivePrize,
  type CollectiveWinner,
  type IndividualPrize,
  type IndividualWinner,
} from './prize-report-value.ts';

/** A column of a table of prizes; `weight` shares out the width among the columns that are shown. */
interface PrizeColumn<Winner> {
  readonly title: string;
  readonly weight: number;
  readonly align: Align;
  readonly show: (winner: Winner, prizeName: string, place: number) => string;
  /** Left out when this holds for no winner of the report. */
  readonly needs?: (winner: Winner) => boolean;
  /** The column whose sum the last row states. */
  readonly isAmount?: true;
}

const individualColumns: readonly PrizeColumn<IndividualWinner>[] = [
  { title: 'STT', weight: 14, align: 'center', show: (_winner, _prize, place) => String(place) },
  { title: 'Họ và tên', weight: 50, align: 'left', show: (winner) => winner.fullName },
  {
    title: 'Năm sinh',
    weight: 15,
    align: 'center',
    show: ({ birthYear }) => (birthYear === null ? '–' : String(birthYear)),
  },
  { title: 'Đơn vị', weight: 55, align: 'left', show: (winner) => winner.unitName },
  { title: 'Số câu đúng', weight: 15, align: 'center', show: (winner) => String(winner.correct) },
  {
    title: 'Điểm',
    weight: 19,
    align: 'center',
    show: ({ score, scoreMax }) => `${formatScore(score)}/${formatScore(scoreMax)}`,
  },
  {
    title: 'Dự đoán (độ lệch)',
    weight: 29,
    align: 'center',
    show: (winner) => predictionText(winner),
    needs: (winner) => winner.prediction !== null,
  },
  { title: 'Thời gian', weight: 22, align: 'center', show: (winner) => formatElapsed(winner.elapsedMs) },
  { title: 'Giải', weight: 25, align: 'center', show: (_winner, prizeName) => shortPrizeName(prizeName) },
  {
    title: 'Tiền thưởng (đồng)',
    weight: 28,
    align: 'right',
    show: ({ amount }) => formatMoney(amount),
    isAmount: true,
  },
  { title: 'Ghi chú', weight: 28, align: 'left', show: (winner) => winner.note, needs: (winner) => winner.note !== '' },
];

const collectiveColumns: readonly PrizeColumn<CollectiveWinner>[] = [
  { title: 'STT', weight: 14, align: 'center', show: (_winner, _prize, place) => String(place) },
  { title: 'Đơn vị', weight: 90, align: 'left', show: (winner) => winner.unitName },
  { title: 'Tiêu chí', weight: 65, align: 'left', show: (winner) => winner.criterion },
  { title: 'Kết quả', weight: 32, align: 'center', show: (winner) => winner.figure },
  { title: 'Giải', weight: 24, align: 'center', show: (_winner, prizeName) => shortPrizeName(prizeName) },
  {
    title: 'Tiền thưởng (đồng)',
    weight: 30,
    align: 'right',
    show: ({ amount }) => formatMoney(amount),
    isAmount: true,
  },
];

function predictionText({ prediction, predictionGap }: IndividualWinner): string {
  if (prediction === null) return '–';
  return predictionGap === null
    ? formatScore(prediction)
    : `${formatScore(prediction)} (${formatScore(predictionGap)})`;
}

interface PrizeRows<Winner> {
  readonly prizeName: string;
  /** The row above the winners: the prize, how many, how much each. */
  readonly caption: string;
  readonly winners: readonly Winner[];
}

function cell(text: string, told: Partial<TableCell> = {}): TableCell {
  return { text, span: 1, isBold: false, align: 'left', ...told };
}

function prizeTable<Winner extends { readonly amount: number }>(
  all: readonly PrizeColumn<Winner>[],
  prizes: readonly PrizeRows<Winner>[],
  widthMm: number,
): Table {
  const everyone = prizes.flatMap((prize) => prize.winners);
  const columns = all.filter(({ needs }) => needs === undefined || everyone.some(needs));
  const weights = columns.reduce((total, column) => total + column.weight, 0);
  const amountAt = columns.findIndex((column) => column.isAmount);
  const after = columns.length - amountAt - 1;
  let place = 0;
  const rows = prizes.flatMap(({ prizeName, caption, winners }) => [
    [cell(caption, { span: columns.length, isBold: true })],
    ...winners.map((winner) => {
      place += 1;
      return columns.map(({ show, align }) => cell(show(winner, prizeName, place), { align }));
    }),
  ]);
  const total = [
    cell('Tổng cộng', { span: amountAt, isBold: true, align: 'center' }),
    cell(formatMoney(amountOf(prizes)), { isBold: true, align: 'right' }),
    ...(after === 0 ? [] : [cell('', { span: after })]),
  ];
  return {
    kind: 'table',
    sizePt: size.table,
    columns: columns.map(({ title, weight, align }) => ({ title, align, widthMm: (widthMm * weight) / weights })),
    rows: [...rows, total],
  };
}

/** Winners by prize, in order of rank and then of tên; columns that no winner fills are left out. */
export function individualTable(groups: readonly IndividualPrize[], widthMm: number): Table {
  const prizes = groups.map(({ prizeName, amount, quota, winners }) => {
    const offered = `${longPrizeName(prizeName)}: ${twoDigits(quota)} giải, mỗi giải ${formatMoney(amount)} đồng`;
    return {
      prizeName,
      caption: winners.length === 0 ? `${offered} (không có người đạt giải)` : offered,
      winners: inPrintOrder(winners),
    };
  });
  return prizeTable(individualColumns, prizes, widthMm);
}

/** Units by prize. */
export function collectiveTable(collective: readonly CollectivePrize[], widthMm: number): Table {
  const prizes = collective.map(({ prizeName, amount, winners }) => ({
    prizeName,
    caption: `${longPrizeName(prizeName)}: mỗi giải ${formatMoney(amount)} đồng${winners.length === 0 ? ' (không có tập thể đạt giải)' : ''}`,
    winners: unitsInPrintOrder(winners),
  }));
  return prizeTable(collectiveColumns, prizes, widthMm);
}

function longPrizeName(prizeName: string): string {
  return `Giải ${shortPrizeName(prizeName)}`;
}
