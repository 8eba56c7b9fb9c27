/** Words of the list of people who may not take part, in the reader's language. */
import { en } from './en/studio-exclusions.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/studio-exclusions.ts';

/** Reactive: read it inside markup or `$derived`. */
export const exclusionWords = () => (language.current === 'en' ? en : vi);
