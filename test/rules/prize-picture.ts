/**
 * Standings and prizes in a line. "A1 B2 C2 D4" is names with ranks ("A1/x" is of category x), where
 * rank r has 100 − r points; "nhat 1 × 2000 share" is a prize's id, quota, amount and tie policy.
 */
import type { IndividualPrize, TiePolicy } from '../../server/rules/contest.ts';
import type { ParticipantId } from '../../server/rules/ids.ts';
import { allocatePrizes, type PrizeRow } from '../../server/rules/prizes.ts';

export function standing(text: string): PrizeRow[] {
  return text.split(' ').flatMap((word) => {
    const [, name = '', rank, category = ''] = /^([^\d]+)(\d+)(?:\/(.+))?$/.exec(word) ?? [];
    return name === '' ? [] : [rowOf(name, Number(rank), category)];
  });
}
export const rowOf = (name: string, rank: number, categoryId: string): PrizeRow => ({
  participantId: name as ParticipantId,
  categoryId,
  rank,
  score: 100 - rank,
});

export function prize(text: string, more: Partial<IndividualPrize> = {}): IndividualPrize {
  const [, id = '', quota, amount, policy] = /^(\S+) (\d+) × (\d+) (\S+)$/.exec(text) ?? [];
  const name = { vi: id, en: id };
  const tiePolicy = policy as TiePolicy;
  const counts = { quota: Number(quota), amount: Number(amount), tiePolicy };
  return { kind: 'individual', scope: 'round', id, name, categoryId: null, minScore: 0, ...counts, ...more };
}

export function give(
  prizes: readonly (string | IndividualPrize)[],
  rows: string | readonly PrizeRow[],
  won = '',
  drawSeed = '5eed',
) {
  return allocatePrizes({
    prizes: prizes.map((one) => (typeof one === 'string' ? prize(one) : one)),
    rows: typeof rows === 'string' ? standing(rows) : rows,
    alreadyWon: new Set(won.split(' ') as ParticipantId[]),
    drawSeed,
  });
}
