/** Words of the kinds of questions in the participants' app, in the reader's language. */
import { en } from './en/contest-kinds.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/contest-kinds.ts';

/** Reactive: read it inside markup or `$derived`. */
export const kindWords = () => (language.current === 'en' ? en : vi);

/** A canonical decimal (`-12.5`) as the reader writes it, without groups: 1500 cannot be taken for 1,5. */
export const formatDecimal = (number: string): string =>
  (language.current === 'en' ? number : number.replace('.', ',')).replace('-', '−');
