/**
 * What does not stop papers from being drawn but must be meant: whoever publishes confirms each warning that they were
 * shown, with words that the journal keeps. What cannot be drawn at all is `blueprintFault`.
 */
import { papersWanted, type CheckedBlueprint } from '../rules/blueprint-check.ts';
import type { RoundDefinition } from '../rules/contest.ts';
import { mayLeakKey, questionsSeenAgain } from '../rules/key-leak.ts';
import { blueprintWarnings, type BlueprintRefusal, type BlueprintWarning } from '../rules/refusal-blueprints.ts';
import { refused, type Refused } from '../rules/refusal.ts';

export type Warning = Extract<BlueprintRefusal, { readonly name: BlueprintWarning }>;

export interface Confirmation {
  /** Why it is done all the same. */
  readonly words: string;
  /** Names of the warnings that the words answer. */
  readonly of: readonly BlueprintWarning[];
}

/** `pool-small` where papers have questions in common sooner than advised; `key-may-leak` where attempts do. */
export function warningsOf(
  checked: CheckedBlueprint,
  { name, attemptsMax }: Pick<RoundDefinition, 'name' | 'attemptsMax'>,
): Warning[] {
  const { papers } = checked;
  const round = name.vi;
  const again = Math.round(questionsSeenAgain(checked, attemptsMax));
  return [
    ...(papers < papersWanted ? [{ name: 'pool-small', round, papers, wanted: papersWanted } as const] : []),
    ...(mayLeakKey(checked, attemptsMax)
      ? [{ name: 'key-may-leak', round, attempts: attemptsMax, again } as const]
      : []),
  ];
}

/** Words that say nothing confirm nothing. */
const wordsLengthMin = 10;

export const plainWords = (text: string): string => text.normalize('NFC').trim();

/** The next warning to show; null when each has been confirmed. */
export function unconfirmed(warnings: readonly Warning[], { words, of }: Confirmation): Refused | null {
  const isEmpty = plainWords(words).length < wordsLengthMin;
  const next = blueprintWarnings.find(
    (name) => (isEmpty || !of.includes(name)) && warnings.some((warning) => warning.name === name),
  );
  const warning = warnings.find(({ name }) => name === next);
  return warning ? refused(warning) : null;
}

/** For the journal: the words, and what they were for. */
export function confirmedDetail(warnings: readonly Warning[], words: string): Record<string, string | number> {
  if (warnings.length === 0) return {};
  const again = Math.max(0, ...warnings.map((warning) => (warning.name === 'key-may-leak' ? warning.again : 0)));
  return { confirmation: plainWords(words), ...(again > 0 && { seenAgain: again }) };
}
