/** Words of the stage, in the reader's language. */
import { en } from './en/stage.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/stage.ts';

/** Reactive: read it inside markup or `$derived`. */
export const words = () => (language.current === 'en' ? en : vi);
