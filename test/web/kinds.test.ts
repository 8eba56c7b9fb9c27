/** What the phone makes of answers of every kind, without a page: the server's rules take it, and show the same again. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { toHtml, toInlineHtml } from '../../server/content/markup.ts';
import { decodeGiven, encodeGiven, rightResponse } from '../../server/rules/marking/index.ts';
import { questionKinds, type Question } from '../../server/rules/question.ts';
import { comparedRows } from '../../web/contest/kinds/compared.ts';
import {
  afterChoosing,
  afterMoving,
  isChosen,
  isGiven,
  isPartlyGiven,
  isTyped,
  nothingGiven,
  sentText,
  withPart,
} from '../../web/contest/kinds/given.ts';
import { needsMarkup, plainText } from '../../web/contest/kinds/plain.ts';
import { picturesIn } from '../../web/contest/load-ahead.ts';
import { vi } from '../../web/i18n/vi/contest-kinds.ts';
import { everyKindQuestion } from '../helpers/every-kind-questions.ts';

const idsOf = (question: Question) => question.options.map(({ id }) => id);
/** As the phone has it. */
const asked = ({ kind, options, prompts = [] }: Question) => ({
  kind,
  options: options.map(({ text }) => toInlineHtml(text)),
  prompts: prompts.map(({ text }) => toInlineHtml(text)),
});

test('choosing: one option stands alone, of several each is put in and taken out', () => {
  expect(afterChoosing('single', [2], 0)).toEqual([0]);
  expect(afterChoosing('true-false', [], 1)).toEqual([1]);
  expect(afterChoosing('multiple', [2], 0)).toEqual([0, 2]);
  expect(afterChoosing('multiple', [0, 2], 2)).toEqual([0]);
});

describe('a grid and pairs', () => {
  it('are partly answered while a part is open, and not answered once every part is', () => {
    const grid = asked(everyKindQuestion('grid'));
    const one = withPart(nothingGiven, 4, 2, 1);
    expect([one.choice, isGiven(one), isPartlyGiven(grid, one)]).toEqual([[0, 0, 1, 0], true, true]);
    expect(isPartlyGiven(grid, { choice: [1, 2, 1, 2], text: '' })).toBe(false);
    expect(withPart(one, 4, 2, 0)).toEqual(nothingGiven);
    const pairs = asked(everyKindQuestion('matching'));
    expect(isPartlyGiven(pairs, { choice: [3, 0], text: '' })).toBe(true);
    expect(isPartlyGiven(pairs, { choice: [3, 1], text: '' })).toBe(false);
  });
});

describe('an order', () => {
  it('changes by neighbours, never past its ends', () => {
    expect(afterMoving([0, 1, 2], 0, 1)).toEqual([1, 0, 2]);
    expect(afterMoving([0, 1, 2], 2, -1)).toEqual([0, 2, 1]);
    expect(afterMoving([0, 1, 2], 0, -1)).toEqual([0, 1, 2]);
    expect(afterMoving([0, 1, 2], 2, 1)).toEqual([0, 1, 2]);
  });

  it('stays an order of the same items, whatever is pressed', () => {
    const press = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom(-1 as const, 1 as const));
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        const order = presses.reduce((now, [place, by]) => afterMoving(now, place, by), [0, 1, 2, 3, 4]);
        expect(order.toSorted()).toEqual([0, 1, 2, 3, 4]);
      }),
    );
  });
});

describe('a typed answer', () => {
  it.each([
    ['3,14', '3,14'],
    [' 3.14 ', '3,14'],
    ['1.500', '1500'],
    ['1 500', '1500'],
    ['1 234 567,8', '1234567,8'],
    ['-0,5', '-0,5'],
    ['', ''],
    ['12 con', null],
    ['-', null],
  ])('of a number: %j is sent as %j', (typed, sent) => {
    expect(sentText('number', typed)).toBe(sent);
  });

  it.each(['3,14', '1.500', '−7', '0'])('of a number: %j is shown by the server as it was sent', (typed) => {
    const question = everyKindQuestion('number');
    const sent = sentText('number', typed) ?? '';
    const response = encodeGiven(question, [], { choice: [], text: sent }) ?? '';
    expect(decodeGiven(question, [], response)).toEqual({ choice: [], text: sent });
  });

  it('of a text is sent in NFC with single spaces', () => {
    expect(sentText('text', `  ${'Hà  Nội'.normalize('NFD')}\n`)).toBe('Hà Nội');
  });
});

it('every kind is either chosen, or typed, or has parts', () => {
  expect(questionKinds.filter(isChosen)).toEqual(['single', 'multiple', 'true-false']);
  expect(questionKinds.filter(isTyped)).toEqual(['number', 'text']);
});

describe('beside the right answer', () => {
  const words = { ...vi, written: (text: string) => text.replace(',', '.') };
  const rowsOf = (question: Question, given: { choice: number[]; text: string }, isRight = false) => {
    const right = decodeGiven(question, idsOf(question), rightResponse(question));
    return comparedRows(
      { ...asked(question), given, right: { choice: [...right.choice], text: right.text }, isRight },
      words,
    );
  };

  it('each statement of a grid stands with both verdicts', () => {
    const rows = rowsOf(everyKindQuestion('grid'), { choice: [1, 1, 0, 2], text: '' });
    expect(rows.map(({ given, right, isRight }) => [given, right, isRight])).toEqual([
      [{ text: 'Đúng' }, { text: 'Đúng' }, true],
      [{ text: 'Đúng' }, { text: 'Sai' }, false],
      [null, { text: 'Đúng' }, false],
      [{ text: 'Sai' }, { text: 'Sai' }, true],
    ]);
  });

  it('each place of an order, and each prompt', () => {
    const order = rowsOf(everyKindQuestion('ordering'), { choice: [0, 2, 1], text: '' });
    expect(order.map(({ isRight }) => isRight)).toEqual([true, false, false]);
    expect(order[1]).toMatchObject({
      label: { text: 'Vị trí 2' },
      given: { html: 'Một nước' },
      right: { html: 'Một tỉnh' },
    });
    const pairs = rowsOf(everyKindQuestion('matching'), { choice: [2, 0], text: '' });
    expect(pairs).toEqual([
      { label: { html: 'Cháy nhà' }, given: { html: 'Số 114' }, right: { html: 'Số 114' }, isRight: true },
      { label: { html: 'Cấp cứu' }, given: null, right: { html: 'Số 115' }, isRight: false },
    ]);
  });

  it('a written answer is as right as the server says, and is never markup', () => {
    expect(rowsOf(everyKindQuestion('text'), { choice: [], text: '<b>hà nội</b>' }, true)).toEqual([
      { label: null, given: { text: '<b>hà nội</b>' }, right: { text: 'Hà Nội' }, isRight: true },
    ]);
  });

  it('a number stands as the reader writes it', () => {
    expect(rowsOf(everyKindQuestion('number'), { choice: [], text: '3,5' })).toEqual([
      { label: null, given: { text: '3.5' }, right: { text: '3.14' }, isRight: false },
    ]);
  });

  it('options that are ticked have no rows', () => {
    expect(rowsOf(everyKindQuestion('multiple'), { choice: [0], text: '' })).toEqual([]);
  });
});

describe('where no markup can be shown', () => {
  it('a formula is as it was typed, a picture is its name', () => {
    const html = toInlineHtml('Diện tích là $x^2 < 4$ & ![Hình "vuông" <1>](media:abc) **đậm**');
    expect(plainText(html)).toBe('Diện tích là x^2 < 4 & Hình "vuông" <1> đậm');
    expect(needsMarkup(html)).toBe(true);
    expect(needsMarkup(toInlineHtml('**Số** 113 < 114'))).toBe(false);
  });

  it('plain words come out as they went in', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\d<>&"' ]{0,40}$/u), (words) => {
        // A backslash, star and the like would be Markdown; these are not.
        expect(plainText(toInlineHtml(words))).toBe(words.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});

it('pictures of a paper are known ahead, each once', () => {
  const picture = toHtml('Nhìn ![Biển báo](media:abc-1) và ![Biển báo](media:abc-1)');
  const option = toInlineHtml('![Đèn](media:def_2)');
  expect(picturesIn([{ stem: picture, options: [option], prompts: [] }])).toEqual([
    '/api/media/abc-1',
    '/api/media/def_2',
  ]);
});
