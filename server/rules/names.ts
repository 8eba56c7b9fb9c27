/**
 * Names of people as Vietnamese lists treat them: one stored form, the order by
 * given name, the key that a search compares, and the mask that the public sees.
 * It decides nothing about who may see a name. The order is built on our own
 * alphabet because `Intl.Collator` differs between builds of the engine.
 */

/** The NFC form: Telex, VNI and macOS keyboards send the same letter in different ways. */
export function toNfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * A text of several lines as it is kept: NFC, lines ended by \n, no control characters, no half characters, nothing at
 * the ends. PostgreSQL takes neither a zero byte nor half a character, and no document may hold the rest.
 */
export function toReadable(text: string): string {
  return toNfc(text)
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/(?![\t\n])\p{Cc}|[\ufeff\ufffe\uffff]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}

/** The form that is stored and shown: NFC, no invisible characters, single spaces, nothing at the ends. Case is kept. */
export function normaliseName(name: string): string {
  return toNfc(name.replace(/[\p{Cf}\ufffe\uffff]/gu, ''))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}

/** What a search compares: lower case, no diacritics, đ as d. Applying it twice changes nothing. */
export function searchKey(text: string): string {
  const plain = normaliseName(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll('đ', 'd');
  return toNfc(plain).replace(/\s+/gu, ' ').trim();
}

/** The dictionary's alphabet; f, j, w, z of foreign names stand where the Latin alphabet has them. */
const alphabet = [...'0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'];
const weightByLetter = new Map(alphabet.map((letter, index) => [letter, String(index + 10)]));

/** The dictionary's order of tones; the level tone has no mark and sorts as the missing digit. */
const digitByTone = new Map([
  ['\u0300', '1'],
  ['\u0309', '2'],
  ['\u0303', '3'],
  ['\u0301', '4'],
  ['\u0323', '5'],
]);
const toneMark = /[\u0300\u0309\u0303\u0301\u0323]/gu;

/** Two digits for a letter of the alphabet, none for punctuation, 99 and the code point for any other script. */
function letterWeight(letter: string): string {
  const known = weightByLetter.get(letter) ?? weightByLetter.get(letter.normalize('NFD').charAt(0));
  if (known !== undefined) return known;
  if (!/\p{L}|\p{N}/u.test(letter)) return '';
  return `99${String(letter.codePointAt(0)).padStart(7, '0')}`;
}

/** Letters first and tones after, so that "Bá" stands before "Bác" and after "Bà". */
function syllableKey(syllable: string): string {
  const decomposed = syllable.toLowerCase().normalize('NFD');
  const tones = (decomposed.match(toneMark) ?? []).map((mark) => digitByTone.get(mark) ?? '').join('');
  const letters = [...toNfc(decomposed.replace(toneMark, ''))].map(letterWeight).join('');
  return `${letters}00${tones}0`;
}

/** Tên, then họ, then the đệm from left to right. */
function inListOrder(words: readonly string[]): readonly string[] {
  return words.length < 2 ? words : [...words.slice(-1), ...words.slice(0, -1)];
}

/**
 * Digits only, so that every database and engine sorts it alike; equal for names that differ only in case,
 * punctuation or the place of the tone mark (Hòa, Hoà).
 */
export function givenNameSortKey(fullName: string): string {
  return inListOrder(normaliseName(fullName).split(' ')).map(syllableKey).join('');
}

/**
 * Order of official lists: tên, then họ, then đệm, each by letters and then by tone.
 * A total order: 0 only for names that are equal once normalised.
 */
export function compareByGivenName(a: string, b: string): number {
  return compareText(givenNameSortKey(a), givenNameSortKey(b)) || compareText(normaliseName(a), normaliseName(b));
}

/** Dictionary order from the first word on: units, topics, places. A total order like the one of people. */
export function compareVietnamese(a: string, b: string): number {
  return compareText(wordsKey(a), wordsKey(b)) || compareText(normaliseName(a), normaliseName(b));
}

const wordsKey = (text: string): string => normaliseName(text).split(' ').map(syllableKey).join('');

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The first letter with its marks, in upper case; the first character of a word without letters. */
function initial(word: string): string {
  const letter = /\p{L}\p{M}*/u.exec(word)?.[0] ?? [...word][0] ?? '';
  return letter.toUpperCase();
}

/**
 * The family name may be shown only if it gives nothing away: not when it is also the given name
 * ("Mai Thị Mai"), and not when the word before an apostrophe begins a given name ("H'Hen Niê").
 */
function familyNameIsSafe(family: string, given: string): boolean {
  return searchKey(family) !== searchKey(given) && !/['’ʼ]/u.test(family);
}

/**
 * A name for the public: "Nguyễn V. A***", and "N. V. A***" for a child (under 16).
 * The given name is never whole and its length never shows.
 */
export function maskName(fullName: string, { isChild }: { readonly isChild: boolean }): string {
  const words = normaliseName(fullName).split(' ');
  const given = words[words.length - 1] ?? '';
  const shown = words.slice(0, -1).map((word, index) => {
    const isOpen = index === 0 && !isChild && familyNameIsSafe(word, given);
    return isOpen ? word : `${initial(word)}.`;
  });
  return [...shown, `${initial(given)}***`].join(' ');
}
