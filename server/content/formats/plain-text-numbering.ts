/**
 * The numbers of a file's questions as its author would check them: two of one number, and numbers that are left out. A
 * question that was overlooked, or keys that slipped by one, are seen here first.
 */
import { problemAt } from './draft.ts';
import type { Found } from './draft.ts';
import type { RawQuestion } from './plain-text-raw.ts';

/** Two questions of one number in one section: the later is told, since a key list may have meant either. */
export function withRepeatedLabels(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.map((one) => {
    const name = [...one.topicPath, one.place.label.toLowerCase()].join('\n');
    const isRepeated = one.place.label !== '' && seen.has(name);
    seen.add(name);
    if (!isRepeated) return one;
    const problem = problemAt(one.place, 'repeated-label', 'doubt', { label: one.place.label });
    return { ...one, problems: [...one.problems, problem] };
  });
}

/** Gaps that are named; a file with more is a choice out of another. */
const gapsMax = 10;

/**
 * Numbers that no question has, as `3, 7–9`, or ''. A number in the place of one that comes twice is a slip of the pen
 * and told there; where numbers start again, they are counted again.
 */
export function skippedNumbers(questions: readonly RawQuestion[]): string {
  const gaps = runsOf(questions).flatMap((run) => {
    const numbers = [...new Set(run)].sort((a, b) => a - b);
    const inRun = numbers.flatMap((number, at): (readonly [from: number, to: number])[] => {
      const before = numbers[at - 1] ?? number;
      return number > before + 1 ? [[before + 1, number - 1]] : [];
    });
    const missing = inRun.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    return missing > run.length - numbers.length ? inRun : [];
  });
  const named = gaps.slice(0, gapsMax).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return [...named, ...(gaps.length > gapsMax ? ['…'] : [])].join(', ');
}

/** Numbers that go on from question to question; a new run at each 1, and at a lower number in another section. */
function runsOf(questions: readonly RawQuestion[]): number[][] {
  const runs: number[][] = [];
  let section = '';
  for (const { start, topicPath } of questions) {
    if (!start) continue;
    const last = runs.at(-1);
    const own = topicPath.join('\n');
    const isNew = start.number === 1 || (own !== section && start.number <= (last?.at(-1) ?? 0));
    if (last && !isNew) last.push(start.number);
    else runs.push([start.number]);
    section = own;
  }
  return runs;
}
