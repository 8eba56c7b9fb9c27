/** Dates as people write them, for tables of cases. */
import { instantOf, type CalendarDate } from '../../server/rules/calendar.ts';

/** '29/02/2012' as a date, '2012' as a birth of which only the year is known. */
export function on(text: string): CalendarDate {
  const [a = 0, b = 0, c = 0] = text.split('/').map(Number);
  return text.includes('/') ? { day: a, month: b, year: c } : { day: 0, month: 0, year: a };
}

/** Nine in the morning of that day. */
export const morningOf = (text: string) => instantOf({ ...on(text), hour: 9 });
