/** Ranges of numbers as other systems give them, to a number and a tolerance: exactly, by whole numbers. */
import { canonicalDecimal, isDecimal } from '../../rules/decimal.ts';

/** `1e-3` and `2.50` as a plain decimal with a point; null: it is no number, or none that anybody would type. */
export function plainDecimal(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  const [, sign = '', whole = '', part = '', power = ''] =
    /^(-?)(\d{1,30})(?:\.(\d{1,30}))?[eE]([+-]?\d{1,2})$/.exec(bare) ?? [];
  if (power === '') return isDecimal(bare) ? canonicalDecimal(bare) : null;
  const places = part.length - Number(power);
  const digits = (whole + part).padStart(places + 1, '0') + '0'.repeat(Math.max(0, -places));
  const moved = places > 0 ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  const plain = sign + moved.replace(/^0+(?=\d)/, '');
  return isDecimal(plain) ? canonicalDecimal(plain) : null;
}

/** The middle of two numbers, and how far they are from it. */
export function middleOf(one: string, other: string): { readonly key: string; readonly tolerance: string } | null {
  const [low, high] = [plainDecimal(one), plainDecimal(other)];
  if (low === null || high === null) return null;
  const places = Math.max(placesOf(low), placesOf(high));
  const [a, b] = [scaled(low, places), scaled(high, places)];
  const distance = a < b ? b - a : a - b;
  // Half of a whole number needs one digit more.
  return { key: unscaled((a + b) * 5n, places + 1), tolerance: unscaled(distance * 5n, places + 1) };
}

const placesOf = (number: string): number => number.split('.')[1]?.length ?? 0;

const scaled = (number: string, places: number): bigint =>
  BigInt(number.replace('.', '') + '0'.repeat(places - placesOf(number)));

function unscaled(number: bigint, places: number): string {
  const digits = String(number < 0n ? -number : number).padStart(places + 1, '0');
  return canonicalDecimal(`${number < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`);
}
