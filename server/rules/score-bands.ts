/** Fifths of a round's attempts by total score. Equal scores are in the same fifth, so the order of attempts means nothing. */

export const bandCount = 5;

/**
 * The fifth of a score, 0 the lowest, from how many attempts had each score. Where many have the same score a fifth may
 * be empty and another large: people who are equal cannot be told apart.
 */
export function bandsOf(countByScore: ReadonlyMap<number, number>): (score: number) => number {
  const total = [...countByScore.values()].reduce((sum, count) => sum + count, 0);
  const bands = new Map<number, number>();
  let below = 0;
  for (const [score, count] of [...countByScore].sort(([a], [b]) => a - b)) {
    // The middle of those who share the score decides.
    bands.set(score, Math.min(bandCount - 1, Math.floor((bandCount * (2 * below + count)) / (2 * total))));
    below += count;
  }
  return (score) => bands.get(score) ?? 0;
}
