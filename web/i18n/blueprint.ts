/** Words of blueprints, sample papers and drafts, in the reader's language. */
import { en } from './en/studio-blueprint.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/studio-blueprint.ts';

/** Reactive: read it inside markup or `$derived`. */
export const blueprintWords = () => (language.current === 'en' ? en : vi);
