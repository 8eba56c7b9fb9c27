/** Pearson's test of "all equally likely". Seeds are fixed, so a test that passes once passes always. */
export function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** What chance stays under 999 times of 1000 (Wilson and Hilferty's approximation). */
export function chiSquareMax(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3;
}
