/** Answers of the log and keys of questions as people read them, by the words given and the reader's decimal mark. */
import type { AskedItem } from '../../../server/wire/http/statistics.ts';
import { formatDecimal } from '../../i18n/contest-kinds.ts';

interface Words {
  readonly yes: string;
  readonly no: string;
  readonly noAnswer: string;
}

/** Options by their place in the bank, as authors know them; every person had an order of their own. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);

const textOf = ({ options }: Pick<AskedItem, 'options'>, id: string): string =>
  options.find((option) => option.id === id)?.text ?? id;

/** One answer of the table: an option, a judged statement, a pair, or the whole text. */
export function answerWords(item: AskedItem, answer: string, words: Words): string {
  if (answer === '') return words.noAnswer;
  if (item.kind === 'text') return answer;
  if (item.kind === 'number') return formatDecimal(answer);
  if (item.kind === 'ordering')
    return answer
      .split(',')
      .map((id) => textOf(item, id))
      .join(' → ');
  const [left = '', right = ''] = answer.split('=');
  if (item.kind === 'grid') return `${textOf(item, left)}: ${right === '1' ? words.yes : words.no}`;
  if (item.kind === 'matching')
    return `${item.prompts.find(({ id }) => id === left)?.text ?? left} – ${textOf(item, right)}`;
  const index = item.options.findIndex(({ id }) => id === answer);
  return index < 0 ? answer : `${letterOf(index)}. ${textOf(item, answer)}`;
}

/** A key in the form of `Question.key`. */
export function keyWords(item: AskedItem, key: readonly string[], words: Words): string {
  if (item.kind === 'ordering') return answerWords(item, key.join(','), words);
  if (item.kind !== 'grid') return key.map((part) => answerWords(item, part, words)).join('; ');
  return item.options.map(({ id }) => answerWords(item, `${id}=${key.includes(id) ? 1 : 0}`, words)).join('; ');
}
