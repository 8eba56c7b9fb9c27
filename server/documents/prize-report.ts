/**
 * The prize report in the three forms organisers download. One value in, bytes
 * out; what stands on the paper is in `prize-report-paper.ts`. Every render
 * fails when the stated total differs from the sum of the rows.
 */
import { prizeReportPaper } from './prize-report-paper.ts';
import type { PrizeReport } from './prize-report-value.ts';
import { writePrizeWorkbook } from './prize-report-workbook.ts';
import { writePaper } from './write-paper.ts';

export type { CollectivePrize, IndividualPrize, IndividualWinner, PrizeReport } from './prize-report-value.ts';
export { totalsOf } from './prize-report-value.ts';

/** Word document, to be numbered, signed and stamped. */
export async function renderPrizeReportDocx(report: PrizeReport): Promise<Uint8Array> {
  return writePaper('docx', prizeReportPaper(report));
}

/** The same paper as PDF with its fonts inside. */
export async function renderPrizeReportPdf(report: PrizeReport): Promise<Uint8Array> {
  return writePaper('pdf', prizeReportPaper(report));
}

/** The rows for a spreadsheet, with more columns than the paper (category, rank, gap). */
export async function renderPrizeReportXlsx(report: PrizeReport): Promise<Uint8Array> {
  return writePrizeWorkbook(report);
}
