/** What an answer's numbers and text mean to the screen, by kind (`Given` of `rules/marking/kind.ts`); pure. */
import { readDecimal, writeDecimal } from '../../../server/rules/decimal.ts';
import type { GivenAnswer, KindName } from '../../../server/wire/http/given.ts';

export const nothingGiven: GivenAnswer = { choice: [], text: '' };

const choiceKinds: ReadonlySet<KindName> = new Set(['single', 'multiple', 'true-false']);
const typedKinds: ReadonlySet<KindName> = new Set(['number', 'text']);

/** Answered by choosing among the options. */
export const isChosen = (kind: KindName): boolean => choiceKinds.has(kind);

/** Answered by typing. */
export const isTyped = (kind: KindName): boolean => typedKinds.has(kind);

export const isGiven = ({ choice, text }: GivenAnswer): boolean => choice.length > 0 || text !== '';

interface Parts {
  readonly kind: KindName;
  readonly options: readonly string[];
  readonly prompts: readonly string[];
}

/** Some statements are judged or some prompts paired, and some are not. */
export function isPartlyGiven({ kind, options, prompts }: Parts, given: GivenAnswer): boolean {
  if (kind !== 'grid' && kind !== 'matching') return false;
  const count = kind === 'grid' ? options.length : prompts.length;
  const done = given.choice.filter((one) => one > 0).length;
  return done > 0 && done < count;
}

/** After an option was touched: of `multiple` it is put in or taken out, elsewhere it is the only one. */
export function afterChoosing(kind: KindName, chosen: readonly number[], option: number): number[] {
  if (kind !== 'multiple') return [option];
  return chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].sort((a, b) => a - b);
}

/** `grid`, `matching`: part `at` of `count` becomes `value`; nothing at all is no answer. */
export function withPart(given: GivenAnswer, count: number, at: number, value: number): GivenAnswer {
  const choice = Array.from({ length: count }, (_, part) => (part === at ? value : (given.choice[part] ?? 0)));
  return { choice: choice.some((one) => one > 0) ? choice : [], text: '' };
}

/** The item at `place` changes places with its neighbour above (−1) or below (1). */
export function afterMoving(order: readonly number[], place: number, by: -1 | 1): number[] {
  const [item, other] = [order[place], order[place + by]];
  if (item === undefined || other === undefined) return [...order];
  return order.map((one, at) => (at === place ? other : at === place + by ? item : one));
}

/** What of a typed text goes to the server; null while it cannot be an answer. '' withdraws. */
export function sentText(kind: KindName, typed: string): string | null {
  const tidy = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (kind !== 'number' || tidy === '') return tidy;
  const number = readDecimal(tidy);
  // As the server will show it again, so that nothing moves under the finger.
  return number === null ? null : writeDecimal(number);
}
