/**
 * Reads keys as people write them: letters, Đúng/Sai for statements, lists such as `1.A 2.B`. What they are the keys of
 * is not decided here.
 */
import type { Line } from './plain-text-line.ts';
import { truthOf } from './plain-text-words.ts';

const letters = String.raw`[A-J](?:(?:\s*(?:[,;&+/→–—-]|và|and)\s*|\s+)[A-J](?!\p{L}|[–-]\p{Ll}))*|[A-J]{2,6}(?!\p{L})`;
const opening = String.raw`[([*"“‘]{0,4}`;
const closing = String.raw`[)\]*"”’!]{0,4}`;
const lettersAtStart = new RegExp(
  `^${opening}(?:(?:[Cc]âu|[Pp]hương án|[Ýý]|[Đđ]áp án|[Cc]họn)\\s+)*${opening}(${letters})(?![\\p{L}\\p{N}])${closing}\\s*([.:)\\-–,;]*)\\s*`,
  'u',
);
/** A few letters and nothing else; only then may small ones be letters of options. */
const lettersOnly = /^[([]?[a-j](?:\s*(?:[,;&+/→–—-]|và|and)\s*[a-j])*\s*[.)\]]*$/iu;
/** `B đúng`, `B là đáp án đúng`: says no more than the letter. */
const affirmation =
  /^(?:là\s+)?(?:(?:đáp án|phương án|câu)\s+)?(?:đúng|chính xác)(?:\s+nhất)?(?!\p{L})\s*([.:,;!–-]*)\s*/iu;
const reasonAtStart = /^(?:[([]|(?:vì|do|bởi|theo|because|since)(?!\p{L}))/iu;

export interface LetterKey {
  /** Upper case, in the order written. */
  readonly letters: readonly string[];
  /** What followed, which people use for the option's text or for the reason. */
  readonly rest: string;
}

/** `B`, `A, C`, `A và C`, `A - C`, `AC`, `B. Hà Nội`, `B vì …`; null: it does not start with letters of options. */
export function letterKey(text: string): LetterKey | null {
  const trimmed = withPlainLetters(text.trim());
  // A lone small letter is a key, a word that starts with one is not.
  const source = lettersOnly.test(trimmed)
    ? trimmed.replace(/(?<!\p{L})[a-j](?!\p{L})/gu, (letter) => letter.toUpperCase())
    : trimmed;
  const found = lettersAtStart.exec(source);
  if (!found) return null;
  const [whole, written = '', sign = ''] = found;
  const said = trimmed.slice(whole.length).trim();
  const affirmed = sign === '' ? affirmation.exec(said) : null;
  const rest = said.slice(affirmed?.[0].length ?? 0);
  const isSigned = sign !== '' || (affirmed?.[1] ?? '') !== '';
  // `A nào đó` is a sentence; `A. …`, `A - …` and `A vì …` are a key and its text.
  if (rest !== '' && !isSigned && !reasonAtStart.test(rest)) return null;
  return { letters: [...new Set(written.match(/[A-J]/gu) ?? [])], rest };
}

/** Letters of other alphabets that look like A to J, as keyboards and copied text leave them; each is one sign long. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  [
    ['АаΑＡａ', 'A'],
    ['ВΒＢｂ', 'B'],
    ['СсϹＣｃ', 'C'],
    ['Ｄｄ', 'D'],
    ['ЕеΕＥｅ', 'E'],
    ['Ｆｆ', 'F'],
    ['Ｇｇ', 'G'],
    ['НΗＨｈ', 'H'],
    ['ІΙＩｉ', 'I'],
    ['ЈＪｊ', 'J'],
  ].flatMap(([signs = '', letter = '']) => [...signs].map((sign) => [sign, letter] as const)),
);
const foreignLetters = new RegExp(`(?<!\\p{L})[A-J${[...lookAlikes.keys()].join('')}]{1,6}(?!\\p{L})`, 'gu');

/** Look-alikes that stand alone are the letters they look like; words of other alphabets stay. The length stays too. */
function withPlainLetters(text: string): string {
  return text.replace(foreignLetters, (run) => run.replace(/./gu, (sign) => lookAlikes.get(sign) ?? sign));
}

const truthWord = String.raw`đúng|sai|đ|s|true|false|t|f`;
const truthPair = new RegExp(
  `\\(?([a-h])\\s*(?:[).:]\\s*)?(?:[-–:=]\\s*)?\\(?(${truthWord})(?![\\p{L}\\p{N}])\\)?`,
  'giu',
);
const truthRun = new RegExp(`^\\s*(?:(?:${truthWord})(?:[\\s,;/|–-]+|$))+$`, 'iu');

/** Truth of each of `count` statements, by place: `a) Đ b) S`, `Đ S Đ Đ`, `ĐSĐĐ`; null: not that. */
export function truthKey(text: string, count: number): readonly boolean[] | null {
  const plain = text.trim().replace(/(?<![.;])[.;]+$/u, '');
  if (/^[ĐSđs]+$/u.test(plain) && plain.length === count && count > 1)
    return [...plain].map((sign) => truthOf(sign) === true);
  if (truthRun.test(plain)) {
    const truths = plain.split(/[\s,;/|–-]+/u).map(truthOf);
    return truths.length === count && count > 1 ? truths.map((truth) => truth === true) : null;
  }
  const pairs = [...plain.matchAll(truthPair)];
  const left = plain.replace(truthPair, '').replace(/[\s,;.|–-]+|và/gu, '');
  if (pairs.length !== count || left !== '' || count < 2) return null;
  const byLetter = new Map(pairs.map(([, letter = '', word = '']) => [letter.toLowerCase(), truthOf(word) === true]));
  const inOrder = Array.from({ length: count }, (_, i) => byLetter.get(String.fromCharCode(97 + i)));
  return inOrder.every((truth) => truth !== undefined) ? inOrder : null;
}

export interface KeyEntry {
  readonly number: number;
  /** As written: letters, truths, a number, words. */
  readonly text: string;
  /** Printed prefix of the section it stood under in the key list (`Phần II`), or empty. */
  readonly section: string;
  /** Why, where the list says it. */
  readonly reason?: readonly Line[];
  /** Of the reason, what came without a word that says so. */
  readonly guessed?: readonly Line[];
}

const listed = new RegExp(
  `(?:câu\\s*)?(?<!\\d)(\\d{1,4})\\s*(?:[.:)\\-–/]\\s*)?(?:(${letters})|((?:[ĐS][\\s,/-]*){2,8}))(?![\\p{L}\\p{N}])`,
  'giu',
);

/** All of a line as keys of a list, or null: something else is in it, or small letters in a sentence. */
export function keyList(text: string): KeyEntry[] | null {
  const plain = withPlainLetters(text.trim());
  const found = [...plain.matchAll(listed)];
  if (found.length === 0 || /\d\s*(?:[.:)-]\s*)?[a-j](?!\p{L})/u.test(plain.replace(/câu/giu, ''))) return null;
  if (plain.replace(listed, '').replace(/[\s,;.|–-]+/gu, '') !== '') return null;
  return found.map(([, number = '', some, truths]) => ({
    number: Number(number),
    text: (some ?? truths ?? '').trim(),
    section: '',
  }));
}

/** A cell that holds one key and nothing else. */
export function isKeyCell(text: string): boolean {
  const plain = withPlainLetters(text.trim());
  return new RegExp(`^(?:${letters})$`, 'u').test(plain) || /^(?:[ĐS][\s,/-]*){1,8}$/u.test(plain);
}

/** A number as written here: a comma before decimals, points between thousands. null: not a number. Decimal point inside. */
export function numberKey(text: string): string | null {
  const plain = plainNumber(text);
  if (/^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/u.test(plain))
    return plain.replaceAll('.', '').replace(',', '.').replace('+', '');
  return /^[+-]?\d+(?:[.,]\d+)?$/u.test(plain) ? plain.replace(',', '.').replace('+', '') : null;
}

/** `3.142`: the point groups thousands as people write here, and is a decimal point as machines write. */
export function isTwofoldNumber(text: string): boolean {
  return /^[+-]?[1-9]\d{0,2}\.\d{3}$/u.test(plainNumber(text));
}

function plainNumber(text: string): string {
  return text.trim().replace(/\s+/gu, '').replace(/\.$/u, '').replace('−', '-');
}
