/**
 * Pearson's correlation from running sums of whole numbers, and several of them as one: each group's r becomes Fisher's z,
 * weighted by n − 3, and the mean is turned back. Knows nothing of questions.
 */

/** Sums of one group's pairs. */
export interface Pairs {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

const none: Pairs = { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };

/** Exact for whole numbers up to 10,000 and ninety million pairs. */
export function addPair(pairs: Pairs | undefined, x: number, y: number): Pairs {
  const sums = pairs ?? none;
  return {
    n: sums.n + 1,
    x: sums.x + x,
    y: sums.y + y,
    xx: sums.xx + x * x,
    yy: sums.yy + y * y,
    xy: sums.xy + x * y,
  };
}

/** null where one side never varies: everybody right, or nobody. */
export function correlation({ n, x, y, xx, yy, xy }: Pairs): number | null {
  const [spreadX, spreadY] = [xx - (x * x) / n, yy - (y * y) / n];
  if (n < 2 || spreadX <= 0 || spreadY <= 0) return null;
  const r = (xy - (x * y) / n) / Math.sqrt(spreadX * spreadY);
  return Math.max(-1, Math.min(1, r));
}

export interface Together {
  readonly r: number;
  /** How many standard errors r lies from 0. */
  readonly errors: number;
  /** Pairs it rests on. */
  readonly n: number;
}

/** A perfect r has no finite z; one short of it is as good. */
const rMax = 0.999_999;

/** Groups below `groupMin` pairs, and those in which nothing varies, are left out; null when none is left. */
export function combined(groups: readonly Pairs[], groupMin: number): Together | null {
  let [weights, sum, n] = [0, 0, 0];
  for (const pairs of groups) {
    const r = pairs.n < groupMin ? null : correlation(pairs);
    if (r === null) continue;
    weights += pairs.n - 3;
    sum += (pairs.n - 3) * Math.atanh(Math.max(-rMax, Math.min(rMax, r)));
    n += pairs.n;
  }
  if (weights <= 0) return null;
  const z = sum / weights;
  return { r: Math.tanh(z), errors: z * Math.sqrt(weights), n };
}
