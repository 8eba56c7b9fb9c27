/** A statement to judge (đúng/sai): two options that are always Đúng and Sai, in this order. */
import { checkChosen } from './choice.ts';
import type { Kind } from './kind.ts';
import { fault } from './parts.ts';
import { single } from './single.ts';

export const trueFalse: Kind = {
  ...single,
  isShuffled: false,
  check(question) {
    const isNamed = question.options.map(({ text }) => text).join('/') === 'Đúng/Sai';
    const faults = checkChosen(question, { options: [2, 2], key: [1, 1] });
    return isNamed ? faults : [fault('not-true-false-options'), ...faults];
  },
};
