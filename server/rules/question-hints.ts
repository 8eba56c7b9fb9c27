/**
 * What makes a question weak though nothing forbids it: told while it is written, dismissed with a word. Pure.
 * Each hint names what it saw, so that its text can say why.
 */
import { optionNamingOthers } from './options-named.ts';
import { plainText } from './question-text.ts';
import type { Question } from './question.ts';

export const hintNames = [
  'key-longest',
  'negative-without-emphasis',
  'all-of-the-above',
  'source-missing',
  'explanation-missing',
  'instrument-lapsed',
  'long-reading',
  'similar',
  'alt-missing',
] as const;
export type HintName = (typeof hintNames)[number];

export interface Hint {
  readonly name: HintName;
  readonly params: Readonly<Record<string, string>>;
}

export interface HintContext {
  /** ISO calendar day. */
  readonly day: string;
  /** What a contest gives for a question on average; null: no contest draws from the bank. */
  readonly secondsPerQuestion: number | null;
  /** The question of the bank that is most like it. */
  readonly similar: { readonly code: string; readonly stem: string } | null;
}

/** Every hint, in the order of `hintNames`, each name at most once. */
export function questionHints(question: Question, context: HintContext): Hint[] {
  const { day, secondsPerQuestion, similar } = context;
  const found: (Hint | null)[] = [
    keyLongest(question),
    negativeStem(question),
    allOfTheAbove(question),
    question.source.trim() === '' && (question.legal ?? []).length === 0 ? hint('source-missing') : null,
    question.explanation.trim() === '' ? hint('explanation-missing') : null,
    lapsedInstrument(question, day),
    secondsPerQuestion === null ? null : longReading(question, secondsPerQuestion),
    similar && hint('similar', { other: similar.code, otherStem: similar.stem }),
    /!\[\s*\]\(/u.test([question.stem, ...question.options.map(({ text }) => text)].join('\n'))
      ? hint('alt-missing')
      : null,
  ];
  return found.filter((each) => each !== null);
}

const hint = (name: HintName, params: Record<string, string> = {}): Hint => ({ name, params });

/** The key stands out when it is this much longer than any other option, and long enough to be seen to be. */
const longerBy = 1.3;
const longFrom = 20;

/** People who know nothing choose the longest: careful authors write the right option most fully. */
function keyLongest({ kind, options, key }: Question): Hint | null {
  if (kind !== 'single' || options.length < 3) return null;
  const lengths = options.map(({ id, text }) => ({ id, length: plainText(text).length }));
  const right = lengths.find(({ id }) => id === key[0])?.length ?? 0;
  const longestWrong = Math.max(0, ...lengths.filter(({ id }) => id !== key[0]).map(({ length }) => length));
  if (right < longFrom || right < longestWrong * longerBy) return null;
  return hint('key-longest', { key: String(right), next: String(longestWrong) });
}

/** Asking for what is not so, in words that a quick reader misses. "Có đúng không?" asks nothing of the kind. */
const negative =
  /(?<!\p{L})(không\s+(?:phải|đúng|thuộc|bao gồm|nằm trong|có trong|là|được|chính xác|phù hợp|cần|nhằm)|ngoại trừ|chưa (?:đúng|chính xác)|(?:nào|là|đáp án|phương án|phát biểu|nội dung|ý)\s+sai)(?!\p{L})/iu;

function negativeStem({ kind, stem }: Question): Hint | null {
  if (kind !== 'single' && kind !== 'multiple') return null;
  const word = negative.exec(plainText(stem))?.[0];
  if (word === undefined) return null;
  const isUpper = /KHÔNG|SAI|NGOẠI TRỪ|CHƯA/u.test(stem);
  const emphasised = [...stem.matchAll(/(\*\*|__|\*|_)(.+?)\1/gu)].map(([, , text = '']) => text.toLowerCase());
  if (isUpper || emphasised.some((text) => /không|sai|trừ|chưa/u.test(text))) return null;
  return hint('negative-without-emphasis', { word });
}

/** Who knows two options are right has the key; shuffled, its letters and "trên" point anywhere. */
function allOfTheAbove(question: Question): Hint | null {
  const option = question.keepsOrder === true ? null : optionNamingOthers(question);
  return option && hint('all-of-the-above', { option: plainText(option.text) });
}

function lapsedInstrument({ legal = [] }: Question, day: string): Hint | null {
  const lapsed = legal.find(({ inForceTo }) => inForceTo !== '' && inForceTo <= day);
  return lapsed === undefined
    ? null
    : hint('instrument-lapsed', { instrument: lapsed.instrument, since: lapsed.inForceTo });
}

/** Vietnamese syllables that an unhurried reader takes in a second. */
const syllablesPerSecond = 4;
/** Reading may take this much of a question's time; the rest is for thinking. */
const readingShareMax = 0.6;

function longReading({ stem, options, prompts = [] }: Question, seconds: number): Hint | null {
  const words = [stem, ...[...options, ...prompts].map(({ text }) => text)].map(plainText).join(' ').split(' ').length;
  const needed = Math.ceil(words / syllablesPerSecond);
  if (needed <= seconds * readingShareMax) return null;
  return hint('long-reading', { needed: String(needed), given: String(Math.floor(seconds)) });
}
