/** What makes a question weak: each hint on the question that it is for, and silence on its neighbours. */
import { describe, expect, it } from 'vitest';
import { questionHints, type HintContext } from '../../server/rules/question-hints.ts';
import type { Question } from '../../server/rules/question.ts';
import { aQuestion } from '../helpers/bank-world.ts';

const context: HintContext = { day: '2026-11-21', secondsPerQuestion: 45, similar: null };
const names = (given: Partial<Question>, more: Partial<HintContext> = {}) =>
  questionHints(aQuestion(given), { ...context, ...more }).map(({ name }) => name);
const options = (...texts: string[]) => texts.map((text, n) => ({ id: 'abcdef'.charAt(n), text }));

it('a good question has none', () => {
  expect(names({})).toEqual([]);
});

describe('the key is the longest', () => {
  const long = 'Phát triển chính phủ số, kinh tế số và xã hội số';
  it.each<[string, Partial<Question>, boolean]>([
    ['by far', { options: options(long, 'Làm đường', 'Trồng rừng') }, true],
    ['beside one as long', { options: options(long, `${long} nhanh`, 'Trồng rừng') }, false],
    ['a wrong one is', { options: options('Làm đường', long, 'Trồng rừng') }, false],
    ['but all are short', { options: options('Mười hai', 'Một', 'Hai') }, false],
    ['of two', { kind: 'true-false', options: options('Đúng', 'Sai') }, false],
  ])('%s', (_case, given, expected) => expect(names(given).includes('key-longest')).toBe(expected));
});

describe('a negative stem', () => {
  it.each<[string, boolean]>([
    ['Nội dung nào sau đây không phải là dữ liệu mở?', true],
    ['Phát biểu nào sai?', true],
    ['Có các loại dữ liệu sau, ngoại trừ loại nào?', true],
    ['Nội dung nào sau đây **không** phải là dữ liệu mở?', false],
    ['Nội dung nào sau đây KHÔNG phải là dữ liệu mở?', false],
    ['Dữ liệu mở có đúng là của chung hay không?', false],
    ['Khoảng không nào được gọi là không gian mạng?', false],
  ])('%s %s', (stem, expected) => expect(names({ stem }).includes('negative-without-emphasis')).toBe(expected));
});

describe('an option that names others', () => {
  const given = { options: options('Một', 'Hai', 'Ba', 'Cả A và B đều đúng') };

  it('is told, with its words, until the question keeps its order', () => {
    expect(questionHints(aQuestion(given), context)).toEqual([
      { name: 'all-of-the-above', params: { option: 'Cả A và B đều đúng' } },
    ]);
    expect(names({ ...given, keepsOrder: true })).toEqual([]);
  });

  it('is told where options are shuffled to be chosen from, and nowhere else', () => {
    expect(names({ ...given, kind: 'multiple', key: ['a', 'b'] })).toEqual(['all-of-the-above']);
    expect(names({ ...given, kind: 'ordering', key: ['a', 'b', 'c', 'd'] })).toEqual([]);
  });
});

it('what is missing, repealed, too long to read, like another, or without words for the blind', () => {
  const source = { instrument: 'Nghị định 1', article: '', clause: '', inForceFrom: '', inForceTo: '2026-11-21' };
  expect(names({ source: ' ' })).toEqual(['source-missing']);
  expect(names({ source: '', legal: [{ ...source, inForceTo: '' }] })).toEqual([]);
  expect(names({ explanation: '' })).toEqual(['explanation-missing']);
  expect(names({ legal: [source] })).toEqual(['instrument-lapsed']);
  expect(names({ legal: [{ ...source, inForceTo: '2026-11-22' }] })).toEqual([]);
  expect(names({ stem: `${'chữ '.repeat(120)}?` })).toEqual(['long-reading']);
  expect(names({ stem: `${'chữ '.repeat(120)}?` }, { secondsPerQuestion: null })).toEqual([]);
  expect(names({}, { similar: { code: 'cau-0009', stem: 'x' } })).toEqual(['similar']);
  expect(names({ stem: 'Biển nào? ![ ](media:abc)' })).toEqual(['alt-missing']);
});
