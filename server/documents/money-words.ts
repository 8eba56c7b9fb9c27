/** Amounts of money in words, as payment lists state them under the figures. */
import readNumber from 'read-vietnamese-number';

/**
 * "Hai trăm triệu đồng": official wording (nghìn, linh, tư, mốt, lăm), first letter capital.
 * Whole đồng from 0; anything else is a failure, since a signed paper must not state a guess.
 */
export function moneyInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not an amount of đồng: ${amount}`);
  // The library takes text because a number loses digits on its way to one.
  const words = `${readNumber(String(amount))} đồng`.normalize('NFC');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
