/** A logged answer as its own author may see it: positions in their own order of options, no ids of the bank. */
import { decodeChoice, decodePrediction } from '../rules/response.ts';
import type { LoggedAnswer } from '../rules/sheet.ts';
import type { Paper } from '../rules/paper.ts';
import type { HeldAnswer } from '../wire/http/attempts.ts';

export function heldAnswer(answer: LoggedAnswer, paper: Paper): HeldAnswer {
  const { slot, revision, receivedAt, response } = answer;
  if (slot === 0) return { slot, revision, receivedAt, choice: [], prediction: decodePrediction(response) };
  const order = paper.slots[slot - 1]?.options ?? [];
  const choice = decodeChoice(response).map((id) => order.indexOf(id));
  return { slot, revision, receivedAt, choice: choice.toSorted((a, b) => a - b), prediction: null };
}
