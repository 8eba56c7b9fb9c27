/**
 * Calendar dates in Asia/Ho_Chi_Minh, which has been UTC+7 without daylight saving since
 * 1975, and full years of age. Whole-number arithmetic only: the same on every machine,
 * whatever time zone or zone tables it has. It does not know who may enter.
 */
import type { Millis } from './ids.ts';

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Day and month are both 0 when the papers hold only the year. */
export type BirthDate = CalendarDate;

/** How a birth of which only the year is known is read: born on 31/12, or on 01/01. */
export type YearOnlyReading = 'youngest' | 'oldest';

const dayMs = 86_400_000;
const offsetMs = 7 * 3_600_000;

/** The date that a wall calendar in Việt Nam shows at this instant. */
export function localDate(at: Millis): CalendarDate {
  return dateOfDayNumber(Math.floor((at + offsetMs) / dayMs));
}

/** The instant at which clocks in Việt Nam show this date and time; midnight when no time is given. */
export function instantOf(time: CalendarDate & { readonly hour?: number; readonly minute?: number }): Millis {
  return dayNumber(time) * dayMs + (time.hour ?? 0) * 3_600_000 + (time.minute ?? 0) * 60_000 - offsetMs;
}

/** A date that exists, in years of four digits. */
export function isRealDate({ year, month, day }: CalendarDate): boolean {
  const isWhole = [year, month, day].every(Number.isInteger);
  return (
    isWhole && year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month)
  );
}

/** Below 0 when `a` is the earlier, 0 on the same day. */
export function compareDates(a: CalendarDate, b: CalendarDate): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

function isYearOnly(birth: BirthDate): boolean {
  return birth.day === 0 && birth.month === 0;
}

/** The birth as a full date: a year alone becomes its last day, or its first. */
export function readBirth(birth: BirthDate, yearOnlyAs: YearOnlyReading): CalendarDate {
  if (!isYearOnly(birth)) return birth;
  return yearOnlyAs === 'youngest' ? { ...birth, month: 12, day: 31 } : { ...birth, month: 1, day: 1 };
}

/**
 * Full years on a day (tuổi tròn): the birthday itself counts; somebody born on 29/02 has it
 * on 01/03 in common years. For a floor a year alone is read as the youngest, for a ceiling
 * it must be read as the oldest.
 */
export function fullAgeOn(birth: BirthDate, day: CalendarDate, yearOnlyAs: YearOnlyReading = 'youngest'): number {
  const born = readBirth(birth, yearOnlyAs);
  const hasComeThisYear = (day.month - born.month || day.day - born.day) >= 0;
  return day.year - born.year - (hasComeThisYear ? 0 : 1);
}

/** The first day on which somebody is `age` full years old. */
export function dayOfFullAge(birth: BirthDate, age: number, yearOnlyAs: YearOnlyReading = 'youngest'): CalendarDate {
  const born = readBirth(birth, yearOnlyAs);
  const year = born.year + age;
  return born.day > monthLength(year, born.month) ? { year, month: 3, day: 1 } : { ...born, year };
}

/** `2026-11-20` as a date. Throws when it is not one: definitions are checked before they are used. */
export function parseIsoDate(text: string): CalendarDate {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isRealDate(date)) throw new RangeError(`not a calendar date: ${text}`);
  return date;
}

/** `2026-11-20`: such dates sort as texts. */
export function formatIsoDate({ year, month, day }: CalendarDate): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** As Vietnamese people write it: 20/11/2026. */
export function formatDate({ year, month, day }: CalendarDate): string {
  return [String(day).padStart(2, '0'), String(month).padStart(2, '0'), String(year).padStart(4, '0')].join('/');
}

function monthLength(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is a year's last (H. Hinnant). */
function dayNumber({ year, month, day }: CalendarDate): number {
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

function dateOfDayNumber(number: number): CalendarDate {
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const leapless =
    dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(leapless / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}
