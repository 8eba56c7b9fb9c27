/**
 * Which options of a raw question are right: from what is written, or else from formatting. When two of them say different
 * things, or a look is the key where the file is keyed otherwise, that is a problem and never a choice made in silence.
 */
import type { ImportProblem, ImportProblemName } from '../../rules/import-preview.ts';
import type { Line } from './plain-text-line.ts';
import { lookOf, samePlaces } from './plain-text-looks.ts';
import type { Look, Looks } from './plain-text-looks.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { writtenOf } from './plain-text-sources.ts';

export interface Choice {
  /** Places of the right options, from 0, in the order of the key. */
  readonly places: readonly number[];
  readonly isByLook: boolean;
  /** What was written after the key. */
  readonly rest: Line | null;
  readonly problems: readonly Noted[];
}

export interface Noted {
  readonly name: ImportProblemName;
  readonly weight: ImportProblem['weight'];
  readonly params: Readonly<Record<string, string>>;
}

const textMax = 200;

/** The choice that a question's lettered options are keyed by; no places: no key was found. */
export function choiceOf(raw: RawQuestion, looks: Looks, questionCount: number): Choice {
  const look = lookOf(raw, looks);
  const { sources, unread } = writtenOf(raw);
  const problems: Noted[] = [];
  const text = unread.join(' / ').slice(0, textMax);
  const [first] = sources;
  if (!first && !look) {
    // Nobody chose a key that cannot be read; its words stay in sight while somebody does.
    const said = text === '' ? (raw.listed.find((entry) => entry.text === '')?.reason?.[0]?.text ?? '') : text;
    if (said !== '') problems.push({ name: 'no-key', weight: 'stops', params: { text: said.slice(0, textMax) } });
    return { places: [], isByLook: false, rest: null, problems };
  }
  if (text !== '') problems.push({ name: 'text-left-over', weight: 'doubt', params: { text } });
  if (!first && look) {
    return { places: look.options, isByLook: true, rest: null, problems: [...problems, ...doubtsOf(raw, look)] };
  }
  const { places = [], rest = null } = first ?? {};
  const unknown = sources.find((source) => source.unknown !== '')?.unknown ?? '';
  if (unknown !== '') problems.push({ name: 'key-not-an-option', weight: 'stops', params: { key: unknown } });
  const other = sources.find((source) => !samePlaces(source.places, places))?.places;
  const seen = look && !samePlaces(look.options, places) ? look : null;
  const second = other ?? seen?.options;
  if (second && unknown === '') {
    // A stray bold option in a file keyed by lines is worth a look; two written keys, or a look all go by, must be settled.
    const isStray = !other && seen !== null && seen.count < questionCount / 2;
    problems.push(disagree(raw, places, second, isStray ? 'doubt' : 'stops'));
  }
  return { places, isByLook: false, rest, problems };
}

/** What makes a key by its look uncertain. */
function doubtsOf(raw: RawQuestion, { by, options, isOdd, rival }: Look): Noted[] {
  if (rival) return [disagree(raw, options, rival.options, 'stops')];
  return isOdd ? [{ name: 'key-guessed', weight: 'doubt', params: { key: lettersOf(raw, options), look: by } }] : [];
}

function disagree(
  raw: RawQuestion,
  first: readonly number[],
  second: readonly number[],
  weight: 'doubt' | 'stops',
): Noted {
  const params = { first: lettersOf(raw, first), second: lettersOf(raw, second) };
  return { name: 'keys-disagree', weight, params };
}

function lettersOf(raw: RawQuestion, places: readonly number[]): string {
  return places.map((at) => raw.options[at]?.letter ?? '?').join(', ');
}
