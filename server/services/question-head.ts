/** What a question's head repeats of its newest version, so that tables and searches need not read versions. */
import { searchKey, toReadable as clean } from '../rules/names.ts';
import { mapTexts, searchedTexts, stemTextOf } from '../rules/question-text.ts';
import type { HintName } from '../rules/question-hints.ts';
import { firstLapseOn, type Question } from '../rules/question.ts';
import type { QuestionRow } from '../store/questions.ts';

type Repeated = Pick<
  QuestionRow,
  'topic' | 'kind' | 'difficulty' | 'stemText' | 'searchKey' | 'tags' | 'isPractice' | 'firstLapseOn'
>;

export function headColumns(content: Question): Repeated {
  const { topic, kind, difficulty, isPractice, tags = [] } = content;
  return {
    ...{ topic, kind, difficulty, isPractice },
    tags: [...tags],
    firstLapseOn: firstLapseOn(content),
    stemText: stemTextOf(content),
    searchKey: searchKey(searchedTexts(content)),
  };
}

/** Hints that stand, for `question.hints`; but for what an instrument's day decides, which comes while nobody writes. */
export function hintsColumn(found: readonly { readonly name: HintName }[], dismissed: Record<string, string>): string {
  const standing = found
    .map(({ name }) => name)
    .filter((name) => name !== 'instrument-lapsed' && dismissed[name] === undefined);
  return standing.length === 0 ? '' : `,${standing.join(',')},`;
}

/** Texts as they are kept: readable on both databases and on paper, tags once each. */
export function normaliseQuestion(content: Question): Question {
  const { tags, legal } = content;
  return {
    ...mapTexts(content, clean),
    source: clean(content.source),
    factId: clean(content.factId),
    key: content.key.map(clean),
    ...(content.tolerance !== undefined && { tolerance: clean(content.tolerance) }),
    ...(tags && { tags: [...new Set(tags.map(clean).filter((tag) => tag !== ''))].sort() }),
    ...(legal && {
      legal: legal.map((each) => ({
        ...each,
        instrument: clean(each.instrument),
        article: clean(each.article),
        clause: clean(each.clause),
      })),
    }),
  };
}
