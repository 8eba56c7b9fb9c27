/**
 * The cell that says what is right, in the ways people fill it: letters, numbers, the option's own words, several at
 * once. What a key must be for a kind is not decided here.
 */
import { searchKey } from '../../rules/names.ts';
import { draftLimits } from './draft.ts';
import { truthOf } from './plain-text-words.ts';

export interface KeyRead {
  /** Indexes of options, rising. */
  readonly chosen: readonly number[];
  /** Parts that are no option. */
  readonly strangers: readonly string[];
  /** The cell can be read as one option's words and as another's number. */
  readonly isAmbiguous: boolean;
}

const nothing: KeyRead = { chosen: [], strangers: [], isAmbiguous: false };
const separators = /\s*(?:[,;/&|+\n]|\s-\s|\s(?:và|and)\s)\s*/iu;
const lead = /^(?:(?:đáp án|phương án|câu|ý|option|answer)\s+)+(?=\S)/iu;

/** Characters of a key; the words of a few options at most. */
const keyLengthMax = 5_000;

/** An option as it is compared, worked out once for all parts of a key. */
interface Known {
  readonly exact: string;
  readonly folded: string;
}

const knownOptions = (options: readonly string[]): readonly Known[] =>
  options.map((option) => {
    const text = option.slice(0, draftLimits.optionMax);
    return { exact: exact(text), folded: folded(text) };
  });

/** The options that the cell names, in its order; a part that is none is left out. */
export function readOrder(cell: string, options: readonly string[]): number[] {
  const known = knownOptions(options);
  return cell
    .slice(0, keyLengthMax)
    .split(/[\s,;>→-]+/u)
    .filter((part) => part !== '')
    .slice(0, draftLimits.partsMax)
    .map((part) => placesOf(part, options)[0] ?? Math.max(numberPlace(part, options), wordsPlace(part, known)))
    .filter((place) => place >= 0);
}

/** Which options the cell names. */
export function readKey(cell: string, options: readonly string[]): KeyRead {
  const text = cell.slice(0, keyLengthMax).trim();
  if (text === '') return nothing;
  const known = knownOptions(options);
  const whole = placesOf(text, options);
  if (whole.length > 0) return { ...nothing, chosen: whole };
  const words = wordsPlace(text, known);
  const number = numberPlace(text, options);
  if (words >= 0) return { ...nothing, chosen: [words], isAmbiguous: number >= 0 && number !== words };
  const parts = text
    .split(separators)
    .filter((part) => part !== '')
    .slice(0, draftLimits.partsMax);
  const places = parts.map((part) => {
    const [letter] = placesOf(part, options);
    if (letter !== undefined) return letter;
    const byNumber = numberPlace(part, options);
    return byNumber >= 0 ? byNumber : wordsPlace(part, known);
  });
  // Written together or apart by spaces: `ABD`, `A B D`.
  if (places.some((place) => place < 0) && /^[A-Ja-j](?:\s?[A-Ja-j])*$/.test(text)) {
    const letters = [...text.replace(/\s/g, '').toUpperCase()].map((letter) => letter.charCodeAt(0) - 65);
    const isWhole = letters.every((at) => at < options.length) && new Set(letters).size === letters.length;
    if (isWhole && (letters.length > 1 || parts.length === 1)) return { ...nothing, chosen: rising(letters) };
  }
  const strangers = parts.filter((_, at) => (places[at] ?? -1) < 0);
  return { chosen: rising(places.filter((place) => place >= 0)), strangers, isAmbiguous: false };
}

const rising = (places: readonly number[]): number[] => [...new Set(places)].sort((a, b) => a - b);

/** A lone letter: `b`, `B.`, `(B)`, `Đáp án B`. Past the options it names none. */
function placesOf(text: string, options: readonly string[]): number[] {
  const letter = /^\(?([A-Ta-t])\s*[.):]?$/.exec(text.replace(lead, ''))?.[1];
  const at = letter === undefined ? -1 : letter.toUpperCase().charCodeAt(0) - 65;
  return at >= 0 && at < options.length ? [at] : [];
}

function numberPlace(text: string, options: readonly string[]): number {
  const digits = /^\(?(\d{1,2})\s*[.)]?$/.exec(text.replace(lead, ''))?.[1];
  const at = digits === undefined ? -1 : Number(digits) - 1;
  return at < options.length ? at : -1;
}

const folded = (text: string): string => searchKey(text).replace(/(?<![\s.;:,])[\s.;:,]+$/u, '');
const exact = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** First as it is written, then without marks, but only where that names one. */
function wordsPlace(text: string, known: readonly Known[]): number {
  const bare = text.replace(/^\(?[A-Ta-t][.):]\s+(?=\S)/, '');
  for (const words of [text, bare]) {
    const same = known.findIndex((option) => option.exact === exact(words));
    if (same >= 0) return same;
  }
  const key = folded(bare);
  const alike = known.flatMap((option, at) => (key !== '' && option.folded === key ? [at] : []));
  return alike.length === 1 ? (alike[0] ?? -1) : -1;
}

/**
 * Truth of each of `count` statements: `ĐSĐS`, `Đ, S, Đ, S`, `a) Đúng b) Sai …`, the letters of the true ones, or
 * `Không có ý đúng`. null: none of these.
 */
export function readTruths(cell: string, count: number): readonly boolean[] | null {
  const text = cell.slice(0, keyLengthMax).trim();
  if (/^(?:không có|không|không ý nào|none|-)(?:\s.*)?$/iu.test(text)) return Array<boolean>(count).fill(false);
  const together = /^[ĐSTF\s]+$/iu.test(text) ? [...text.replace(/\s/g, '')] : [];
  const parts = text
    .replace(/(?<![\p{L}])[a-t]\s*[).:=–-]\s*(?=(?:đ|s|t|f))/giu, ',')
    .split(/[,;/|\n\s-]+/u)
    .filter((part) => part !== '');
  for (const words of [parts, together]) {
    const truths = words.map((word) => truthOf(word));
    if (truths.length === count && truths.every((truth) => truth !== null)) return truths;
  }
  const letters = readKey(
    text,
    Array.from({ length: count }, () => ''),
  );
  if (letters.chosen.length === 0 || letters.strangers.length > 0) return null;
  return Array.from({ length: count }, (_, at) => letters.chosen.includes(at));
}
