/** Kinds that are answered by choosing options: how the choice is written, read and compared with the key. */
import type { Question } from '../question.ts';
import { decodeChoice, encodeChoice } from '../response.ts';
import type { Given, KindFault } from './kind.ts';
import { counted, keyFaults, onlyIf } from './parts.ts';

/** null when a position is no option or comes twice, when more than `countMax` are chosen, and when there is a text. */
export function encodeChosen(options: readonly string[], given: Given, countMax = Infinity): string | null {
  const chosen = given.choice.map((position) => options[position]);
  const ids = chosen.filter((id) => id !== undefined);
  const isWhole = ids.length === chosen.length && new Set(ids).size === ids.length && ids.length <= countMax;
  return isWhole && given.text === '' ? encodeChoice(ids) : null;
}

/** Positions in rising order. */
export function decodeChosen(options: readonly string[], response: string, countMax = Infinity): Given {
  const choice = decodeChoice(response).map((id) => options.indexOf(id));
  const given: Given = { choice: choice.toSorted((a, b) => a - b), text: '' };
  return onlyIf(encodeChosen(options, given, countMax) === response, given);
}

export const isExactlyTheKey = ({ key }: Question, response: string): boolean =>
  key.length > 0 && response === encodeChoice(key);

export interface ChoiceCounts {
  readonly options: readonly [min: number, max: number];
  readonly key: readonly [min: number, max: number];
}

export function checkChosen(question: Question, counts: ChoiceCounts): KindFault[] {
  const { options, key } = question;
  const [keyMin, keyMax] = counts.key;
  return [
    ...counted('wrong-option-count', question, options.length, counts.options),
    ...keyFaults(question),
    // At least one option stays wrong: "choose all" must not win.
    ...counted('wrong-key-count', question, new Set(key).size, [keyMin, Math.min(keyMax, options.length - 1)]),
  ];
}
