/**
 * Which options of a raw question are right: from its key line, a list of keys, asterisks or formatting. When two of them
 * say different things, that is a problem and never a choice made in silence.
 */
import type { ImportProblem, ImportProblemName } from '../../rules/import-preview.ts';
import { letterKey, truthKey } from './plain-text-keys.ts';
import { cut } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import { standouts } from './plain-text-marks.ts';
import type { MarkName } from './plain-text-marks.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { truthOf } from './plain-text-words.ts';

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

/** How many questions of the file each kind of formatting would give a key. */
export type LookCounts = ReadonlyMap<MarkName, number>;

export function lookCounts(questions: readonly RawQuestion[]): LookCounts {
  const counts = new Map<MarkName, number>();
  for (const question of questions) {
    for (const { by } of standouts(question.options)) counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  return counts;
}

interface Source {
  readonly places: readonly number[];
  /** A letter that no option has. */
  readonly unknown: string;
  readonly isByLook: boolean;
  readonly rest: Line | null;
}

/** The choice that a question's lettered options are keyed by; no places: no key was found. */
export function choiceOf(raw: RawQuestion, looks: LookCounts, questionCount: number): Choice {
  const look = byLook(raw, looks);
  const written = [...byLine(raw), ...byList(raw), ...byStar(raw)];
  const sources = [...written, ...(look ? [look.source] : [])];
  const [first] = sources;
  if (!first) return { places: [], isByLook: false, rest: null, problems: [] };
  const problems: Noted[] = [];
  const unknown = sources.find((source) => source.unknown !== '')?.unknown ?? '';
  if (unknown !== '') problems.push({ name: 'key-not-an-option', weight: 'stops', params: { key: unknown } });
  const other = sources.find((source) => !sameSet(source.places, first.places));
  if (other && unknown === '') {
    // A stray bold option in a file keyed by lines is worth a look; two written keys, or a look all go by, must be settled.
    const isStray = other.isByLook && (look?.count ?? 0) < questionCount / 2;
    problems.push({
      name: 'keys-disagree',
      weight: isStray ? 'doubt' : 'stops',
      params: { first: lettersOf(raw, first.places), second: lettersOf(raw, other.places) },
    });
  }
  return { places: first.places, isByLook: first.isByLook, rest: first.rest, problems };
}

function byLine(raw: RawQuestion): Source[] {
  const [line, ...more] = raw.fields.get('key') ?? [];
  const inStem = raw.stem.map(keyInStem).find((key) => key !== null);
  const found = [...(line ? [line, ...more] : []), ...(inStem ? [inStem] : [])];
  return found.flatMap((value) => sourceOf(raw, value));
}

/** `… là gì? (B)`, `… (Đáp án: B)` at the end of a stem. */
export function keyInStem(line: Line): Line | null {
  const found = /\(\s*(?:(?:đáp án|đ\/?a|key)\s*(?::\s*)?)?([A-J](?:\s*,\s*[A-J])*)\s*\)\s*$/iu.exec(line.text);
  if (!found || found[1] !== found[1]?.toUpperCase()) return null;
  const from = found.index + found[0].indexOf(found[1] ?? '');
  return cut(line, from, from + (found[1] ?? '').length);
}

function byList(raw: RawQuestion): Source[] {
  return raw.listed.filter(({ text }) => text !== '').flatMap(({ text }) => sourceOf(raw, null, text));
}

function byStar(raw: RawQuestion): Source[] {
  const places = raw.options.flatMap((option, at) => (option.isStarred ? [at] : []));
  const isClear = places.length > 0 && places.length < raw.options.length;
  return isClear ? [{ places, unknown: '', isByLook: false, rest: null }] : [];
}

function byLook(raw: RawQuestion, looks: LookCounts): { readonly source: Source; readonly count: number } | null {
  const found = standouts(raw.options).sort((a, b) => (looks.get(b.by) ?? 0) - (looks.get(a.by) ?? 0));
  const [best] = found;
  if (!best) return null;
  return { source: { places: best.options, unknown: '', isByLook: true, rest: null }, count: looks.get(best.by) ?? 0 };
}

/** Letters, or the text of an option, or Đúng/Sai where those are the options. */
function sourceOf(raw: RawQuestion, line: Line | null, text = line?.text ?? ''): Source[] {
  const bare = (words: string): string =>
    words
      .toLowerCase()
      .replace(/\s+/gu, ' ')
      .replace(/(?<![.;,])[.;,]+$/u, '')
      .trim();
  const key = letterKey(text);
  const isLetters = key !== null && key.rest === '' && key.letters.every((letter) => placeOf(raw, letter) >= 0);
  const byText = raw.options.findIndex(({ body }) => bare(body.text) !== '' && bare(body.text) === bare(text));
  if (byText >= 0 && !isLetters) return [{ places: [byText], unknown: '', isByLook: false, rest: null }];
  if (key) {
    const places = key.letters.map((letter) => placeOf(raw, letter));
    const unknown = key.letters.filter((_, i) => (places[i] ?? -1) < 0).join(', ');
    const known = places.filter((at) => at >= 0);
    const said = raw.options[known[0] ?? -1]?.body.text ?? '';
    const isRepeat = key.rest === '' || bare(said).startsWith(bare(key.rest));
    const rest = isRepeat || !line ? null : cut(line, line.text.length - key.rest.length);
    return [{ places: known, unknown, isByLook: false, rest }];
  }
  const truth = truthOf(text);
  const byTruth = raw.options.findIndex(({ body }) => truth !== null && truthOf(body.text) === truth);
  return byTruth < 0 ? [] : [{ places: [byTruth], unknown: '', isByLook: false, rest: null }];
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

/** Truth of each statement: after them (`(Đ)`), in the key line, or in a list of keys. */
export function truthsOf(raw: RawQuestion): { readonly truths: readonly boolean[]; readonly isInline: boolean } | null {
  const count = raw.options.length;
  const inline = raw.options.map(({ body }) => truthAtEnd(body.text)?.truth ?? null);
  if (count >= 2 && inline.every((truth) => truth !== null)) {
    return { truths: inline.map((truth) => truth === true), isInline: true };
  }
  const lines = raw.fields.get('key') ?? [];
  const written = [lines.map(({ text }) => text).join(', '), ...raw.listed.map(({ text }) => text)];
  const truths = written.map((text) => truthKey(text, count)).find((found) => found !== null);
  return truths ? { truths, isInline: false } : null;
}

/** `… năm 1945. (Đ)`, `… – Sai`, `… năm 1945. Đ`. */
export function truthAtEnd(text: string): { readonly truth: boolean; readonly at: number } | null {
  const found =
    /(?<!\s)\s*(?:[([]\s*(đúng|sai|đ|s)\s*[)\]]|(?:[-–→:]|=>)\s*(đúng|sai|Đ|S)|(?<=[.;!]\s|\s\s|\t)(đúng|sai|Đ|S))\s*\.?$/iu.exec(
      text,
    );
  const truth = truthOf(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
  return found && found.index > 0 && truth !== null ? { truth, at: found.index } : null;
}

export function lettersOf(raw: RawQuestion, places: readonly number[]): string {
  return places.map((at) => raw.options[at]?.letter ?? '?').join(', ');
}

function sameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((at) => b.includes(at));
}
