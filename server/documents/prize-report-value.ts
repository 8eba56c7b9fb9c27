/**
 * The prize report as a value: who won what on one board, and the formal facts
 * of the paper. Services fill it from awards; the renderers only read it. It
 * holds full names, so it is for staff and for the signed paper, not for the public.
 */
import { compareByGivenName, compareVietnamese } from '../rules/names.ts';
import type { HeadingFacts, Signer } from './official-heading.ts';

export interface IndividualWinner {
  readonly fullName: string;
  readonly birthYear: number | null;
  readonly unitName: string;
  readonly category: string;
  readonly score: number;
  readonly scoreMax: number;
  /** How many questions were right. */
  readonly correct: number;
  readonly prediction: number | null;
  readonly predictionGap: number | null;
  readonly elapsedMs: number;
  /** Đồng this person receives; differs from the prize's when a tie shares it. */
  readonly amount: number;
  readonly rank: number;
  readonly note: string;
}

export interface IndividualPrize {
  readonly prizeName: string;
  /** Đồng for each prize. */
  readonly amount: number;
  readonly quota: number;
  readonly winners: readonly IndividualWinner[];
}

export interface CollectiveWinner {
  readonly unitName: string;
  /** By what the unit won, e.g. "Tỷ lệ tham gia". */
  readonly criterion: string;
  /** The figure as printed, e.g. "87,65%". */
  readonly figure: string;
  readonly amount: number;
  readonly rank: number;
}

export interface CollectivePrize {
  readonly prizeName: string;
  /** Đồng for each prize. */
  readonly amount: number;
  readonly winners: readonly CollectiveWinner[];
}

export interface PrizeReport extends HeadingFacts {
  /** Name of the paper, e.g. "THÔNG BÁO". */
  readonly title: string;
  /** What it is about (trích yếu). */
  readonly subject: string;
  readonly contestTitle: string;
  /** The board whose prizes these are, e.g. "Tuần 1". */
  readonly boardTitle: string;
  /** Grounds (căn cứ), one a line, without the closing sign. */
  readonly basis: readonly string[];
  /** The results are not recognised yet; the paper says so. */
  readonly isProvisional: boolean;
  readonly groups: readonly IndividualPrize[];
  readonly collective: readonly CollectivePrize[];
  readonly totals: PrizeTotals;
  readonly signer: Signer;
  readonly recipients: readonly string[];
  /** Digest of the sealed results; '' leaves the line out. */
  readonly verify: { readonly digest: string };
}

export interface PrizeTotals {
  /** How many prizes were given, individual and collective. */
  readonly prizes: number;
  /** Đồng, individual and collective. */
  readonly amount: number;
}

/** Đồng of all winners of some prizes. */
export function amountOf(prizes: readonly { readonly winners: readonly { readonly amount: number }[] }[]): number {
  return prizes.flatMap((prize) => prize.winners).reduce((sum, winner) => sum + winner.amount, 0);
}

/** What the rows add up to, one prize per winner. */
export function totalsOf(report: Pick<PrizeReport, 'groups' | 'collective'>): PrizeTotals {
  const prizes = [...report.groups, ...report.collective];
  return { prizes: prizes.reduce((sum, prize) => sum + prize.winners.length, 0), amount: amountOf(prizes) };
}

/** Within a prize winners stand by rank, and equal ranks by tên. */
export function inPrintOrder(winners: readonly IndividualWinner[]): IndividualWinner[] {
  return [...winners].sort((a, b) => a.rank - b.rank || compareByGivenName(a.fullName, b.fullName));
}

/** Units by rank, and equal ranks in dictionary order. */
export function unitsInPrintOrder(winners: readonly CollectiveWinner[]): CollectiveWinner[] {
  return [...winners].sort((a, b) => a.rank - b.rank || compareVietnamese(a.unitName, b.unitName));
}

/** A signed paper must not state a sum that its rows do not give: fails when it would. */
export function assertTotalsAgree(report: PrizeReport): void {
  const { amount } = totalsOf(report);
  if (report.totals.amount !== amount)
    throw new Error(`prize report: stated total ${report.totals.amount}, rows give ${amount}`);
}

/** "Nhất" for a column headed "Giải". */
export function shortPrizeName(prizeName: string): string {
  return prizeName.replace(/^giải\s+/iu, '');
}

/** Titles are stored bare or with their first word; the paper needs: Cuộc thi “…”. */
export function namedContest(contestTitle: string): string {
  return /^(cuộc thi|hội thi)/iu.test(contestTitle) ? contestTitle : `Cuộc thi “${contestTitle}”`;
}
