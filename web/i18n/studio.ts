/** Words of the studio, in the reader's language. */
import { en as enContest } from './en/studio-contest.ts';
import { en } from './en/studio.ts';
import { language } from './language.svelte.ts';
import { vi as viContest } from './vi/studio-contest.ts';
import { vi } from './vi/studio.ts';

/** The frame: signing in, the rail, the lists. Reactive: read it inside markup or `$derived`. */
export const words = () => (language.current === 'en' ? en : vi);

/** The tabs of one contest. Reactive. */
export const contestWords = () => (language.current === 'en' ? enContest : viContest);
