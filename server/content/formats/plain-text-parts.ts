/** What every kind of question typed in lines is made of: its stem, its options' texts, the words of a field. */
import type { QuestionKind } from '../../rules/question.ts';
import type { Draft } from './draft.ts';
import type { Noted } from './plain-text-answer.ts';
import { cut, guardSign } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import { markdownOf } from './plain-text-markdown.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { keyInStem } from './plain-text-sources.ts';
import type { FieldName } from './plain-text-words.ts';

/** What a kind's reading gives: loose parts and what it noticed. `rest`: what stood after the key. */
export interface Part {
  readonly draft: Draft;
  readonly noted: readonly Noted[];
  readonly rest?: Line | null;
}

export const guessed = (kind: QuestionKind): Noted => ({ name: 'kind-guessed', weight: 'doubt', params: { kind } });

/** Words of a stem or a section that ask for true or false. */
export const asksTruth = /đúng\s*(?:hay|hoặc|\/|,|-)\s*sai|đúng sai/iu;

/** The stem without a key that stands at its end. */
export function stemOf(raw: RawQuestion): string {
  const lines = raw.stem.map((line) => {
    const key = raw.options.length > 0 ? keyInStem(line) : null;
    return key ? cut(line, 0, line.text.lastIndexOf('(')) : line;
  });
  return markdownOf(lines);
}

export function optionTexts(raw: RawQuestion): string[] {
  return raw.options.map(({ body, more }) => markdownOf([body, ...more]));
}

export function textOfField(raw: RawQuestion, name: FieldName): string {
  return (raw.fields.get(name) ?? []).map((line) => line.text.replaceAll(guardSign, '').trim()).join(' ');
}
