/**
 * Who may enter by age and by residence. The law's border of childhood is kept apart from
 * the contest's own limits: a contest counts age on the day it chose, the guardian path is
 * always counted on the day of entering (Luật Trẻ em 2016, Điều 1).
 */
import {
  compareDates,
  dayOfFullAge,
  formatDate,
  fullAgeOn,
  isRealDate,
  localDate,
  parseIsoDate,
  readBirth,
  type BirthDate,
  type CalendarDate,
} from './calendar.ts';
import type { Eligibility, ResidenceWay } from './contest.ts';
import type { Millis } from './ids.ts';
import { accepted, refused, type Outcome } from './refusal.ts';

/** Below this many full years a person is a child (trẻ em). */
export const adultFromAge = 16;
const ageMax = 120;

/**
 * A real date, or a year alone, of somebody who can be alive today.
 * Refuses with `birth-date-invalid`; so does a date with only one of day and month.
 */
export function checkBirth(birth: BirthDate, today: CalendarDate): Outcome<BirthDate> {
  const earliest = readBirth(birth, 'oldest');
  const isPossible =
    isRealDate(earliest) && compareDates(earliest, today) <= 0 && fullAgeOn(birth, today, 'youngest') <= ageMax;
  return isPossible ? accepted(birth) : refused({ name: 'birth-date-invalid' });
}

/**
 * Age against the contest's floor and ceiling on its reference date; refuses with `too-young`
 * (which tells the day the age is reached, dd/mm/yyyy) or `too-old`. A ceiling of 35 admits
 * people of 35. A year alone is read against the person: 31/12 for the floor and for
 * childhood, 01/01 for the ceiling.
 */
export function checkAge(rule: Eligibility, birth: BirthDate, enteredAt: Millis): Outcome<{ isChild: boolean }> {
  const today = localDate(enteredAt);
  const reference = rule.ageOn === 'entry' ? today : parseIsoDate(rule.ageOn);
  if (rule.minAge !== null && fullAgeOn(birth, reference) < rule.minAge) {
    const fullAge = formatDate(dayOfFullAge(birth, rule.minAge));
    return refused({ name: 'too-young', minAge: rule.minAge, fullAgeOn: fullAge });
  }
  if (rule.maxAge !== null && fullAgeOn(birth, reference, 'oldest') > rule.maxAge) {
    return refused({ name: 'too-old', maxAge: rule.maxAge });
  }
  return accepted({ isChild: isChildOn(birth, today) });
}

/** Under 16 full years on this day: a guardian has to act for them, and their name is masked further. */
export function isChildOn(birth: BirthDate, day: CalendarDate): boolean {
  return fullAgeOn(birth, day) < adultFromAge;
}

/** What the person declares (lives, studies, works there) against the rule; refuses with `not-resident`. */
export function checkResidence(rule: Eligibility, ways: readonly ResidenceWay[], language: 'vi' | 'en'): Outcome<true> {
  const residence = rule.residence;
  if (residence === null) return accepted(true);
  const holds = (way: ResidenceWay) => ways.includes(way);
  const isMet = residence.needs === 'all' ? residence.ways.every(holds) : residence.ways.some(holds);
  return isMet ? accepted(true) : refused({ name: 'not-resident', areaName: residence.areaName[language] });
}
