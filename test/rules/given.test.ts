/** An answer as the phone gives it, as the log holds it, and back: the same answer is always the same text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherDecimal, readDecimal } from '../../server/rules/decimal.ts';
import { decodeGiven, encodeGiven, kinds, rightResponse } from '../../server/rules/marking/index.ts';
import type { Given } from '../../server/rules/marking/kind.ts';
import { questionKinds, type QuestionKind } from '../../server/rules/question.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';

/** The options as one person sees them: c, a, d, b. */
const slotOf = (kind: QuestionKind): string[] =>
  ['c', 'a', 'd', 'b'].filter((id) => everyKindQuestion(kind).options.some((option) => option.id === id));
const encode = (kind: QuestionKind, given: Partial<Given>) =>
  encodeGiven(everyKindQuestion(kind), slotOf(kind), { choice: [], text: '', ...given });

describe('in the log', () => {
  it.each<[QuestionKind, readonly number[], string | null]>([
    ['single', [0], 'c'],
    ['single', [], ''],
    ['single', [0, 1], null],
    ['single', [4], null],
    ['true-false', [1], 'b'],
    ['multiple', [3, 0], 'b,c'],
    ['multiple', [0, 0], null],
    ['grid', [1, 2, 0, 2], 'a=0,b=0,c=1'],
    ['grid', [0, 0, 0, 0], ''],
    ['grid', [1], 'c=1'],
    ['grid', [3], null],
    ['grid', [1, 1, 1, 1, 1], null],
    ['ordering', [1, 2, 0], 'a,b,c'],
    ['ordering', [1, 2], null],
    ['ordering', [1, 1, 0], null],
    ['ordering', [], ''],
    ['matching', [3, 0], 'p=b'],
    ['matching', [3, 1], 'p=b,q=c'],
    ['matching', [1, 1], 'p=c,q=c'],
    ['matching', [4, 1], null],
    ['matching', [1, 1, 1], null],
    ['number', [1], null],
    ['text', [0], null],
  ])('%s %j is %j', (kind, choice, response) => {
    expect(encode(kind, { choice })).toBe(response);
  });

  it.each<[QuestionKind, string, string | null]>([
    ['number', ' 3,14 ', '3.14'],
    ['number', '', ''],
    ['number', 'ba', null],
    ['text', '  Hà   Nội ', 'Hà Nội'],
    ['text', 'Hà Nội'.normalize('NFD'), 'Hà Nội'],
    ['text', 'Hà\u200B Nội\n', 'Hà Nội'],
    ['text', 'x'.repeat(201), null],
    ['text', ' \n ', ''],
    ['single', 'b', null],
    ['ordering', 'a', null],
  ])('%s typed %j is %j', (kind, text, response) => {
    expect(encode(kind, { text })).toBe(response);
  });
});

describe('a number as it is typed', () => {
  it.each([
    ['9,5', '9.5'],
    ['9.5', '9.5'],
    ['9,50', '9.5'],
    ['1.500', '1500'],
    ['1.50', '1.5'],
    ['0.125', '0.125'],
    ['1234.567', '1234.567'],
    ['1.234.567,8', '1234567.8'],
    ['1,234,567.8', '1234567.8'],
    ['1,500', '1.5'],
    ['1 234 567', '1234567'],
    ['1\u00a0234,5', '1234.5'],
    ['−3', '-3'],
    ['+3', '3'],
    ['-0,0', '0'],
    ['007', '7'],
    [',5', '0.5'],
    ['5,', '5'],
    ['12 5', null],
    ['1.2.3', null],
    ['1,2,3', null],
    ['1e5', null],
    ['10²', null],
    ['.', null],
    ['-', null],
    ['', null],
    ['9'.repeat(31), null],
    ['30%', null],
  ])('%j is %j', (typed, canonical) => {
    expect(readDecimal(typed)).toBe(canonical);
  });
});

describe('a point before three digits may have been meant as the decimal mark', () => {
  it.each([
    ['3.142', '3.142'],
    ['-1.500', '-1.5'],
    ['3,142', null],
    ['1.234.567', null],
    ['0.125', null],
    ['9.5', null],
    ['1.2345', null],
    ['1.500,5', null],
    ['', null],
  ])('%j is perhaps %j', (typed, other) => {
    expect(otherDecimal(typed)).toBe(other);
    if (other !== null) expect(readDecimal(typed)).not.toBe(other);
  });
});

describe('whatever is given', () => {
  const number = fc
    .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.stringMatching(/^(?:,\d{1,8})?$/))
    .map((parts) => parts.join(''));
  const anyGiven = fc.record({
    choice: fc.oneof(
      fc.array(fc.nat(5), { maxLength: 6 }),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      fc.constant([] as number[]),
    ),
    text: fc.oneof(fc.constant(''), number, fc.string({ maxLength: 30, unit: 'grapheme' })),
  });
  const anyKind = fc.constantFrom(...questionKinds);

  it('what the log holds comes back, and encodes to the same text again', () => {
    fc.assert(
      fc.property(anyKind, anyGiven, (kind, given) => {
        const [question, options] = [everyKindQuestion(kind), slotOf(kind)];
        const response = encodeGiven(question, options, given);
        if (response === null) return;
        const back = decodeGiven(question, options, response);
        expect(encodeGiven(question, options, back)).toBe(response);
        expect(back.choice.every((one) => one >= 0 && one <= 20)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a text that nobody could have given comes back as no answer', () => {
    fc.assert(
      fc.property(anyKind, fc.string({ maxLength: 20 }), (kind, response) => {
        const [question, options] = [everyKindQuestion(kind), slotOf(kind)];
        const back = decodeGiven(question, options, response);
        const again = encodeGiven(question, options, back);
        expect(again === response || again === '').toBe(true);
      }),
    );
  });

  it('the key comes back in every order of options, and its kind has no fault in it', () => {
    fc.assert(
      fc.property(anyKind, fc.infiniteStream(fc.nat()), (kind, order) => {
        const question = everyKindQuestion(kind);
        const options = question.options
          .map(({ id }) => ({ id, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ id }) => id);
        const shown = decodeGiven(question, options, rightResponse(question));
        expect(encodeGiven(question, options, shown)).toBe(rightResponse(question));
        expect(rightResponse(question)).not.toBe('');
        expect(kinds[kind].check(question)).toEqual([]);
      }),
    );
  });

  it('the order in which options are chosen is irrelevant', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3]), (choice) => {
        expect(encode('multiple', { choice })).toBe(encode('multiple', { choice: choice.toSorted((a, b) => a - b) }));
      }),
    );
  });
});
