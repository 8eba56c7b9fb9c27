/**
 * Decimal numbers as people type them and as they stand in the log, compared exactly: texts and whole numbers only,
 * never a floating point. Canonical is `-12.5`: a point, no leading or trailing zeros, no `-0`.
 */

/** Digits of a number that anybody would type; more is no number. */
const digitsMax = 30;

/**
 * The canonical form of what somebody typed, or null. Vietnamese writing comes first: a comma is the decimal mark, a
 * point with three digits after it (`1.500`, `1.234.567,8`) groups thousands, as spaces do. A point that cannot group
 * (`9.5`, `0.125`, `1234.567`) is the decimal mark too.
 */
export function readDecimal(typed: string): string | null {
  const text = typed
    .replace(/[\u2212\u2013]/g, '-')
    .trim()
    .replace(/(\d)\s(?=\d{3}(?!\d))/g, '$1');
  const sign = text.startsWith('-') ? '-' : '';
  const bare = text.replace(/^[+-]\s*/, '');
  const plain = withPoint(bare);
  const [, whole = '', part = ''] = /^(\d*)(?:\.(\d*))?$/.exec(plain ?? '') ?? [];
  if (whole + part === '' || whole.length + part.length > digitsMax) return null;
  return canonical(sign, whole, part);
}

/** What `readDecimal` did not take it for, where a point may be either mark: `3.142` for 3142; null where none can doubt. */
export function otherDecimal(typed: string): string | null {
  return /^[-+\u2212\u2013]?\s*[1-9]\d{0,2}\.\d{3}$/.test(typed.trim()) ? readDecimal(typed.replace('.', ',')) : null;
}

/** Groups taken out and a point for the decimal mark; null when the marks make no sense together. */
function withPoint(bare: string): string | null {
  if (/^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)$/.test(bare) || /^[1-9]\d{0,2}(?:,\d{3}){2,}$/.test(bare))
    return bare.replaceAll(',', '');
  return /^\d*[.,]?\d*$/.test(bare) ? bare.replace(',', '.') : null;
}

function canonical(sign: string, whole: string, part: string): string {
  const [head, tail] = [whole.replace(/^0+(?=\d)/, '') || '0', part.replace(/0+$/, '')];
  const size = tail === '' ? head : `${head}.${tail}`;
  return size === '0' ? '0' : sign + size;
}

/** Whether a text is a decimal number with a point, as keys and tolerances are written. */
export const isDecimal = (text: string): boolean =>
  /^-?\d+(?:\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= digitsMax;

/** As it is written in Vietnamese, without groups: reading it again gives the same number. */
export const writeDecimal = (number: string): string => number.replace('.', ',');

/** Canonical form of a number with a point; the text itself when it is none. */
export function canonicalDecimal(number: string): string {
  if (!isDecimal(number)) return number;
  const [whole = '', part = ''] = number.replace('-', '').split('.');
  return canonical(number.startsWith('-') ? '-' : '', whole, part);
}

/** Whether two numbers are at most `tolerance` apart. False for texts that are no numbers. */
export function isWithin(a: string, b: string, tolerance: string): boolean {
  if (![a, b, tolerance].every(isDecimal)) return false;
  const places = Math.max(...[a, b, tolerance].map(placesOf));
  const distance = scaled(a, places) - scaled(b, places);
  return (distance < 0n ? -distance : distance) <= scaled(tolerance, places);
}

const placesOf = (number: string): number => number.split('.')[1]?.length ?? 0;

const scaled = (number: string, places: number): bigint =>
  BigInt(number.replace('.', '') + '0'.repeat(places - placesOf(number)));
