/** Where in the form each fault and each hint is said; pure. */
import type { HintName } from '../../../server/rules/question-hints.ts';
import type { QuestionFault, QuestionHint } from '../../../server/wire/http/banks.ts';

export type FormPlace = 'stem' | 'answer' | 'topic' | 'explanation' | 'source' | 'legal' | 'scheme' | 'other';

const hintPlaces: Record<HintName, FormPlace> = {
  'key-longest': 'answer',
  'negative-without-emphasis': 'stem',
  'all-of-the-above': 'answer',
  'source-missing': 'source',
  'explanation-missing': 'explanation',
  'instrument-lapsed': 'legal',
  'long-reading': 'stem',
  similar: 'stem',
  'alt-missing': 'stem',
};

const faultPlaces: Readonly<Record<string, FormPlace>> = {
  'unknown-topic': 'topic',
  'scheme-needs-four': 'scheme',
  'scheme-not-of-kind': 'scheme',
  'not-a-date': 'legal',
  'alt-missing': 'stem',
  'external-address': 'stem',
};

/** What is only not written yet: nobody is told so before they say that they are done. */
const gaps: readonly string[] = [
  'missing-field',
  'unknown-topic',
  'wrong-key-count',
  'wrong-option-count',
  'wrong-prompt-count',
  'pairs-not-whole',
  'order-not-whole',
];

export const toldFaults = (faults: readonly QuestionFault[], showsGaps: boolean): readonly QuestionFault[] =>
  showsGaps ? faults : faults.filter(({ name }) => !gaps.includes(name));

function placeOf({ name, params: { field = '' } }: QuestionFault): FormPlace {
  if (name !== 'missing-field' && name !== 'text-too-long') return faultPlaces[name] ?? 'answer';
  if (field === 'stem' || field === 'explanation' || field === 'source') return field;
  if (field.startsWith('legal')) return 'legal';
  return field.startsWith('options.') || field.startsWith('prompts.') ? 'answer' : 'other';
}

export const faultsAt = (faults: readonly QuestionFault[], place: FormPlace): QuestionFault[] =>
  faults.filter((fault) => placeOf(fault) === place);

export const hintsAt = (hints: readonly QuestionHint[], place: FormPlace): QuestionHint[] =>
  hints.filter(({ name }) => hintPlaces[name] === place);
