/** A number (điền số), right when it is no farther from the key than the tolerance. Canonical decimal in the log. */
import { canonicalDecimal, isDecimal, isWithin, readDecimal, writeDecimal } from '../decimal.ts';
import type { Kind } from './kind.ts';
import { counted, fault, inFull, nothingGiven, onlyIf } from './parts.ts';

export const number: Kind = {
  schemes: ['all-or-nothing'],
  isShuffled: false,
  encode(_, __, { choice, text }) {
    if (choice.length > 0) return null;
    return text.trim() === '' ? '' : readDecimal(text);
  },
  /** With a comma: what is shown can be sent again and is the same number. */
  decode(_, __, response) {
    if (response === '') return nothingGiven;
    const text = writeDecimal(response);
    return onlyIf(readDecimal(text) === response, { choice: [], text });
  },
  keyResponse: ({ key }) => canonicalDecimal(key[0] ?? ''),
  mark: ({ key, tolerance = '0' }, response) => inFull(isWithin(response, key[0] ?? '', tolerance)),
  check(question) {
    const { options, key, tolerance = '0' } = question;
    const unreadable = [...key, tolerance].filter((text) => !isDecimal(text));
    return [
      ...counted('wrong-option-count', question, options.length, [0, 0]),
      ...counted('wrong-key-count', question, key.length, [1, 1]),
      ...unreadable.map((text) => fault('number-not-decimal', { text })),
      ...(isDecimal(tolerance) && tolerance.startsWith('-') ? [fault('number-not-decimal', { text: tolerance })] : []),
    ];
  },
};
