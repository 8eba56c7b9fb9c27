/** Texts without their Markdown: what is left of marks, links and pictures; a text made to be slow is read all the same. */
import { describe, expect, it } from 'vitest';
import { LikenessIndex } from '../../server/content/likeness-index.ts';
import { addressesIn } from '../../server/content/markup.ts';
import { toReadable } from '../../server/rules/names.ts';
import { questionHints } from '../../server/rules/question-hints.ts';
import { plainText } from '../../server/rules/question-text.ts';
import { aQuestion } from '../helpers/bank-world.ts';

describe('a text without its Markdown', () => {
  it.each([
    ['**Câu** về [luật](https://e.example "tên") và ![Bản đồ](media:ab)', 'Câu về luật và Bản đồ'],
    ['Chọn [a] hoặc [b](x', 'Chọn [a] hoặc [b](x'],
    ['[một [hai](x)', '[một hai'],
    ['$x^2$\n- một\n- hai', 'x^2 một hai'],
  ])('%j', (markdown, plain) => {
    expect(plainText(markdown)).toBe(plain);
  });
});

/** Reading one of these in a time that grows with its square would take hours; nothing here measures time. */
const letters = 300_000;
const long = (piece: string): string => piece.repeat(letters / piece.length);

describe.each([
  '[',
  '![',
  '[a](',
  '![a](media:',
  '[a](b ',
  '![ ](',
  '*',
  '_a*b',
  '$\\a',
  '`',
  '~~',
  '(',
  'không ',
  '- ',
])('hundreds of thousands of letters of %j', (piece) => {
  const text = long(piece);
  it('are read, searched and compared', () => {
    expect(plainText(text).length).toBeLessThanOrEqual(letters);
    const question = aQuestion({ stem: text, options: [{ id: 'a', text }], explanation: text });
    expect(questionHints(question, { day: '2026-11-21', secondsPerQuestion: 1, similar: null })).toBeInstanceOf(Array);
    const index = new LikenessIndex();
    index.put('a', question);
    expect(index.mostLike(question, 'a')).toBeNull();
    expect(addressesIn(text)).toEqual(expect.any(Array));
  });
});

it('a thousand numbers in a stem are not kept once for each of its words', () => {
  const stem = Array.from({ length: 40_000 }, (_, n) => `năm ${n}`).join(' ');
  const index = new LikenessIndex();
  index.put('a', aQuestion({ stem }));
  expect(index.mostLike(aQuestion({ stem }))?.code).toBe('a');
  expect(index.mostLike(aQuestion({ stem: stem.replace('năm 39999', 'năm 5') }))).toBeNull();
});

it('a text is kept without what no database or document takes', () => {
  expect(toReadable(' a\u0000b\ud800c\udc00\u0007\r\nd\ufffe\te\u2028f\u{1f600} ')).toBe(
    'ab\ufffdc\ufffd\nd\te\nf\u{1f600}',
  );
});
