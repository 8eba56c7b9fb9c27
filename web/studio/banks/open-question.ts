/** The desk of a question, kept while its address changes from "new" to its code: what is typed meanwhile is not lost. */
import { serverClock } from '../../live/server-clock.svelte.ts';
import { blankQuestion } from './content.ts';
import { QuestionDesk } from './question-desk.svelte.ts';

let last: QuestionDesk | null = null;
/** A new question begins in the topic and the difficulty where the last one was. */
let topic = '';

const offsetMs = 7 * 3_600_000;
const today = (): string => new Date(serverClock.read() + offsetMs).toISOString().slice(0, 10);

/** `code` '' is a new question. */
export function openQuestion(bankId: string, code: string): QuestionDesk {
  if (last?.bankId === bankId && last.code === code && code !== '') return last;
  last = new QuestionDesk(bankId, code, blankQuestion(topic, today()));
  return last;
}

export const beginIn = (chosen: string): void => void (topic = chosen);
