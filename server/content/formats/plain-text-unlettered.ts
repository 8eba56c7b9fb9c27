/**
 * Options that people wrote without letters: bullets, numbers, or plain lines of which one is the key's text or stands
 * out. Found only where a question has no lettered ones, and only at the end of its stem.
 */
import { draftLimits } from './draft.ts';
import { letterKey } from './plain-text-keys.ts';
import { cut, textLine } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import { standouts } from './plain-text-marks.ts';
import { bulletLength } from './plain-text-options.ts';
import type { RawOption, RawQuestion } from './plain-text-raw.ts';

/** The question with such options taken out of its stem, or as it was. */
export function withFoundOptions(raw: RawQuestion): RawQuestion {
  if (raw.options.length > 0 || raw.stem.length < 3 || raw.fields.has('kind')) return raw;
  const key = (raw.fields.get('key') ?? raw.listed.map(({ text }) => textLine(text)))[0]?.text.trim() ?? '';
  const bullets = tailOf(raw.stem, (line) => bulletLength(line.text));
  if (bullets) return take(raw, bullets, key);
  const numbers = tailOf(raw.stem, (line, at) => numberLength(line.text, at));
  if (numbers && /^\d\b/u.test(key)) {
    const fields = new Map(raw.fields).set('key', [textLine(String.fromCharCode(64 + Number(key.charAt(0))))]);
    return take({ ...raw, fields, listed: [] }, numbers, 'A');
  }
  const plain = raw.stem.slice(1).map((line) => ({ line, body: line }));
  const isAmong = plain.some(({ line }) => bare(line.text) === bare(key));
  const isMarked =
    key === '' && plain.length <= 8 && standouts(plain.map(optionOf)).some(({ options }) => options.length === 1);
  return isAmong || isMarked ? take(raw, plain, 'A') : raw;
}

interface Tail {
  readonly line: Line;
  readonly body: Line;
}

/** The lines at the end of a stem that all have such a mark; at least two, and a stem left over. */
function tailOf(lines: readonly Line[], lengthOf: (line: Line, at: number) => number): Tail[] | null {
  for (let from = Math.max(1, lines.length - draftLimits.optionsMax); from <= lines.length - 2; from += 1) {
    const tail = lines.slice(from);
    const lengths = tail.map((line, at) => lengthOf(line, at));
    if (lengths.every((length) => length > 0))
      return tail.map((line, at) => ({ line, body: cut(line, lengths[at] ?? 0) }));
  }
  return null;
}

function numberLength(text: string, at: number): number {
  const found = /^\s*(\d)\s*[.)]\s*/u.exec(text);
  return Number(found?.[1]) === at + 1 ? (found?.[0].length ?? 0) : 0;
}

function take(raw: RawQuestion, tail: readonly Tail[], key: string): RawQuestion {
  const options = tail.map(optionOf);
  // A list under a stem is a list of choices only if something chooses among it.
  const isChosen =
    letterKey(key) !== null ||
    standouts(options).length > 0 ||
    options.some(({ body }) => bare(body.text) === bare(key));
  return isChosen
    ? { ...raw, stem: raw.stem.slice(0, raw.stem.length - tail.length), options, isUnlettered: true }
    : raw;
}

function optionOf({ body }: Tail, at: number): RawOption {
  const letter = String.fromCharCode(65 + at);
  return { letter, isLowerCase: false, isStarred: false, isAuto: true, label: textLine(''), body, more: [] };
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s.;,]+/gu, ' ')
    .trim();
}
