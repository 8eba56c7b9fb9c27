/** Dates on a wall in Việt Nam, and full years of age. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDates,
  dayOfFullAge,
  formatDate,
  fullAgeOn,
  instantOf,
  isRealDate,
  localDate,
  parseIsoDate,
  type CalendarDate,
} from '../../server/rules/calendar.ts';
import { on } from './dates.ts';

const anyInstant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });
const anyDate = anyInstant.map(localDate);

describe('the date in Việt Nam', () => {
  it.each([
    ['2026-11-19T16:59:59.999Z', '19/11/2026'],
    ['2026-11-19T17:00:00.000Z', '20/11/2026'],
    ['2026-11-20T16:59:59.999Z', '20/11/2026'],
    ['2026-12-31T17:00:00.000Z', '01/01/2027'],
    ['2028-02-28T17:00:00.000Z', '29/02/2028'],
    ['2027-02-28T17:00:00.000Z', '01/03/2027'],
    ['1969-12-31T16:59:59.999Z', '31/12/1969'],
    ['2000-02-28T17:00:00.000Z', '29/02/2000'],
    ['2100-02-28T17:00:00.000Z', '01/03/2100'],
  ])('at %s is %s', (instant, date) => {
    expect(formatDate(localDate(Date.parse(instant)))).toBe(date);
  });

  it('agrees with the engine seven hours ahead', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const shifted = new Date(at + 7 * 3_600_000);
        const expected = {
          year: shifted.getUTCFullYear(),
          month: shifted.getUTCMonth() + 1,
          day: shifted.getUTCDate(),
        };
        expect(localDate(at)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('turns into the instant of its midnight, or of a time of day', () => {
    expect(instantOf(on('20/11/2026'))).toBe(Date.parse('2026-11-20T00:00:00+07:00'));
    expect(instantOf({ ...on('29/02/2028'), hour: 8, minute: 30 })).toBe(Date.parse('2028-02-29T08:30:00+07:00'));
    fc.assert(fc.property(anyDate, (date) => compareDates(localDate(instantOf(date)), date) === 0));
  });
});

describe('a date as text', () => {
  it('is read and written', () => {
    expect(parseIsoDate('2026-03-05')).toEqual(on('5/3/2026'));
    expect(formatDate(on('5/3/2026'))).toBe('05/03/2026');
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '20-11-2026', '2026-11-20T00:00', ''])(
    '%j is not one',
    (text) => {
      expect(() => parseIsoDate(text)).toThrow(RangeError);
    },
  );

  it.each([
    ['29/02/2024', true],
    ['29/02/2100', false],
    ['29/02/2000', true],
    ['31/11/2026', false],
    ['30/11/2026', true],
    ['0/11/2026', false],
    ['1.5/11/2026', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isRealDate(on(text))).toBe(exists);
  });
});

describe('full age', () => {
  it.each([
    ['20/11/2015', '19/11/2026', 10],
    ['20/11/2015', '20/11/2026', 11],
    ['20/11/2015', '21/11/2026', 11],
    ['31/12/2015', '01/01/2026', 10],
    ['01/01/2015', '31/12/2025', 10],
    ['01/01/2015', '01/01/2026', 11],
    ['29/02/2012', '28/02/2023', 10],
    ['29/02/2012', '01/03/2023', 11],
    ['29/02/2012', '28/02/2028', 15],
    ['29/02/2012', '29/02/2028', 16],
    ['2015', '30/12/2026', 10],
    ['2015', '31/12/2026', 11],
    ['20/11/2026', '20/11/2026', 0],
  ])('born %s is on %s %i', (birth, day, age) => {
    expect(fullAgeOn(on(birth), on(day))).toBe(age);
  });

  it('of a year alone is the other way round for a ceiling', () => {
    expect(fullAgeOn(on('1990'), on('01/01/2026'), 'oldest')).toBe(36);
    expect(fullAgeOn(on('1990'), on('31/12/2025'), 'oldest')).toBe(35);
    expect(fullAgeOn(on('1990'), on('01/01/2026'), 'youngest')).toBe(35);
  });

  it.each([
    ['29/02/2012', 11, '01/03/2023'],
    ['29/02/2012', 12, '29/02/2024'],
    ['28/02/2012', 11, '28/02/2023'],
    ['31/12/2012', 11, '31/12/2023'],
    ['2015', 11, '31/12/2026'],
  ])('born %s is %i for the first time on %s', (birth, age, day) => {
    expect(formatDate(dayOfFullAge(on(birth), age))).toBe(day);
  });

  it('is the number of birthdays that have come', () => {
    // The engine's own dates move 29/02 to 01/03 in common years: the rule, by other means.
    const birthdaysUntil = (birth: CalendarDate, day: CalendarDate) => {
      const dayOf = ({ year, month, day: date }: CalendarDate) => Date.UTC(year, month - 1, date);
      let age = 0;
      while (dayOf({ ...birth, year: birth.year + age + 1 }) <= dayOf(day)) age++;
      return age;
    };
    const leapBirth = fc.constantFrom(on('29/02/1904'), on('29/02/2000'), on('29/02/2096'));
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: anyDate }, { weight: 1, arbitrary: leapBirth }), anyDate, (a, b) => {
        const [birth, day] = compareDates(a, b) <= 0 ? [a, b] : [b, a];
        expect(fullAgeOn(birth, day)).toBe(birthdaysUntil(birth, day));
      }),
      { numRuns: 2000 },
    );
  });

  it('is reached on dayOfFullAge and not on the day before', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 110 }), (birth, age) => {
        const midnight = instantOf(dayOfFullAge(birth, age));
        expect(fullAgeOn(birth, localDate(midnight))).toBe(age);
        expect(fullAgeOn(birth, localDate(midnight - 1))).toBe(age - 1);
      }),
      { numRuns: 1000 },
    );
  });
});
