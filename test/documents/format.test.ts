/** Figures, dates and times as they are printed. */
import { describe, expect, it } from 'vitest';
import { formatDate, formatElapsed, formatMoney, formatScore } from '../../server/documents/format.ts';

describe('printed figures', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1.000'],
    [2_000_000, '2.000.000'],
    [69_000_000, '69.000.000'],
    [-1_500, '-1.500'],
  ])('money %d is %s', (amount, printed) => {
    expect(formatMoney(amount)).toBe(printed);
  });

  it('refuses a fraction of a đồng', () => {
    expect(() => formatMoney(0.5)).toThrow(RangeError);
  });

  it.each([
    [9.5, '9,5'],
    [10, '10'],
    [0, '0'],
    [8.75, '8,75'],
    [1234.5, '1.234,5'],
    [20, '20'],
  ])('score %d is %s', (score, printed) => {
    expect(formatScore(score)).toBe(printed);
  });

  it.each([
    [{ day: 5, month: 1, year: 2026 }, 'ngày 05 tháng 01 năm 2026'],
    [{ day: 10, month: 2, year: 2026 }, 'ngày 10 tháng 02 năm 2026'],
    [{ day: 9, month: 3, year: 2026 }, 'ngày 09 tháng 3 năm 2026'],
    [{ day: 31, month: 12, year: 2026 }, 'ngày 31 tháng 12 năm 2026'],
  ])('date %j is %s', (date, printed) => {
    expect(formatDate(date)).toBe(printed);
  });

  it.each([
    [0, '00 phút 00 giây'],
    [332_999, '05 phút 32 giây'],
    [3_723_000, '01 giờ 02 phút 03 giây'],
  ])('%d ms is %s', (elapsedMs, printed) => {
    expect(formatElapsed(elapsedMs)).toBe(printed);
  });
});
