/** What is wrong with a question by its own figures, for people to look into: a flag is a hint, never a proof. */
import type { Together } from './correlation.ts';
import type { QuestionKind } from './question.ts';
import { bandCount } from './score-bands.ts';

/**
 * `inverse`: who is good elsewhere fails it, or prefers one and the same wrong option, so the key may be wrong. `weak`: it hardly tells the good from the rest.
 * `option-unused`: nobody fell for one of the wrong options. `too-few`: nothing can be said yet.
 */
export type ItemFlag = 'inverse' | 'weak' | 'too-easy' | 'too-hard' | 'option-unused' | 'too-few';

/** What a bank's table tells of results, gravest first. `ruled`: its key was ruled on, and the question is still as it was. */
export const resultFlagNames = ['ruled', 'inverse', 'weak', 'too-hard', 'too-easy', 'option-unused'] as const;
export type ResultFlagName = (typeof resultFlagNames)[number];

/** Below this no figure means anything; the same as for a discrimination. */
const attemptsMin = 10;
/** A spread of answers needs more: of ten people nobody chose C by chance alone. */
const spreadMin = 30;
/** heig-quiz's band; below 0 is inverse once it is two standard errors away, or every second bad draw would be called so. */
const weakBelow = 0.2;
const inverseErrors = -2;
const easyFrom = 0.95;
const hardTo = 0.2;

interface Figures {
  readonly attempts: number;
  readonly kind: QuestionKind;
  readonly facility: number;
  readonly together: Together | null;
  readonly chosen: Readonly<Record<string, readonly number[]>>;
  readonly options: readonly string[];
  readonly key: readonly string[];
}

/** In the order of their gravity. */
export function flagsOf(figures: Figures): ItemFlag[] {
  const { attempts, facility, together } = figures;
  if (attempts < attemptsMin) return ['too-few'];
  const flags: ItemFlag[] = [];
  const isInverse = (together !== null && together.errors < inverseErrors) || preferredByTheBest(figures) !== null;
  if (isInverse) flags.push('inverse');
  else if (together !== null && together.n >= spreadMin && together.r < weakBelow) flags.push('weak');
  if (facility <= hardTo) flags.push('too-hard');
  if (facility >= easyFrom) flags.push('too-easy');
  if (unusedOptions(figures).length > 0) flags.push('option-unused');
  return flags;
}

/** The rise of a share from the lowest to the highest fifth, in standard errors, that is no chance. */
const riseErrors = 2.5;

/**
 * The wrong option that the highest fifth chooses more than the right one, and clearly more than the lowest fifth does:
 * a wrong key hardly shows in a correlation when almost nobody chooses what it says. null where there is none, and for
 * questions that have not one right option.
 */
function preferredByTheBest({ kind, chosen, key }: Pick<Figures, 'kind' | 'chosen' | 'key'>): string | null {
  const right = chosen[key[0] ?? ''];
  if ((kind !== 'single' && kind !== 'true-false') || key.length !== 1) return null;
  const [lowest, highest] = [0, bandCount - 1].map((band) =>
    Object.values(chosen).reduce((sum, bands) => sum + (bands[band] ?? 0), 0),
  );
  if (!lowest || !highest || highest < attemptsMin || lowest < attemptsMin) return null;
  const rising = Object.entries(chosen).filter(([answer, bands]) => {
    if (answer === '' || key.includes(answer)) return false;
    const [low, high] = [bands[0] ?? 0, bands[bandCount - 1] ?? 0];
    const both = (low + high) / (lowest + highest);
    const error = Math.sqrt(both * (1 - both) * (1 / lowest + 1 / highest));
    return high > (right?.[bandCount - 1] ?? 0) && high / highest - low / lowest > riseErrors * error;
  });
  return rising.sort(([, a], [, b]) => (b[bandCount - 1] ?? 0) - (a[bandCount - 1] ?? 0))[0]?.[0] ?? null;
}

/** Wrong options that nobody chose, where enough people could have; a statement to judge has no such. */
function unusedOptions({
  attempts,
  kind,
  chosen,
  options,
  key,
}: Pick<Figures, 'attempts' | 'kind' | 'chosen' | 'options' | 'key'>): string[] {
  const hasDistractors = kind === 'single' || kind === 'multiple';
  if (attempts < spreadMin || !hasDistractors) return [];
  return options.filter((id) => !key.includes(id) && chosen[id] === undefined);
}
