/** Words of the shared parts, in the reader's language. */
import { en } from './en/common.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/common.ts';

/** Reactive: read it inside markup or `$derived`. */
export const common = () => (language.current === 'en' ? en : vi);
