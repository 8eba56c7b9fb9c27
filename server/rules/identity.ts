/**
 * Shapes of a phone number and of a số định danh cá nhân (CCCD). Shape only: that a number
 * exists and whose it is, nobody can tell from its digits. The province digits of a CCCD
 * tell where a birth was registered, never where somebody lives, so nothing here reads them.
 */
import { accepted, refused, type Outcome } from './refusal.ts';

/**
 * A Vietnamese mobile number however it was typed (spaces, dots, dashes, brackets; 0…, 84…, +84…,
 * 0084…) as `+84` and nine digits. Refuses with `phone-invalid`, also land lines and the 11-digit
 * mobile numbers that ended in 2018: neither gets a message.
 */
export function normalisePhone(text: string): Outcome<string> {
  const compact = text.replace(/[\s.\-()]/gu, '');
  // "+84 (0)912…" is a common way to print a number for readers abroad and at home.
  const subscriber = /^(?:(?:\+84|0084|84)0?|0)([35789]\d{8})$/.exec(compact)?.[1];
  return subscriber === undefined ? refused({ name: 'phone-invalid' }) : accepted(`+84${subscriber}`);
}

/** "0912 ••• 678" of a number made by `normalisePhone`; the middle never shows. */
export function maskPhone(e164: string): string {
  const national = e164.replace(/^\+84/, '0');
  return `${national.slice(0, 4)} ••• ${national.slice(-3)}`;
}

/** The digits of a CCCD as typed, and the birth year they tell. Refuses with `cccd-old` or `cccd-shape`, as `checkCccd` does. */
export function readCccd(text: string): Outcome<{ readonly digits: string; readonly birthYear: number }> {
  const digits = text.replace(/[\s.-]/gu, '');
  if (/^\d{9}$/.test(digits)) return refused({ name: 'cccd-old' });
  if (!/^\d{12}$/.test(digits)) return refused({ name: 'cccd-shape' });
  const century = Math.floor(Number(digits.charAt(3)) / 2);
  return accepted({ digits, birthYear: 1900 + 100 * century + Number(digits.slice(4, 6)) });
}

/**
 * Twelve digits whose fourth (century and gender) and next two (year) agree with the declared
 * birth year (Luật Căn cước 2023, Điều 12). Refuses with `cccd-old` for the nine digits of a
 * CMND (void since 01/01/2025), `cccd-shape`, or `cccd-birth-year` with the year the number tells.
 */
export function checkCccd(text: string, birthYear: number): Outcome<string> {
  const read = readCccd(text);
  if (!read.ok) return read;
  const { digits, birthYear: year } = read.value;
  return year === birthYear ? accepted(digits) : refused({ name: 'cccd-birth-year', year });
}
