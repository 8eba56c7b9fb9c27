/**
 * The prize report as .xlsx bytes, for accountants: the rows of the paper with
 * real numbers, and every piece of text in a text cell. Names are typed by
 * participants, so a leading = + - @ must never become a formula.
 */
import type { Cell, CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';
import { printable } from './format.ts';
import { moneyInWords } from './money-words.ts';
import {
  amountOf,
  assertTotalsAgree,
  inPrintOrder,
  namedContest,
  shortPrizeName,
  unitsInPrintOrder,
  type PrizeReport,
} from './prize-report-value.ts';

interface SheetColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  /** Format of the numbers; a column without one holds text. */
  readonly numFmt?: string;
  readonly align?: 'left' | 'center' | 'right';
}

/** The office program draws "," and "." by its own country's habit: 2.000.000 on a Vietnamese PC. */
const money = { numFmt: '#,##0', align: 'right' } as const;
const count = { numFmt: '0', align: 'center' } as const;
const measured = { numFmt: 'General', align: 'center' } as const;
/** A length of time is a part of a day. */
const minutes = { numFmt: '[mm]" phút "ss" giây"', align: 'center' } as const;
const dayMs = 86_400_000;

const individualColumns: readonly SheetColumn[] = [
  { title: 'STT', width: 6, ...count },
  { title: 'Họ và tên', width: 30 },
  { title: 'Năm sinh', width: 10, ...count },
  { title: 'Đơn vị', width: 38 },
  { title: 'Đối tượng dự thi', width: 18 },
  { title: 'Số câu đúng', width: 9, ...count },
  { title: 'Điểm', width: 9, ...measured },
  { title: 'Điểm tối đa', width: 9, ...measured },
  { title: 'Dự đoán', width: 12, ...measured },
  { title: 'Độ lệch dự đoán', width: 11, ...measured },
  { title: 'Thời gian làm bài', width: 17, ...minutes },
  { title: 'Hạng', width: 7, ...count },
  { title: 'Giải', width: 16 },
  { title: 'Tiền thưởng (đồng)', width: 16, ...money },
  { title: 'Ghi chú', width: 30 },
];

const collectiveColumns: readonly SheetColumn[] = [
  { title: 'STT', width: 6, ...count },
  { title: 'Đơn vị', width: 44 },
  { title: 'Tiêu chí', width: 34 },
  { title: 'Kết quả', width: 16 },
  { title: 'Hạng', width: 7, ...count },
  { title: 'Giải', width: 16 },
  { title: 'Tiền thưởng (đồng)', width: 16, ...money },
];

function individualRows({ groups }: PrizeReport): CellValue[][] {
  const winners = groups.flatMap(({ prizeName, winners: all }) =>
    inPrintOrder(all).map((winner) => ({ prizeName, winner })),
  );
  return winners.map(({ prizeName, winner }, index) => [
    index + 1,
    winner.fullName,
    winner.birthYear,
    winner.unitName,
    winner.category,
    winner.correct,
    winner.score,
    winner.scoreMax,
    winner.prediction,
    winner.predictionGap,
    (Math.floor(winner.elapsedMs / 1000) * 1000) / dayMs,
    winner.rank,
    shortPrizeName(prizeName),
    winner.amount,
    winner.note,
  ]);
}

function collectiveRows({ collective }: PrizeReport): CellValue[][] {
  const winners = collective.flatMap(({ prizeName, winners: all }) =>
    unitsInPrintOrder(all).map((winner) => ({ prizeName, winner })),
  );
  return winners.map(({ prizeName, winner }, index) => [
    index + 1,
    winner.unitName,
    winner.criterion,
    winner.figure,
    winner.rank,
    shortPrizeName(prizeName),
    winner.amount,
  ]);
}

const font = { name: 'Times New Roman', size: 12 };
const thin = { style: 'thin' } as const;
const border = { top: thin, right: thin, bottom: thin, left: thin };

const titleStyle: CellStyle = { font: { ...font, size: 14, bold: true }, numFmt: '@' };
const plainStyle: CellStyle = { font, numFmt: '@' };
const headerStyle: CellStyle = {
  font: { ...font, bold: true },
  border,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EDF3' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  numFmt: '@',
};

/** The text format as well as the text type: editing the cell later does not turn it into a formula either. */
function bodyStyle({ numFmt = '@', align = 'left' }: SheetColumn, isBold: boolean): CellStyle {
  return {
    font: { ...font, bold: isBold },
    border,
    numFmt,
    alignment: { horizontal: align, vertical: 'top', wrapText: true },
  };
}

function styled(value: CellValue, style: CellStyle): Partial<Cell> {
  if (typeof value === 'string') return { value: printable(value), type: 'string', style };
  return value === null ? { value, type: 'empty', style } : { value, type: 'number', style };
}

const lineHeightPt = 17;

/** Office programs do not all grow a row for wrapped text when a file is opened, so the height is stated. */
function rowHeightPt(columns: readonly SheetColumn[], row: readonly CellValue[]): number {
  const lines = columns.map(({ width }, at) => Math.ceil(String(row[at] ?? '').length / width));
  const text = lines.filter((_count, at) => typeof row[at] === 'string');
  return lineHeightPt * Math.max(1, ...text);
}

/** Title lines, the header at `headerRow`, the rows, and the sum of the amounts. */
function sheet(
  report: PrizeReport,
  name: string,
  columns: readonly SheetColumn[],
  rows: CellValue[][],
  sum: number,
): WriteSheet {
  const intro = [
    report.subject,
    `${namedContest(report.contestTitle)} – ${report.boardTitle}`,
    report.isProvisional ? 'Kết quả tạm thời, chưa được công nhận' : '',
  ];
  const headerRow = intro.length;
  const amountAt = columns.findIndex((column) => column.numFmt === money.numFmt);
  const total = columns.map((_column, at): CellValue => (at === amountAt ? sum : at === 1 ? 'Tổng cộng' : null));
  const after = [
    `Bằng chữ: ${moneyInWords(sum)}`,
    report.verify.digest === '' ? '' : `Mã đối chiếu kết quả: ${report.verify.digest}`,
  ];

  const cells = new Map<string, Partial<Cell>>();
  intro.forEach((text, at) => cells.set(`${at},0`, styled(text, at === 0 ? titleStyle : plainStyle)));
  columns.forEach((column, at) => cells.set(`${headerRow},${at}`, styled(column.title, headerStyle)));
  [...rows, total].forEach((row, below) =>
    columns.forEach((column, at) =>
      cells.set(`${headerRow + 1 + below},${at}`, styled(row[at] ?? null, bodyStyle(column, below === rows.length))),
    ),
  );
  after.forEach((text, below) => cells.set(`${headerRow + rows.length + 2 + below},0`, styled(text, plainStyle)));

  return {
    name,
    columns: columns.map(({ width }) => ({ width })),
    rows: Array.from({ length: headerRow + rows.length + 2 + after.length }, () => columns.map(() => null)),
    cells,
    freezePane: { rows: headerRow + 1, columns: 2 },
    rowDefs: new Map([
      [headerRow, { height: 2 * lineHeightPt }],
      ...rows.map((row, below) => [headerRow + 1 + below, { height: rowHeightPt(columns, row) }] as const),
    ]),
    pageSetup: {
      orientation: 'landscape',
      paperSize: 'a4',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}`,
    },
  };
}

/** One sheet for individual prizes and, where there are any, one for collective prizes. */
export async function writePrizeWorkbook(report: PrizeReport): Promise<Uint8Array> {
  assertTotalsAgree(report);
  // Loaded here: the server starts without it.
  const { writeXlsx } = await import('hucre/xlsx');
  const { groups, collective } = report;
  const individual = sheet(report, 'Cá nhân', individualColumns, individualRows(report), amountOf(groups));
  const units = sheet(report, 'Tập thể', collectiveColumns, collectiveRows(report), amountOf(collective));
  return writeXlsx({
    sheets: collective.length === 0 ? [individual] : groups.length === 0 ? [units] : [individual, units],
    properties: { title: printable(report.subject) },
    defaultFont: font,
  });
}
