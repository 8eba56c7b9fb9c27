/**
 * Pairing (ghép đôi): each prompt with one option; an option may stand for several prompts or for none. In the log
 * `p1=b,p2=a`; a prompt that is not there was left open.
 */
import type { Kind } from './kind.ts';
import { byPart, counted, fault, inFull, onlyIf, readPairs, writePairs } from './parts.ts';

export const matching: Kind = {
  schemes: ['all-or-nothing', 'each-part'],
  isShuffled: true,
  encode({ prompts = [] }, options, { choice, text }) {
    const isWhole = choice.every((one) => one === 0 || options[one - 1] !== undefined);
    if (text !== '' || choice.length > prompts.length || !isWhole) return null;
    return writePairs(
      prompts.flatMap(({ id }, at) => (choice[at] ? [[id, options[choice[at] - 1] ?? ''] as const] : [])),
    );
  },
  decode(question, options, response) {
    const pairs = readPairs(response);
    const choice = (question.prompts ?? []).map(({ id }) => options.indexOf(pairs.get(id) ?? '') + 1);
    const given = { choice: response === '' ? [] : choice, text: '' };
    return onlyIf(matching.encode(question, options, given) === response, given);
  },
  keyResponse: ({ key }) => [...key].sort().join(','),
  mark({ prompts = [], key, scheme }, response) {
    const [wanted, pairs] = [readPairs(key.join(',')), readPairs(response)];
    const right = prompts.filter(({ id }) => wanted.has(id) && pairs.get(id) === wanted.get(id)).length;
    const mark = byPart(right, prompts.length);
    return scheme === 'each-part' ? mark : inFull(mark.isRight);
  },
  check(question) {
    const { prompts = [], options, key } = question;
    const pairs = readPairs(key.join(','));
    const strangers = [...pairs.values()].filter((id) => !options.some((option) => option.id === id));
    const isWhole = key.length === prompts.length && prompts.every(({ id }) => pairs.has(id));
    return [
      ...counted('wrong-prompt-count', question, prompts.length, [2, 10]),
      ...counted('wrong-option-count', question, options.length, [2, 12]),
      ...strangers.map((id) => fault('key-not-an-option', { id })),
      ...(isWhole ? [] : [fault('pairs-not-whole')]),
    ];
  },
};
