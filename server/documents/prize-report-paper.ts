/**
 * The prize report laid out as an official paper: heading, grounds, the tables
 * of winners, sums in figures and words, foot. Landscape, as the decree allows
 * for tables that are no separate annex: ten columns do not fit across a portrait page.
 */
import { formatMoney, twoDigits } from './format.ts';
import { moneyInWords } from './money-words.ts';
import { firstLineMm, paragraph, size, textWidthMm, type Block, type OfficialDocument } from './official-document.ts';
import { basisBlocks, footBlock, headingBlock, titleBlocks } from './official-heading.ts';
import { collectiveTable, individualTable } from './prize-report-tables.ts';
import { assertTotalsAgree, namedContest, type PrizeReport } from './prize-report-value.ts';

const widthMm = textWidthMm(true);

const sectionTitle = (text: string) =>
  paragraph([{ text, isBold: true }], { firstLineMm, beforePt: 6, afterPt: 6, isKeptWithNext: true });

/** One table needs no title; two are numbered. A report without any prize shows an empty table of individuals. */
function tableBlocks({ groups, collective }: PrizeReport): Block[] {
  if (collective.length === 0) return [individualTable(groups, widthMm)];
  if (groups.length === 0) return [collectiveTable(collective, widthMm)];
  return [
    sectionTitle('1. Giải cá nhân'),
    individualTable(groups, widthMm),
    sectionTitle('2. Giải tập thể'),
    collectiveTable(collective, widthMm),
  ];
}

function sumBlocks({ totals }: PrizeReport): Block[] {
  const figures = `Tổng số: ${twoDigits(totals.prizes)} giải; tổng số tiền thưởng: ${formatMoney(totals.amount)} đồng.`;
  return [
    paragraph([{ text: figures, isBold: true }], { firstLineMm, beforePt: 8, afterPt: 4, isKeptWithNext: true }),
    paragraph([{ text: `(Bằng chữ: ${moneyInWords(totals.amount)})`, isItalic: true }, { text: './.' }], {
      firstLineMm,
      afterPt: 12,
      isKeptWithNext: true,
    }),
  ];
}

/** The paper of a report. Fails when the stated total is not what the rows give. */
export function prizeReportPaper(report: PrizeReport): OfficialDocument {
  assertTotalsAgree(report);
  const provisional = [{ text: '(Kết quả tạm thời, chưa được công nhận)', isItalic: true }];
  const opening = `Ban Tổ chức ${namedContest(report.contestTitle)} thông báo kết quả và danh sách đạt giải (${report.boardTitle}) như sau:`;
  const digest = `Mã đối chiếu kết quả: ${report.verify.digest}`;
  return {
    title: `${report.title} ${report.subject}`,
    isLandscape: true,
    blocks: [
      headingBlock(report, widthMm),
      ...titleBlocks(report.title, report.subject, widthMm),
      ...(report.isProvisional ? [paragraph(provisional, { align: 'center', afterPt: 6 })] : []),
      ...basisBlocks(report.basis),
      paragraph(opening, { firstLineMm, afterPt: 6 }),
      ...tableBlocks(report),
      ...sumBlocks(report),
      footBlock(report.recipients, report.signer, widthMm),
      ...(report.verify.digest === ''
        ? []
        : [paragraph(digest, { align: 'left', sizePt: size.recipients, beforePt: 12 })]),
    ],
  };
}
