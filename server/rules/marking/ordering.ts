/** Items to put in order (sắp xếp): ids in the given order in the log. */
import { decodeChoice } from '../response.ts';
import type { Kind } from './kind.ts';
import { byPart, counted, fault, inFull, nothingGiven, onlyIf } from './parts.ts';

export const ordering: Kind = {
  schemes: ['all-or-nothing', 'each-part'],
  isShuffled: true,
  /** All the items, each once: a part of an order is none. */
  encode(_, options, { choice, text }) {
    if (text !== '' || choice.some((at) => options[at] === undefined)) return null;
    if (choice.length === 0) return '';
    const isWhole = choice.length === options.length && new Set(choice).size === choice.length;
    return isWhole ? choice.map((at) => options[at]).join(',') : null;
  },
  decode(question, options, response) {
    if (response === '') return nothingGiven;
    const given = { choice: decodeChoice(response).map((id) => options.indexOf(id)), text: '' };
    return onlyIf(ordering.encode(question, options, given) === response, given);
  },
  keyResponse: ({ key }) => key.join(','),
  mark({ key, scheme }, response) {
    const order = decodeChoice(response);
    const right = key.filter((id, at) => order[at] === id).length;
    const isRight = key.length > 0 && right === key.length && order.length === key.length;
    return scheme === 'each-part' ? byPart(order.length > key.length ? 0 : right, key.length) : inFull(isRight);
  },
  check(question) {
    const { options, key } = question;
    const ids = options.map(({ id }) => id);
    const isWhole = key.length === ids.length && ids.every((id) => key.includes(id));
    return [
      ...counted('wrong-option-count', question, options.length, [3, 10]),
      ...(isWhole ? [] : [fault('order-not-whole')]),
    ];
  },
};
