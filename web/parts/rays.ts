/** Geometry of the bronze drum, as SVG path text in a 200 × 200 box. Drawing only; no state, no colour. */

const centre = 100;

const point = (radius: number, turn: number): string => {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(centre + radius * Math.cos(angle)).toFixed(2)} ${(centre + radius * Math.sin(angle)).toFixed(2)}`;
};

/** Ray `index` of `count`, from `inner` to `outer` radius. */
export const ray = (index: number, count: number, inner: number, outer: number, lean = 0): string =>
  `M${point(inner, index / count)}L${point(outer, (index + lean) / count)}`;

/** All rays of a ring in one path. */
export const rays = (count: number, inner: number, outer: number, lean = 0): string =>
  Array.from({ length: count }, (_, index) => ray(index, count, inner, outer, lean)).join('');

/** A closed star with `points` points. */
export const star = (points: number, inner: number, outer: number): string =>
  `M${Array.from({ length: points * 2 }, (_, index) => point(index % 2 ? inner : outer, index / (points * 2))).join('L')}Z`;

/** A ring of small circles, each as two arcs. */
export const beads = (count: number, radius: number, size: number): string =>
  Array.from({ length: count }, (_, index) => {
    const at = point(radius, index / count);
    return `M${at}m${-size} 0a${size} ${size} 0 1 0 ${size * 2} 0a${size} ${size} 0 1 0 ${-size * 2} 0`;
  }).join('');

/** How many of `count` rays are lit for a share of 0…1. A share above nothing keeps one ray lit until the end. */
export const litRays = (share: number, count: number): number => Math.max(0, Math.min(count, Math.ceil(share * count)));
