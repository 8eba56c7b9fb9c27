/** The prize report as a file. Who took which list out of the system is written down before it leaves. */
import { renderPrizeReportDocx, renderPrizeReportPdf, renderPrizeReportXlsx } from '../documents/prize-report.ts';
import { accepted, type Outcome } from '../rules/refusal.ts';
import type { ContestId } from '../rules/ids.ts';
import type { Ctx } from './context.ts';
import { readPrizeReport } from './read-prize-report.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export const reportForms = ['docx', 'pdf', 'xlsx'] as const;
export type ReportForm = (typeof reportForms)[number];

const renderers = { docx: renderPrizeReportDocx, pdf: renderPrizeReportPdf, xlsx: renderPrizeReportXlsx };

export interface ReportWish {
  readonly contestId: ContestId;
  readonly board: string;
  readonly form: ReportForm;
  readonly actor: NonNullable<JournalNote['actor']>;
}

export interface ReportFile {
  readonly bytes: Uint8Array;
  /** Vietnamese, without the ending. */
  readonly name: string;
}

/** Refusal: `not-found` for contest or board. */
export async function exportPrizeReport(ctx: Ctx, wish: ReportWish): Promise<Outcome<ReportFile>> {
  const { contestId, board, form, actor } = wish;
  const report = await readPrizeReport(ctx, wish);
  if (!report.ok) return report;
  const { isProvisional, totals, verify, subject } = report.value;
  const bytes = await renderers[form](report.value);
  const detail = { board, form, isProvisional, prizes: totals.prizes, amount: totals.amount, digest: verify.digest };
  await ctx.store.write((tx) => writeJournal(tx, ctx, { actor, action: 'export-prize-report', contestId, detail }));
  return accepted({ bytes, name: subject });
}
