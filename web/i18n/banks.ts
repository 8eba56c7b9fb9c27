/** Words of question banks in the studio, in the reader's language. */
import { en as enBanks } from './en/studio-banks.ts';
import { en as enQuestion } from './en/studio-question.ts';
import { language } from './language.svelte.ts';
import { vi as viBanks } from './vi/studio-banks.ts';
import { vi as viQuestion } from './vi/studio-question.ts';

/** Banks, topics, the table and bulk work. Reactive: read it inside markup or `$derived`. */
export const bankWords = () => (language.current === 'en' ? enBanks : viBanks);

/** One question: writing, reviewing, its history. Reactive. */
export const questionWords = () => (language.current === 'en' ? enQuestion : viQuestion);
