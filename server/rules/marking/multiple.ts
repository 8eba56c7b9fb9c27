/** Several right options (nhiều lựa chọn): exactly those, or a part for each right one less each wrong one. */
import type { Question } from '../question.ts';
import { decodeChoice, encodeChoice } from '../response.ts';
import { checkChosen, decodeChosen, encodeChosen, isExactlyTheKey } from './choice.ts';
import type { Kind, Mark } from './kind.ts';
import { inFull } from './parts.ts';

export const multiple: Kind = {
  schemes: ['all-or-nothing', 'right-minus-wrong'],
  isShuffled: true,
  encode: (_, options, given) => encodeChosen(options, given),
  decode: (_, options, response) => decodeChosen(options, response),
  keyResponse: ({ key }) => encodeChoice(key),
  mark: (question, response) =>
    question.scheme === 'right-minus-wrong'
      ? rightMinusWrong(question, response)
      : inFull(isExactlyTheKey(question, response)),
  check: (question) => checkChosen(question, { options: [3, 8], key: [2, 7] }),
};

/** Never below 0, so that somebody who knows one and guesses is not worse off than who left it. */
function rightMinusWrong({ key, options }: Question, response: string): Mark {
  const of = new Set(key).size;
  const chosen = new Set(decodeChoice(response).filter((id) => options.some((option) => option.id === id)));
  const right = [...chosen].filter((id) => key.includes(id)).length;
  const wrong = chosen.size - right;
  return { isRight: of > 0 && right === of && wrong === 0, earned: Math.max(0, right - wrong), of: Math.max(1, of) };
}
