/** Words of the figures of questions and of rulings on wrong keys, in the reader's language. */
import { en } from './en/studio-statistics.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/studio-statistics.ts';

/** Reactive: read it inside markup or `$derived`. */
export const statisticsWords = () => (language.current === 'en' ? en : vi);
