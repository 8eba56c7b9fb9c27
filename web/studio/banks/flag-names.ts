/** What is to be looked at in a question, in words. */
import { resultFlagNames } from '../../../server/rules/item-flags.ts';
import type { QuestionFlag, QuestionRow } from '../../../server/wire/http/banks.ts';
import type { bankWords } from '../../i18n/banks.ts';

type Flagged = Pick<QuestionRow, 'flags' | 'unused'>;
type Words = Pick<ReturnType<typeof bankWords>, 'flags' | 'unused'>;

export const flagNames = (row: Flagged, words: Words): string[] => row.flags.map((flag) => nameOf(flag, row, words));

/** What the results of closed rounds say of it. */
export const resultNames = (row: Flagged, words: Words) =>
  row.flags
    .filter((flag) => resultFlagNames.some((name) => name === flag))
    .map((flag) => ({ name: nameOf(flag, row, words), isGrave: flag === 'inverse' || flag === 'ruled' }));

const nameOf = (flag: QuestionFlag, { unused }: Flagged, words: Words): string =>
  flag === 'option-unused' && unused.length > 0 ? words.unused(unused.join(', ')) : words.flags[flag];
