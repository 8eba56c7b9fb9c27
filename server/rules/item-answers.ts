/** Which answers a question got, by fifth of the total score: by option where there are options, by text where people write. */
import type { QuestionKind } from './question.ts';
import { bandCount } from './score-bands.ts';

/** Free answers shown by themselves; the rest are counted together. */
export const answersMax = 10;
/** Different texts kept while counting, so that a million wild answers need no memory; later new ones are others. */
const textsMax = 2_000;

export interface Seen {
  add(response: string, band: number): void;
  table(): { chosen: Record<string, number[]>; others: number[] };
}

/** Kinds whose answers are sets of parts; of the others the whole answer is one text. */
const isInParts: Readonly<Record<QuestionKind, boolean>> = {
  single: true,
  multiple: true,
  'true-false': true,
  grid: true,
  matching: true,
  ordering: false,
  number: false,
  text: false,
};

const nobody = (): number[] => Array.from({ length: bandCount }, () => 0);

export function answersSeen(kind: QuestionKind): Seen {
  const seen = new Map<string, number[]>();
  const lost = nobody();
  const count = (answer: string, band: number): void => {
    const known = seen.get(answer) ?? (seen.size < textsMax ? nobody() : lost);
    if (known !== lost) seen.set(answer, known);
    known[band] = (known[band] ?? 0) + 1;
  };
  return {
    add(response, band) {
      if (response === '' || !isInParts[kind]) count(response, band);
      else for (const part of response.split(',')) count(part, band);
    },
    table() {
      const sorted = [...seen].sort(([a, left], [b, right]) => sum(right) - sum(left) || (a < b ? -1 : 1));
      const free = isInParts[kind] ? [] : sorted.filter(([answer]) => answer !== '').slice(answersMax);
      const others = free.reduce((all, [, bands]) => all.map((n, at) => n + (bands[at] ?? 0)), lost);
      const hidden = new Set(free.map(([answer]) => answer));
      return { chosen: Object.fromEntries(sorted.filter(([answer]) => !hidden.has(answer))), others };
    },
  };
}

const sum = (bands: readonly number[]): number => bands.reduce((total, n) => total + n, 0);
