/** Who may enter: age on the contest's day, childhood on the day of entering, belonging to the area. */
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../server/rules/calendar.ts';
import type { Eligibility, ResidenceWay } from '../../server/rules/contest.ts';
import { checkAge, checkBirth, checkResidence } from '../../server/rules/eligibility.ts';
import { accepted, refused } from '../../server/rules/refusal.ts';
import { morningOf, on } from './dates.ts';

const open: Eligibility = { minAge: null, maxAge: null, ageOn: 'entry', residence: null };
const from11: Eligibility = { ...open, minAge: 11 };
const to35: Eligibility = { ...open, maxAge: 35 };

describe('a birth, seen on 20/11/2026', () => {
  const today = on('20/11/2026');

  it.each(['20/11/2026', '29/02/2012', '21/11/1905', '2015', '2026', '1905'])('%s is possible', (birth) => {
    expect(checkBirth(on(birth), today)).toEqual(accepted(on(birth)));
  });

  it.each([
    ['tomorrow', '21/11/2026'],
    ['next year', '2027'],
    ['no such day', '29/02/2013'],
    ['no such month', '01/13/2013'],
    ['a month without a day', '0/05/2013'],
    ['a day without a month', '5/0/2013'],
    ['121 full years today', '20/11/1905'],
    ['121 full years, whatever the day', '1904'],
    ['part of a day', '1.5/05/2013'],
    ['nothing', '0'],
    ['no number', 'x'],
  ])('%s: %s is not', (_, birth) => {
    expect(checkBirth(on(birth), today)).toEqual(refused({ name: 'birth-date-invalid' }));
  });
});

describe('từ đủ 11 tuổi, on the day of entering', () => {
  const tooYoung = (fullAgeOn: string) => refused({ name: 'too-young', minAge: 11, fullAgeOn });

  it.each([
    ['on the birthday', '20/11/2015', '20/11/2026'],
    ['long after', '20/11/1950', '20/11/2026'],
    ['born on 29/02, on 01/03 of a common year', '29/02/2012', '01/03/2023'],
    ['born on 29/02, on 29/02 of a leap year', '29/02/2012', '29/02/2024'],
    ['a year alone, on its last day', '2015', '31/12/2026'],
  ])('%s: born %s may enter on %s', (_, birth, day) => {
    expect(checkAge(from11, on(birth), morningOf(day)).ok).toBe(true);
  });

  it.each([
    ['the day before the birthday', '20/11/2015', '19/11/2026', '20/11/2026'],
    ['born on 29/02, on 28/02', '29/02/2012', '28/02/2023', '01/03/2023'],
    ['a year alone, the day before its last', '2015', '30/12/2026', '31/12/2026'],
  ])('%s: born %s is too young on %s, until %s', (_, birth, day, fullAgeOn) => {
    expect(checkAge(from11, on(birth), morningOf(day))).toEqual(tooYoung(fullAgeOn));
  });

  it('turns at midnight in Việt Nam', () => {
    const midnight = instantOf(on('20/11/2026'));
    expect(checkAge(from11, on('20/11/2015'), midnight - 1)).toEqual(tooYoung('20/11/2026'));
    expect(checkAge(from11, on('20/11/2015'), midnight)).toEqual(accepted({ isChild: true }));
  });
});

describe('từ đủ 11 tuổi, on a fixed day', () => {
  const onFirstDay: Eligibility = { ...from11, ageOn: '2026-10-10' };

  it('looks at that day, whenever one enters', () => {
    expect(checkAge(onFirstDay, on('10/10/2015'), morningOf('01/09/2026'))).toEqual(accepted({ isChild: true }));
    const refusal = { name: 'too-young', minAge: 11, fullAgeOn: '11/10/2026' } as const;
    expect(checkAge(onFirstDay, on('11/10/2015'), morningOf('20/11/2026'))).toEqual(refused(refusal));
  });

  it('leaves childhood to the day of entering', () => {
    const born = on('20/11/2010');
    expect(checkAge(onFirstDay, born, morningOf('19/11/2026'))).toEqual(accepted({ isChild: true }));
    expect(checkAge(onFirstDay, born, morningOf('20/11/2026'))).toEqual(accepted({ isChild: false }));
  });

  it('that is no date is a fault of the definition, not of the person', () => {
    expect(() => checkAge({ ...from11, ageOn: '10/10/2026' }, on('2000'), morningOf('20/11/2026'))).toThrow(RangeError);
  });
});

describe('to 35 years', () => {
  it.each([
    ['35 today', '20/11/1991', true],
    ['36 tomorrow', '21/11/1990', true],
    ['36 today', '20/11/1990', false],
    ['a year alone that can be 36', '1990', false],
    ['a year alone that cannot', '1991', true],
  ])('%s (born %s): %s', (_, birth, isIn) => {
    const expected = isIn ? accepted({ isChild: false }) : refused({ name: 'too-old', maxAge: 35 });
    expect(checkAge(to35, on(birth), morningOf('20/11/2026'))).toEqual(expected);
  });
});

describe('the guardian path', () => {
  it.each([
    ['21/11/2010', true],
    ['20/11/2010', false],
    ['2010', true],
    ['2009', false],
    ['29/02/2012', true],
  ])('born %s, entering on 20/11/2026: %s', (birth, isChild) => {
    expect(checkAge(open, on(birth), morningOf('20/11/2026'))).toEqual(accepted({ isChild }));
  });
});

describe('residence', () => {
  const areaName = { vi: 'tỉnh Tiền Giang', en: 'Tiền Giang province' };
  const rule = (needs: 'any' | 'all', ...ways: ResidenceWay[]): Eligibility => ({
    ...open,
    residence: { ways, needs, areaName },
  });
  const no = refused({ name: 'not-resident', areaName: 'tỉnh Tiền Giang' });
  const yes = accepted(true);

  it.each([
    ['no rule', open, [], yes],
    ['any of three', rule('any', 'lives', 'studies', 'works'), ['works'], yes],
    ['any of three, none', rule('any', 'lives', 'studies', 'works'), [], no],
    ['any of two, another', rule('any', 'lives', 'studies'), ['works'], no],
    ['both', rule('all', 'lives', 'studies'), ['studies', 'lives'], yes],
    ['both and more', rule('all', 'lives', 'studies'), ['works', 'studies', 'lives'], yes],
    ['one of both', rule('all', 'lives', 'studies'), ['lives'], no],
    ['another than both', rule('all', 'lives', 'studies'), ['works'], no],
  ] as const)('%s', (_, eligibility, ways, outcome) => {
    expect(checkResidence(eligibility, ways, 'vi')).toEqual(outcome);
  });

  it('is refused in the language of the reader', () => {
    const refusal = refused({ name: 'not-resident', areaName: 'Tiền Giang province' });
    expect(checkResidence(rule('any', 'lives'), [], 'en')).toEqual(refusal);
  });
});
