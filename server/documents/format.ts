/**
 * Figures, dates and lengths of time as Vietnamese documents print them, built
 * by hand so that no engine's locale tables change a printed page. Amounts in
 * words are in `money-words.ts`.
 */

/**
 * Text of others as it may stand in a file: NFC, no line breaks, nothing that XML refuses or that turns the
 * direction of a line (control and format characters, lone surrogates, the two non-characters).
 * A leading = + - @ stays: the cell's type keeps it text.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .normalize('NFC');
}

/** A calendar date as it stands on paper; the caller has already chosen the zone. */
export interface CalendarDate {
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

/** Two digits: days below 10, counts of prizes ("01 giải"). */
export function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

/** "2.000.000"; the unit is written by the caller. Whole numbers only: fails on a fraction. */
export function formatMoney(amount: number): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole amount: ${amount}`);
  return withThousands(String(amount));
}

function withThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '.');
}

/** "9,5", at most two decimals, no trailing zero: "10", "1.234,25". */
export function formatScore(score: number): string {
  const [whole = '0', decimals = ''] = score.toFixed(2).split('.');
  const kept = decimals.replace(/0+$/, '');
  return kept === '' ? withThousands(whole) : `${withThousands(whole)},${kept}`;
}

/** "ngày 05 tháng 01 năm 2026": Nghị định 30/2020 writes a leading 0 for days below 10 and for months 1 and 2 only. */
export function formatDate({ day, month, year }: CalendarDate): string {
  return `ngày ${twoDigits(day)} tháng ${month <= 2 ? twoDigits(month) : month} năm ${year}`;
}

/** "05 phút 32 giây", "01 giờ 02 phút 03 giây". Whole seconds passed; the milliseconds that break ties are not printed. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = `${twoDigits(Math.floor(seconds / 60) % 60)} phút ${twoDigits(seconds % 60)} giây`;
  return hours === 0 ? rest : `${twoDigits(hours)} giờ ${rest}`;
}
