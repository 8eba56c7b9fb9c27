/** Words of the kinds of questions in the participants' app, in the reader's language. */
import { readDecimal } from '../../server/rules/decimal.ts';
import { en } from './en/contest-kinds.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/contest-kinds.ts';

/** Reactive: read it inside markup or `$derived`. */
export const kindWords = () => (language.current === 'en' ? en : vi);

/** A canonical decimal (`-12.5`) as the reader writes it, without groups: 1500 cannot be taken for 1,5. */
export const formatDecimal = (number: string): string =>
  (language.current === 'en' ? number : number.replace('.', ',')).replace('-', '−');

/** A number as somebody wrote it, as the reader would; what is no number stays as it is. */
export const rewriteDecimal = (written: string): string => {
  const number = readDecimal(written);
  return number === null ? written : formatDecimal(number);
};
