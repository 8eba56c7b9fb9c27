/** Amounts of money in words, as payment lists state them under the figures. */
import readNumber, { ReadingConfig } from 'read-vietnamese-number';

/** The library's defaults are the southern "lẻ" and "tỉ"; official papers write "linh" and "tỷ". */
const official = Object.assign(new ReadingConfig(), {
  unit: ['đồng'],
  units: [[], ['nghìn'], ['triệu'], ['tỷ']],
  oddText: 'linh',
});

/**
 * "Hai trăm triệu đồng": official wording (nghìn, linh, tư, mốt, lăm), first letter capital.
 * Whole đồng from 0; anything else is a failure, since a signed paper must not state a guess.
 */
export function moneyInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not an amount of đồng: ${amount}`);
  // The library takes text because a number loses digits on its way to one.
  const words = readNumber(String(amount), official).normalize('NFC');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
