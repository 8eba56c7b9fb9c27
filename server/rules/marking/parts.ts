/** What several kinds share: positions of options, marks of one part, faults of counts. */
import type { Question } from '../question.ts';
import type { Given, KindFault, KindFaultName, Mark } from './kind.ts';

export const nothingGiven: Given = { choice: [], text: '' };

export const inFull = (isRight: boolean): Mark => ({ isRight, earned: isRight ? 1 : 0, of: 1 });

/** All parts are right, or each right one earns its share. */
export const byPart = (rightCount: number, of: number): Mark => ({
  isRight: of > 0 && rightCount === of,
  earned: rightCount,
  of: Math.max(1, of),
});

export const fault = (name: KindFaultName, params: Readonly<Record<string, string>> = {}): KindFault => ({
  name,
  params,
});

/** No fault when `count` is between the two, both allowed. */
export const counted = (
  name: KindFaultName,
  { kind }: Question,
  count: number,
  [min, max]: readonly [number, number],
): KindFault[] => (count >= min && count <= max ? [] : [fault(name, { count: String(count), kind })]);

/** Ids of a key that are no option, and those that it names twice. */
export function keyFaults({ key, options }: Question): KindFault[] {
  const strangers = key.filter((id) => !options.some((option) => option.id === id));
  const twice = [...new Set(key.filter((id, at) => key.indexOf(id) < at))];
  return [
    ...strangers.map((id) => fault('key-not-an-option', { id })),
    ...twice.map((id) => fault('repeated-key', { id })),
  ];
}

/** `a=1,c=0` as pairs, sorted by what stands before the sign. */
export const writePairs = (pairs: readonly (readonly [string, string])[]): string =>
  pairs
    .map(([left, right]) => `${left}=${right}`)
    .sort()
    .join(',');

/** The first pair of each left side; anything else in the text is left out. */
export function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of text === '' ? [] : text.split(',')) {
    const at = part.indexOf('=');
    const left = part.slice(0, Math.max(0, at));
    if (left !== '' && !pairs.has(left)) pairs.set(left, part.slice(at + 1));
  }
  return pairs;
}

/** What `decode` found, if encoding it gives the text again; nothing otherwise. */
export const onlyIf = (isSame: boolean, given: Given): Given => (isSame ? given : nothingGiven);
