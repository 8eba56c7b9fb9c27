/** Long lists with turns of the event loop between: a hundred thousand rows at once would hold it for half a second. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Looked at in one turn. */
const runMax = 2_000;

/** As `items.map`. */
export async function mapInTurns<T, U>(items: readonly T[], of: (item: T, at: number) => U): Promise<U[]> {
  const mapped: U[] = [];
  for (const [at, item] of items.entries()) {
    mapped.push(of(item, at));
    if (mapped.length % runMax === 0) await nextTurn();
  }
  return mapped;
}

/** A new array; equals stay in their order. */
export async function sortInTurns<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += runMax) {
    runs.push(items.slice(at, at + runMax).sort(compare));
    await nextTurn();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const isLeft = r >= right.length || (l < left.length && compare(left[l] as T, right[r] as T) <= 0);
    merged.push((isLeft ? left[l++] : right[r++]) as T);
    if (merged.length % runMax === 0) await nextTurn();
  }
  return merged;
}
