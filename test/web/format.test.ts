/** Numbers, dates and lengths as Vietnamese and English readers write them, in Việt Nam's time whatever the device thinks. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  formatClock,
  formatCount,
  formatDate,
  formatFixed,
  formatLength,
  formatMoment,
  formatMoney,
  formatNumber,
  formatShare,
  formatStopwatch,
} from '../../web/i18n/format.ts';
import { language } from '../../web/i18n/language.svelte.ts';

afterEach(() => language.choose('vi'));

const minute = 60_000;
const hour = 60 * minute;
/** 22:00 on Sunday 29/11/2026 in Việt Nam. */
const sundayEvening = Date.UTC(2026, 10, 29, 15);

describe('in Vietnamese', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [24_455, '24.455'],
    [1_234_567, '1.234.567'],
    [-1_200, '−1.200'],
  ])('counts %d as %s', (value, text) => expect(formatCount(value)).toBe(text));

  it.each([
    [1_234.5, '1.234,5'],
    [82.04, '82'],
    [8.96, '9'],
    [-0.01, '0'],
  ])('writes %d as %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [0.4, '0,40'],
    [-0.166, '−0,17'],
    [-0.001, '0,00'],
    [1, '1,00'],
  ])('writes %d with two decimals as %s', (value, text) => expect(formatFixed(value, 2)).toBe(text));

  it('writes money, shares, dates', () => {
    expect([
      formatMoney(2_000_000),
      formatShare(0.8642),
      formatDate(sundayEvening),
      formatClock(sundayEvening),
    ]).toEqual(['2.000.000 đ', '86,4 %', '29/11/2026', '22:00']);
    expect(formatMoment(sundayEvening)).toBe('22:00 Chủ nhật, 29/11/2026');
  });

  it('turns the day at midnight of Việt Nam', () => {
    const midnight = Date.UTC(2026, 0, 1, 17);
    expect([formatDate(midnight - 1), formatDate(midnight)]).toEqual(['01/01/2026', '02/01/2026']);
  });

  it.each([
    [0, '0 giây'],
    [7 * minute + 55_000, '7 phút 55 giây'],
    [3 * 24 * hour + 4 * hour + 12 * minute, '3 ngày 4 giờ'],
    [24 * hour + 5 * minute, '1 ngày'],
    [15 * minute, '15 phút'],
  ])('says a length of %d ms as %s', (ms, text) => expect(formatLength(ms)).toBe(text));

  it.each([
    [475_000, '07:55'],
    [hour + 2 * minute + 3_000, '1:02:03'],
    [-5, '00:00'],
  ])('shows %d ms on a stopwatch as %s', (ms, text) => expect(formatStopwatch(ms)).toBe(text));
});

it('follows the language', () => {
  language.choose('en');
  expect([formatCount(24_455), formatNumber(1_234.5), formatLength(61_000), formatMoment(sundayEvening)]).toEqual([
    '24,455',
    '1,234.5',
    '1 minute 1 second',
    '22:00 Sunday, 29/11/2026',
  ]);
});
