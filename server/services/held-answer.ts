/** A logged answer as its own author may see it: positions in their own order of options, no ids of the bank. */
import { decodeGiven } from '../rules/marking/index.ts';
import { decodePrediction } from '../rules/response.ts';
import { predictionSlot, type LoggedAnswer } from '../rules/sheet.ts';
import type { Paper } from '../rules/paper.ts';
import type { HeldAnswer } from '../wire/http/attempts.ts';
import type { QuestionPool } from './question-pool.ts';

export function heldAnswer(answer: LoggedAnswer, paper: Paper, pool: Pick<QuestionPool, 'question'>): HeldAnswer {
  const { slot, revision, receivedAt, response } = answer;
  const asked = paper.slots[slot - 1];
  if (slot === predictionSlot || asked === undefined)
    return { slot, revision, receivedAt, choice: [], text: '', prediction: decodePrediction(response) };
  const { choice, text } = decodeGiven(pool.question(asked.versionId), asked.options, response);
  return { slot, revision, receivedAt, choice: [...choice], text, prediction: null };
}
