/**
 * Reads keys as people write them: letters, Đúng/Sai for statements, lists such as `1.A 2.B`. What they are the keys of
 * is not decided here.
 */
import type { Line } from './plain-text-line.ts';
import { truthOf } from './plain-text-words.ts';

const letters = String.raw`[A-J](?:(?:\s*(?:[,;&+/]|và|and)\s*|\s+)[A-J](?![\p{L}]))*|[A-J]{2,6}(?![\p{L}])`;
const lettersAtStart = new RegExp(
  `^\\(?(?:(?:câu|phương án|ý|đáp án)\\s+)?(${letters})(?![\\p{L}\\p{N}])\\)?\\s*([.:)\\-–,;]*)\\s*`,
  'u',
);

export interface LetterKey {
  /** Upper case, in the order written. */
  readonly letters: readonly string[];
  /** What followed, which people use for the option's text or for the reason. */
  readonly rest: string;
}

/** `B`, `A, C`, `A và C`, `AC`, `B. Hà Nội`; null: it does not start with letters of options. */
export function letterKey(text: string): LetterKey | null {
  const trimmed = text.trim();
  // A lone small letter is a key, a word that starts with one is not.
  const source = /^\(?[a-j](?:\s*[,;&]\s*[a-j])*\s*[.)]*$/u.test(trimmed) ? trimmed.toUpperCase() : trimmed;
  const found = lettersAtStart.exec(source);
  if (!found) return null;
  const [whole, written = '', sign = ''] = found;
  const rest = trimmed.slice(whole.length).trim();
  // `A nào đó` is a sentence; `A. …` and `A - …` are a key and its text.
  if (rest !== '' && sign === '' && !/^[([]/u.test(rest)) return null;
  return { letters: [...new Set(written.match(/[A-J]/gu) ?? [])], rest };
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
}

const listed = new RegExp(
  `(?:câu\\s*)?(?<!\\d)(\\d{1,4})\\s*(?:[.:)\\-–/]\\s*)?(?:(${letters})|((?:[ĐS][\\s,/-]*){2,8}))(?![\\p{L}\\p{N}])`,
  'giu',
);

/** All of a line as keys of a list, or null: something else is in it, or small letters in a sentence. */
export function keyList(text: string): KeyEntry[] | null {
  const plain = text.trim();
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
  const plain = text.trim();
  return new RegExp(`^(?:${letters})$`, 'u').test(plain) || /^(?:[ĐS][\s,/-]*){1,8}$/u.test(plain);
}

/** A number as written here: a comma before decimals, points between thousands. null: not a number. Decimal point inside. */
export function numberKey(text: string): string | null {
  const plain = text.trim().replace(/\s+/gu, '').replace(/\.$/u, '').replace('−', '-');
  if (/^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u.test(plain))
    return plain.replaceAll('.', '').replace(',', '.').replace('+', '');
  return /^[+-]?\d+(?:[.,]\d+)?$/u.test(plain) ? plain.replace(',', '.').replace('+', '') : null;
}
