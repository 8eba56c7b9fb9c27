/**
 * A list of keys (`BẢNG ĐÁP ÁN`, `1.A 2.B`, `Câu 3: B. Vì …`) while it is read, and its handing out to the questions
 * before it: by number, and where numbers start again in each section by the section's name or the order in which the
 * number comes. What fits nowhere is given back.
 */
import { splitFields } from './plain-text-fields.ts';
import { cut, isBlank } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import type { Ahead } from './plain-text-ahead.ts';
import { keyList, letterKey } from './plain-text-keys.ts';
import type { KeyEntry } from './plain-text-keys.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { isAnnounced, isEndMark, isFoot, isLikeReason } from './plain-text-trailing.ts';
import { fieldOf, keyHeading, sectionOf, startOf } from './plain-text-words.ts';

export class KeyListReader {
  readonly #entries: KeyEntry[] = [];
  /** Of the last entry, as long as lines come; all that joins it otherwise would be copied with every line. */
  #reason: Line[] = [];
  #guessed: Line[] = [];
  #section = '';
  readonly #isExplained: boolean;
  #isEnded = false;
  /** Behind an end mark nothing is a reason any more. */
  #isPast = false;

  /** `isExplained`: its heading says that reasons follow. */
  constructor(isExplained: boolean) {
    this.#isExplained = isExplained;
  }

  /** A section's title came: what follows are questions again. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  get entries(): readonly KeyEntry[] {
    return this.#entries;
  }

  /** Keys of the section that is open. */
  add(entries: readonly KeyEntry[]): void {
    this.#entries.push(...entries.map((entry) => ({ ...entry, section: this.#section })));
  }

  /** Takes a line inside a list of keys; false: the list is over. */
  take(line: Line, ahead: Ahead): boolean {
    const keys = this.#entries;
    const list = keyList(line.text);
    if (list) {
      this.add(list);
      return true;
    }
    const start = startOf(line.text);
    if (start) {
      const rest = cut(line, start.length);
      const field = fieldOf(rest.text);
      const value = field?.name === 'key' ? cut(rest, field.length) : rest;
      const key = letterKey(value.text);
      const reason = field?.name === 'key' ? value : rest;
      if (!key && ahead.isOptionNext()) return false;
      if (key) {
        const text = key.letters.join(', ');
        const [first = value] = splitFields(cut(value, value.text.length - key.rest.length));
        this.#open(start.number, text, isBlank(first) ? [] : [first]);
      } else this.#open(start.number, '', [reason]);
      return true;
    }
    const named = sectionOf(line.text);
    if (named && !ahead.isQuestionNext()) {
      this.#section = named.prefix;
      return true;
    }
    if (named || line.heading > 0) {
      this.#isEnded = true;
      return false;
    }
    return keyHeading.test(line.text) || this.#reasonOf(keys, line);
  }

  /** Text under `Câu 3: B` is why, if it is not the end of the paper. */
  #reasonOf(keys: KeyEntry[], line: Line): boolean {
    const last = keys.at(-1);
    this.#isPast ||= isEndMark(line.text);
    if (!last?.reason || this.#isPast || isFoot(line.text, true)) return false;
    const field = fieldOf(line.text);
    const value = field ? cut(line, field.length) : line;
    const key = field?.name === 'key' ? letterKey(value.text) : null;
    if (key) {
      keys[keys.length - 1] = { ...last, text: key.letters.join(', ') };
      return true;
    }
    const goesOn = this.#guessed.length === 0 && (this.#reason.length > 0 || last.text === '');
    const isReason = this.#isExplained || goesOn || field !== null || isAnnounced(line.text);
    if (!isReason && !isLikeReason(line.text)) return false;
    this.#reason.push(value);
    if (!isReason) this.#guessed.push(value);
    return true;
  }

  #open(number: number, text: string, reason: Line[]): void {
    this.#reason = reason;
    this.#guessed = [];
    this.#entries.push({ number, text, section: this.#section, reason, guessed: this.#guessed });
  }
}

/** Gives each entry to its question; returns those that have none. `questions`: since the last list, in order. */
export function handOut(entries: readonly KeyEntry[], questions: readonly RawQuestion[]): KeyEntry[] {
  const lost: KeyEntry[] = [];
  const byNumber = new Map<number, { readonly alike: RawQuestion[]; keys: number; given: number }>();
  for (const question of questions) {
    const number = question.start?.number ?? -1;
    const known = byNumber.get(number);
    if (known) known.alike.push(question);
    else byNumber.set(number, { alike: [question], keys: 0, given: 0 });
  }
  for (const { number } of entries) {
    const known = byNumber.get(number);
    if (known) known.keys += 1;
  }
  for (const entry of entries) {
    const known = byNumber.get(entry.number);
    const question = known && (known.alike.length === 1 ? known.alike[0] : pick(known, entry));
    if (known) known.given += 1;
    if (question) question.listed.push(entry);
    else lost.push(entry);
  }
  return lost;
}

/** Questions before a list behind `Đáp án:` that are looked at; a longer one has a heading. */
const behindMax = 500;

/**
 * `Đáp án: 1B 2C 3A` under the last of `questions`: a list of keys where several of them have none of their own, and the
 * last has no numbered lines to which it could belong. `from`: the first question after the last list.
 */
export function listBehind(text: string, questions: readonly RawQuestion[], from: number): KeyEntry[] | null {
  const list = keyList(text);
  if (list === null || list.length < 2) return null;
  const near = questions.slice(Math.max(from, questions.length - behindMax));
  const keyless = new Set(near.flatMap(({ start, fields }) => (start && !fields.has('key') ? [start.number] : [])));
  const isOfMany = list.filter(({ number }) => keyless.has(number)).length >= 2;
  const hasLines = near.at(-1)?.stem.some((line) => /^\s*1\s*[.)]/u.test(line.text)) === true;
  return isOfMany && !hasLines ? list : null;
}

function pick(
  { alike, keys, given }: { readonly alike: readonly RawQuestion[]; readonly keys: number; readonly given: number },
  entry: KeyEntry,
): RawQuestion | undefined {
  const same = (prefix: string): boolean => prefix.toLowerCase() === entry.section.toLowerCase();
  const inSection = entry.section === '' ? [] : alike.filter((question) => question.prefixes.some(same));
  if (inSection.length === 1) return inSection[0];
  // As many keys as questions of this number: the first key is the first question's.
  return keys === alike.length ? alike[given] : undefined;
}
