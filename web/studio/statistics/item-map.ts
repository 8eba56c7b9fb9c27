/** Questions as points of a plane, how many are right across and how well it tells people apart up; pure, draws nothing. */
import type { ItemView } from '../../../server/wire/http/statistics.ts';
import { strengthOf } from './item-order.ts';

/** What the figures say of a question in one word, gravest first. */
export const zones = ['inverse', 'too-hard', 'too-easy', 'weak', 'fair', 'good'] as const;
export type Zone = (typeof zones)[number];

/** Where the plane is shaded: the same bounds by which the server flags. */
export const bounds = { hardTo: 0.2, easyFrom: 0.95, goodFrom: 0.3 } as const;

export interface ItemPoint {
  readonly item: ItemView;
  readonly facility: number;
  readonly discrimination: number;
  readonly zone: Zone;
}

function zoneOf(item: ItemView): Zone {
  const flagged = zones.slice(0, 4).find((zone) => item.flags.includes(zone));
  if (flagged) return flagged;
  const strength = strengthOf(item);
  return strength === 'good' || strength === 'weak' ? strength : 'fair';
}

/** From the fewest right to the most; without those of which nothing can be said yet. */
export const pointsOf = (items: readonly ItemView[]): ItemPoint[] =>
  items
    .flatMap((item) => {
      const { facility, discrimination, flags } = item;
      if (discrimination === null || flags.includes('too-few')) return [];
      return [{ item, facility, discrimination, zone: zoneOf(item) }];
    })
    .sort((a, b) => a.facility - b.facility || a.discrimination - b.discrimination);

/** Lowest and highest discrimination drawn, in steps of 0.2; some room below 0 always, where the grave ones are. */
export function rangeOf(points: readonly ItemPoint[]): { readonly low: number; readonly high: number } {
  const all = points.map(({ discrimination }) => discrimination);
  const [low, high] = [Math.min(-0.2, ...all), Math.max(0.6, ...all)];
  return { low: Math.floor(low * 5 + 1e-9) / 5, high: Math.min(1, Math.ceil(high * 5 - 1e-9) / 5) };
}

/** The point that a key leads to from `from`: to the sides by facility, up and down by discrimination; undefined for other keys. */
export function neighbour(points: readonly ItemPoint[], from: ItemPoint, key: string): ItemPoint | undefined {
  const upwards = points.toSorted((a, b) => a.discrimination - b.discrimination);
  const ways: Readonly<Record<string, ItemPoint | undefined>> = {
    ArrowRight: points[points.indexOf(from) + 1] ?? from,
    ArrowLeft: points[points.indexOf(from) - 1] ?? from,
    ArrowUp: upwards[upwards.indexOf(from) + 1] ?? from,
    ArrowDown: upwards[upwards.indexOf(from) - 1] ?? from,
    Home: points[0],
    End: points.at(-1),
  };
  return ways[key];
}
