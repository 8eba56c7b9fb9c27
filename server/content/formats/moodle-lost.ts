/** What Moodle has no room for, in whichever of its formats a question comes to it. */
import { toPlain } from '../markup.ts';
import type { Question } from '../../rules/question.ts';
import { words } from './foreign-text.ts';
import { schemeOf } from './not-held.ts';
import type { NotHeldName } from './not-held.ts';

export function lostInMoodle(question: Question): NotHeldName[] {
  const { kind, options } = question;
  const scheme = schemeOf(question);
  const isPairing = kind === 'matching' || kind === 'grid';
  const isSchemeLost = isPairing ? scheme !== 'each-part' : kind === 'multiple' && scheme === 'all-or-nothing';
  // What is paired with is words only: a list to choose from shows no pictures.
  const isPlain = kind !== 'matching' || options.every(({ text }) => words(toPlain(text)) === text);
  return [
    ...(['legal', 'fact', 'checked', 'practice'] as const),
    ...(isSchemeLost ? ['scheme' as const] : []),
    ...(isPlain ? [] : ['formatting' as const]),
  ];
}
