/** Words of the participants' app, in the reader's language. */
import { en } from './en/contest.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/contest.ts';

/** Reactive: read it inside markup or `$derived`. */
export const words = () => (language.current === 'en' ? en : vi);
