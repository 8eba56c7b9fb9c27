/** Which questions are to be looked at first; pure. */
import type { ItemView } from '../../../server/wire/http/statistics.ts';

export type ItemSort = 'flags' | 'facility' | 'discrimination' | 'code';

/** Gravest first; `too-few` says only that nothing can be said. */
const gravity = ['inverse', 'weak', 'too-hard', 'too-easy', 'option-unused'];

export const needsLook = ({ flags }: Pick<ItemView, 'flags'>): boolean => flags.some((flag) => gravity.includes(flag));

const rankOf = ({ flags }: ItemView): number =>
  Math.min(gravity.length, ...flags.map((flag) => gravity.indexOf(flag)).filter((at) => at >= 0));

const byCode = (a: ItemView, b: ItemView): number => (a.questionId < b.questionId ? -1 : 1);

const orders: Record<ItemSort, (a: ItemView, b: ItemView) => number> = {
  flags: (a, b) => rankOf(a) - rankOf(b),
  facility: (a, b) => a.facility - b.facility,
  // Those that cannot be told come last.
  discrimination: (a, b) => (a.discrimination ?? 2) - (b.discrimination ?? 2),
  code: () => 0,
};

export const inOrder = (items: readonly ItemView[], sort: ItemSort): ItemView[] =>
  items.toSorted((a, b) => orders[sort](a, b) || byCode(a, b));

/** heig-quiz's bands. */
export function strengthOf({ discrimination, flags }: ItemView): 'bad' | 'weak' | 'fair' | 'good' | 'none' {
  if (flags.includes('inverse')) return 'bad';
  if (discrimination === null) return 'none';
  return discrimination < 0.2 ? 'weak' : discrimination < 0.3 ? 'fair' : 'good';
}
