/** Awards put together by prize, in the order they came, with their sums; pure. */
import type { AwardView } from '../../server/wire/http/staff.ts';

export interface PrizeGroup {
  readonly prizeId: string;
  readonly name: AwardView['prizeName'];
  readonly awards: readonly AwardView[];
  /** Đồng. */
  readonly amount: number;
}

export function groupByPrize(awards: readonly AwardView[]): PrizeGroup[] {
  const ids = [...new Set(awards.map((award) => award.prizeId))];
  return ids.flatMap((prizeId) => {
    const members = awards.filter((award) => award.prizeId === prizeId);
    const [first] = members;
    return first ? [{ prizeId, name: first.prizeName, awards: members, amount: totalOf(members) }] : [];
  });
}

export const totalOf = (awards: readonly AwardView[]): number => awards.reduce((sum, award) => sum + award.amount, 0);
