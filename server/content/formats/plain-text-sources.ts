/**
 * Where a raw question's right options are written: in its key line, at the end of its stem, in a list of keys, as
 * asterisks. What people say with bold or colour is not written, and which source to believe is the answer's matter.
 */
import { letterKey } from './plain-text-keys.ts';
import { cut } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { truthOf } from './plain-text-words.ts';

export interface Source {
  /** Places of the options that it says are right, from 0, in its order. */
  readonly places: readonly number[];
  /** A letter that no option has. */
  readonly unknown: string;
  /** What was written after the key. */
  readonly rest: Line | null;
}

export interface Written {
  readonly sources: readonly Source[];
  /** What stands where a key should and cannot be read. */
  readonly unread: readonly string[];
}

/** Everything written of which options are right, the key line first. */
export function writtenOf(raw: RawQuestion): Written {
  const lines = raw.fields.get('key') ?? [];
  const inStem = raw.stem.map(keyInStem).find((key) => key !== null);
  const found = [...lines, ...(inStem ? [inStem] : [])].map((line) => ({ text: line.text, all: sourcesIn(raw, line) }));
  const listed = raw.listed
    .filter(({ text }) => text !== '')
    .map(({ text }) => ({ text, all: sourcesIn(raw, null, text) }));
  const all = [...found, ...listed];
  return {
    sources: [...all.flatMap((one) => one.all), ...starred(raw)],
    unread: all.flatMap((one) => (one.all.length === 0 ? [one.text] : [])),
  };
}

/** `… là gì? (B)`, `… (Đáp án: B)` at the end of a stem. */
export function keyInStem(line: Line): Line | null {
  const found = /\(\s*(?:(?:đáp án|đ\/?a|key)\s*(?::\s*)?)?([A-J](?:\s*,\s*[A-J])*)\s*\)\s*$/iu.exec(line.text);
  if (!found || found[1] !== found[1]?.toUpperCase()) return null;
  const from = found.index + found[0].indexOf(found[1] ?? '');
  return cut(line, from, from + (found[1] ?? '').length);
}

function starred(raw: RawQuestion): Source[] {
  const places = raw.options.flatMap((option, at) => (option.isStarred ? [at] : []));
  const isClear = places.length > 0 && places.length < raw.options.length;
  return isClear ? [{ places, unknown: '', rest: null }] : [];
}

const bare = (words: string): string =>
  words
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/(?<![.;,])[.;,]+$/u, '')
    .trim();

/** Letters, or the text of an option, or Đúng/Sai where those are the options; two where one line says two things. */
function sourcesIn(raw: RawQuestion, line: Line | null, text = line?.text ?? ''): Source[] {
  const key = letterKey(text);
  const isLetters = key !== null && key.rest === '' && key.letters.every((letter) => placeOf(raw, letter) >= 0);
  const byText = raw.options.findIndex(({ body }) => bare(body.text) !== '' && bare(body.text) === bare(text));
  if (byText >= 0 && !isLetters) return [{ places: [byText], unknown: '', rest: null }];
  if (key) {
    const said = lettersSource(raw, key.letters);
    const own = raw.options[said.places[0] ?? -1]?.body.text ?? '';
    const isRepeat = key.rest === '' || bare(own).startsWith(bare(key.rest));
    // `A. C`: either of them may be meant.
    const other = isRepeat ? null : letterKey(key.rest);
    if (other?.rest === '') return [said, lettersSource(raw, other.letters)];
    const rest = isRepeat || !line ? null : cut(line, line.text.length - key.rest.length);
    return [{ ...said, rest }];
  }
  const truth = truthOf(text);
  const byTruth = raw.options.findIndex(({ body }) => truth !== null && truthOf(body.text) === truth);
  return byTruth < 0 ? [] : [{ places: [byTruth], unknown: '', rest: null }];
}

function lettersSource(raw: RawQuestion, letters: readonly string[]): Source {
  const places = letters.map((letter) => placeOf(raw, letter));
  const unknown = letters.filter((_, i) => (places[i] ?? -1) < 0).join(', ');
  return { places: places.filter((at) => at >= 0), unknown, rest: null };
}

/** By the letter printed; letters that go on counting from question to question are by place. A letter printed twice is none. */
function placeOf(raw: RawQuestion, letter: string): number {
  const printed = raw.options.map((option) => option.letter);
  if (printed[0] !== 'A') {
    const at = letter.charCodeAt(0) - 65;
    return printed.includes(letter) ? printed.indexOf(letter) : at < printed.length ? at : -1;
  }
  return printed.filter((one) => one === letter).length === 1 ? printed.indexOf(letter) : -1;
}
