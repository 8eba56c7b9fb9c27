/** Scales of charts: round steps for counts, round instants for time, empty buckets filled in. Pure; draws nothing. */

/** 0, step, 2 × step … up to or over `most`, in about `count` steps of 1, 2 or 5 × a power of ten; never a fraction. */
export function countTicks(most: number, count = 4): number[] {
  const rough = Math.max(1, most / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? 10 * power;
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < most) ticks.push((ticks.at(-1) ?? 0) + step);
  return ticks.length > 1 ? ticks : [0, step];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const steps = [hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs, ...[1, 2, 7, 14, 30, 90].map((days) => days * dayMs)];

/** Round instants from `from` to `to`, at most `countMax`. `offsetMs` is the zone's distance from UTC: days begin there. */
export function timeTicks(from: number, to: number, countMax: number, offsetMs: number): number[] {
  const step =
    steps.find((size) => (to - from) / size <= countMax) ?? Math.ceil((to - from) / countMax / dayMs) * dayMs;
  const first = Math.ceil((from + offsetMs) / step) * step - offsetMs;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}

/** Every bucket from the first to the last, those without a row as `empty` makes them. Gaps wider than `countMax` stay gaps. */
export function fillBuckets<T extends { readonly at: number }>(
  rows: readonly T[],
  bucketMs: number,
  empty: (at: number) => T,
  countMax = 1_000,
): T[] {
  const sorted = rows.toSorted((a, b) => a.at - b.at);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (!first || !last || bucketMs <= 0) return sorted;
  const count = Math.round((last.at - first.at) / bucketMs) + 1;
  if (count > countMax) return sorted;
  const known = new Map(sorted.map((row) => [row.at, row]));
  return Array.from({ length: count }, (_, index) => {
    const at = first.at + index * bucketMs;
    return known.get(at) ?? empty(at);
  });
}
