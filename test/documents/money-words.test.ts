/** Amounts in words, held to the list agreed with accountants. */
import { describe, expect, it } from 'vitest';
import { moneyInWords } from '../../server/documents/money-words.ts';

const agreed: readonly (readonly [number, string])[] = [
  [0, 'Không đồng'],
  [10, 'Mười đồng'],
  [11, 'Mười một đồng'],
  [14, 'Mười bốn đồng'],
  [15, 'Mười lăm đồng'],
  [20, 'Hai mươi đồng'],
  [21, 'Hai mươi mốt đồng'],
  [24, 'Hai mươi tư đồng'],
  [25, 'Hai mươi lăm đồng'],
  [55, 'Năm mươi lăm đồng'],
  [101, 'Một trăm linh một đồng'],
  [105, 'Một trăm linh năm đồng'],
  [110, 'Một trăm mười đồng'],
  [115, 'Một trăm mười lăm đồng'],
  [121, 'Một trăm hai mươi mốt đồng'],
  [500_000, 'Năm trăm nghìn đồng'],
  [1_005_000, 'Một triệu không trăm linh năm nghìn đồng'],
  [1_500_000, 'Một triệu năm trăm nghìn đồng'],
  [3_500_000, 'Ba triệu năm trăm nghìn đồng'],
  [10_000_015, 'Mười triệu không trăm mười lăm đồng'],
  [21_000_021, 'Hai mươi mốt triệu không trăm hai mươi mốt đồng'],
  [200_000_000, 'Hai trăm triệu đồng'],
  [1_000_000_005, 'Một tỷ không trăm linh năm đồng'],
  [1_234_567_891, 'Một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt đồng'],
  [2_000_500_000, 'Hai tỷ năm trăm nghìn đồng'],
  [3_000_000_000_000, 'Ba nghìn tỷ đồng'],
];

describe('money in words', () => {
  it.each(agreed)('%d is read "%s"', (amount, words) => {
    expect(moneyInWords(amount)).toBe(words);
  });

  it('holds the whole list', () => {
    expect(agreed).toHaveLength(26);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('will not read %d', (amount) => {
    expect(() => moneyInWords(amount)).toThrow(RangeError);
  });
});
