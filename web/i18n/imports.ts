/** Words of files of questions going into a bank and out of it, in the reader's language. */
import { en } from './en/studio-imports.ts';
import { en as enProblems } from './en/import-problems.ts';
import { language } from './language.svelte.ts';
import { vi } from './vi/studio-imports.ts';
import { vi as viProblems } from './vi/import-problems.ts';

/** Reactive: read it inside markup or `$derived`. */
export const importWords = () => (language.current === 'en' ? en : vi);

/** Why a file was refused, what is wrong with a question of it, what a format cannot hold. Reactive. */
export const importProblems = () => (language.current === 'en' ? enProblems : viProblems);
