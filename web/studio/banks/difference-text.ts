/** Values of a difference as people write them: days, numbers, the product's own words instead of their names. Pure. */
import { writeDecimal } from '../../../server/rules/decimal.ts';

type Names = Readonly<Record<string, string>>;

export interface DifferenceWords {
  readonly kinds: Names;
  readonly difficulties: Names;
  readonly schemes: Names;
  readonly fields: { readonly trueWord: string; readonly falseWord: string } & Readonly<
    Record<'ignoresCase' | 'ignoresMarks' | 'ignoresSpaces', string>
  >;
  readonly topics: Names;
  /** The key is one: it is written as people write numbers. */
  readonly isNumber: boolean;
  readonly yes: string;
  readonly no: string;
}

/** Fields of texts, told word by word; of all others the whole value is told. */
const byWord: readonly string[] = ['stem', 'option', 'prompt', 'explanation', 'source', 'tags'];

export const isWhole = (field: string): boolean => !byWord.includes(field);

const day = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split('-').reverse().join('/') : text);
const decimal = (text: string): string => (/^-?\d+(\.\d+)?$/.test(text) ? writeDecimal(text) : text);

export function differenceText(field: string, text: string, words: DifferenceWords): string {
  const { kinds, difficulties, schemes, topics, fields, yes, no } = words;
  const known: Readonly<Record<string, Names>> = {
    kind: kinds,
    difficulty: difficulties,
    scheme: schemes,
    topic: topics,
    keepsOrder: { true: yes, false: no },
    isPractice: { true: yes, false: no },
    key: { true: fields.trueWord, false: fields.falseWord },
  };
  const { ignoresCase, ignoresMarks, ignoresSpaces } = fields;
  const ways: Names = { ignoresCase, ignoresMarks, ignoresSpaces };
  if (field === 'folding')
    return text
      .split(', ')
      .map((way) => ways[way] ?? way)
      .join(', ');
  if (field === 'legalFrom' || field === 'legalTo' || field === 'checkedOn') return day(text);
  if (field === 'tolerance' || (field === 'key' && words.isNumber)) return decimal(text);
  return known[field]?.[text.trim()] ?? text;
}
