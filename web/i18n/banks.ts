/** Words of question banks in the studio, in the reader's language. */
import { en as enBanks } from './en/studio-banks.ts';
import { en as enQuestion } from './en/studio-question.ts';
import { en as enReview } from './en/studio-review.ts';
import { language } from './language.svelte.ts';
import { vi as viBanks } from './vi/studio-banks.ts';
import { vi as viQuestion } from './vi/studio-question.ts';
import { vi as viReview } from './vi/studio-review.ts';

const en = { ...enQuestion, ...enReview };
const vi = { ...viQuestion, ...viReview };

/** Banks, topics, the table and bulk work. Reactive: read it inside markup or `$derived`. */
export const bankWords = () => (language.current === 'en' ? enBanks : viBanks);

/** One question: writing, reviewing, its history. Reactive. */
export const questionWords = () => (language.current === 'en' ? en : vi);
