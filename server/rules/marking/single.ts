/** One right option (một lựa chọn). */
import { encodeChoice } from '../response.ts';
import { checkChosen, decodeChosen, encodeChosen, isExactlyTheKey } from './choice.ts';
import type { Kind } from './kind.ts';
import { inFull } from './parts.ts';

export const single: Kind = {
  schemes: ['all-or-nothing'],
  isShuffled: true,
  encode: (_, options, given) => encodeChosen(options, given, 1),
  decode: (_, options, response) => decodeChosen(options, response, 1),
  keyResponse: ({ key }) => encodeChoice(key),
  mark: (question, response) => inFull(isExactlyTheKey(question, response)),
  check: (question) => checkChosen(question, { options: [3, 8], key: [1, 1] }),
};
