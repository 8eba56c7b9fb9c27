/** One changed file of a fuzz, by seed and number: which sound file, and what was done to it. */
import { bytesMutations } from './mutate-bytes.ts';
import { encoded, textMutations } from './mutate-text.ts';
import type { TextMutation } from './mutate-text.ts';
import { inWords, xmlMutations } from './mutate-xml.ts';
import { zipMutations } from './mutate-zip.ts';
import { fuzzFormats, type Corpus, type FuzzFormat, type SoundFile } from './corpus.ts';
import { makeDice, type Dice } from './dice.ts';
import { rawZip } from './raw-zip.ts';

export interface FuzzCase {
  readonly number: number;
  readonly format: FuzzFormat;
  readonly bytes: Uint8Array;
  /** Names of the changes, in their order. */
  readonly how: string;
}

export interface FuzzSeed {
  readonly seed: number;
  /** Characters that one change may add. */
  readonly lengthMax: number;
}

/** The same corpus, seed and number are always the same bytes. */
export function caseAt(corpus: Corpus, { seed, lengthMax }: FuzzSeed, number: number): FuzzCase {
  const dice = makeDice(`${seed}/${number}`, lengthMax);
  const format = fuzzFormats[number % fuzzFormats.length] ?? 'word';
  const sound = dice.oneOf(corpus[format]);
  const other = dice.oneOf(corpus[dice.oncePer(2) ? format : dice.oneOf(fuzzFormats)]);
  const changed = sound.parts === null ? changedText(sound, other, dice) : changedPackage(sound, other, dice);
  return { number, format, ...changed };
}

type Changed = Pick<FuzzCase, 'bytes' | 'how'>;

const named = <T>(mutations: Readonly<Record<string, T>>, dice: Dice): [name: string, mutation: T] =>
  dice.oneOf(Object.entries(mutations));

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** One change, often more: of the words, and where there are tags of those too. */
function changedWords(text: string, dice: Dice, other: string): { text: string; how: string[] } {
  const isXml = /^\s*</u.test(text);
  const how: string[] = [];
  let changed = text;
  for (let left = dice.oneOf([1, 1, 1, 2, 3]); left > 0 && changed.length < 4_000_000; left -= 1) {
    const ofTags = isXml && dice.oncePer(2);
    const [name, mutation] = named<TextMutation>(ofTags ? xmlMutations : textMutations, dice);
    const isInside = isXml && !ofTags && !dice.oncePer(4);
    changed = (isInside ? inWords(mutation) : mutation)(changed, dice, other);
    how.push(isInside ? `words:${name}` : ofTags ? `xml:${name}` : `text:${name}`);
  }
  return { text: changed, how };
}

function changedText(sound: SoundFile, other: SoundFile, dice: Dice): Changed {
  if (dice.oncePer(7)) return changedBytes(sound, other, dice);
  const { text, how } = changedWords(decoded(sound.bytes), dice, decoded(other.bytes));
  return { bytes: encoded(text, dice), how: how.join(' ') };
}

function changedBytes(sound: SoundFile, other: SoundFile, dice: Dice): Changed {
  const [name, mutation] = named(bytesMutations, dice);
  return { bytes: mutation(sound.bytes, dice, other.bytes), how: `bytes:${name}` };
}

function changedPackage(sound: SoundFile, other: SoundFile, dice: Dice): Changed {
  const parts = sound.parts ?? new Map<string, Uint8Array>();
  const way = dice.below(10);
  if (way === 0) return changedBytes(sound, other, dice);
  if (way <= 2) {
    const [name, mutation] = named(zipMutations, dice);
    return { bytes: mutation(parts, dice, other.parts ?? parts), how: `zip:${name}` };
  }
  const changed = new Map(parts);
  const how: string[] = [];
  const texts = [...parts.keys()].filter((path) => /\.(?:xml|rels|ya?ml)$/iu.test(path));
  // The part with the questions is the one that readers read most of.
  const largest = texts.toSorted((a, b) => (parts.get(b)?.length ?? 0) - (parts.get(a)?.length ?? 0))[0] ?? '';
  for (let left = dice.oneOf([1, 1, 2]); left > 0; left -= 1) {
    const path = dice.oncePer(2) ? largest : dice.oneOf(texts);
    const otherText = decoded([...(other.parts ?? new Map([['', other.bytes]])).values()].at(-1) ?? other.bytes);
    const words = changedWords(decoded(changed.get(path) ?? new Uint8Array()), dice, otherText);
    changed.set(path, encoded(words.text, dice));
    how.push(`${path}(${words.how.join(' ')})`);
  }
  return { bytes: rawZip([...changed].map(([name, content]) => ({ name, content }))), how: how.join(' ') };
}
