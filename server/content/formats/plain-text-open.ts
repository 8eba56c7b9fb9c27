/** Questions that nobody chooses an option in: a statement to judge, a number, a short text. */
import type { QuestionKind } from '../../rules/question.ts';
import type { Noted } from './plain-text-answer.ts';
import { isTwofoldNumber, numberKey } from './plain-text-keys.ts';
import { guardSign } from './plain-text-line.ts';
import { asksTruth, guessed, stemOf, textOfField } from './plain-text-parts.ts';
import type { Part } from './plain-text-parts.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { truthOf } from './plain-text-words.ts';

/** `asked`: the kind that the file names, or null. */
export function withoutOptions(raw: RawQuestion, asked: QuestionKind | null): Part {
  const lines = raw.fields.get('key') ?? [];
  const [line] = lines;
  const text = line?.text.replaceAll(guardSign, '') ?? raw.listed.find((entry) => entry.text !== '')?.text ?? '';
  const stem = stemOf(raw);
  const truth = truthOf(text);
  const saysTruth =
    raw.stem.some((one) => asksTruth.test(one.text)) || raw.topicPath.some((name) => asksTruth.test(name));
  if (
    asked === 'true-false' ||
    (asked === null && truth !== null && (/^(?:đúng|sai|true|false)/iu.test(text) || saysTruth))
  ) {
    return { draft: { kind: 'true-false', stem, key: truth === null ? [] : [truth ? 'a' : 'b'] }, noted: [] };
  }
  if (text === '' && asked === null) return { draft: { kind: 'single', stem, options: [], key: [] }, noted: [] };
  const [value = '', spread] = text.split(/\s*(?:±|\+\/-)\s*/u);
  const number = numberKey(value);
  if (asked === 'number' || (asked === null && number !== null)) {
    const around = spread ?? textOfField(raw, 'tolerance');
    const tolerance = numberKey(around);
    const isUnread = number === null && text !== '';
    return {
      draft: {
        kind: 'number',
        stem,
        key: number === null ? [] : [number],
        ...(tolerance === null ? {} : { tolerance }),
      },
      noted: [
        ...(isUnread ? [{ name: 'number-unreadable' as const, weight: 'stops' as const, params: { text } }] : []),
        ...[value, around].flatMap(twofold),
        ...(asked === null ? [guessed('number')] : []),
      ],
    };
  }
  const variants = text
    .split(text.includes('|') ? '|' : ';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const isAsked = asked === 'text';
  return { draft: { kind: 'text', stem, key: variants }, noted: isAsked ? [] : [guessed('text')] };
}

/** A number that can be read in two ways says in which it was. */
function twofold(text: string): Noted[] {
  const number = isTwofoldNumber(text) ? numberKey(text) : null;
  const params = { text: text.trim(), number: number ?? '' };
  return number === null ? [] : [{ name: 'number-twofold', weight: 'doubt', params }];
}
