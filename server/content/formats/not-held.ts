/**
 * What of a question a format has no room for, said by name so that an author knows before sending the file on.
 * Each writer knows which fields it lacks; here is only whether a question has any use for them.
 */
import { kinds } from '../../rules/marking/index.ts';
import type { Question } from '../../rules/question.ts';
import type { WrittenFile } from '../imported.ts';

export const notHeldNames = [
  'kind',
  'code',
  'topic',
  'difficulty',
  'scheme',
  'tolerance',
  'number-digits',
  'folding',
  'keeps-order',
  'explanation',
  'source',
  'legal',
  'tags',
  'fact',
  'checked',
  'practice',
  'media',
  'formatting',
  'separator',
] as const;
export type NotHeldName = (typeof notHeldNames)[number];

export type NotHeld = WrittenFile['notHeld'][number];

/** The default, written or not, is no scheme to hold. */
export const schemeOf = ({ kind, scheme }: Question) => scheme ?? kinds[kind].schemes[0];

export const foldingOf = ({ folding }: Question) =>
  folding ?? { ignoresCase: true, ignoresMarks: false, ignoresSpaces: false };

const uses: Readonly<Partial<Record<NotHeldName, (question: Question) => boolean>>> = {
  difficulty: ({ difficulty }) => difficulty !== 'recognise',
  folding: (question) => {
    const { ignoresCase, ignoresMarks, ignoresSpaces } = foldingOf(question);
    return question.kind === 'text' && (!ignoresCase || ignoresMarks || ignoresSpaces);
  },
  'keeps-order': ({ kind, keepsOrder }) => kinds[kind].isShuffled && keepsOrder === true,
  explanation: ({ explanation }) => explanation !== '',
  source: ({ source }) => source !== '',
  legal: ({ legal = [] }) => legal.length > 0,
  tags: ({ tags = [] }) => tags.length > 0,
  fact: ({ factId }) => factId !== '',
  checked: ({ checkedOn }) => checkedOn !== '',
  practice: ({ isPractice }) => isPractice,
};

/** Those of `lacks` that this question would need. */
export const notHeld = (question: Question, lacks: readonly NotHeldName[]): NotHeld[] =>
  [...new Set(lacks)]
    .filter((what) => uses[what]?.(question) ?? true)
    .map((what) => ({ questionId: question.id, what }));
