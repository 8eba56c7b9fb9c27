/** The bank that ships: sound, large enough for the sample papers, and never citing what is repealed. */

import { beforeAll, describe, expect, test } from 'vitest';
import { bankFigures } from '../../server/content/bank-figures.ts';
import { checkBank } from '../../server/content/check-bank.ts';
import { readBank } from '../../server/content/read-bank.ts';
import type { ReadBank } from '../../server/content/read-bank.ts';

const provinceTopics = [
  'chu-truong-dang',
  'chinh-sach-phap-luat',
  'chinh-quyen-so',
  'du-lieu-so',
  'kinh-te-so',
  'xa-hoi-so',
  'dich-vu-cong',
  'an-toan-thong-tin',
];
const youthUnionTopics = [
  'chuong-trinh-cds-quoc-gia',
  'ky-nang-so-cong-dong',
  'khung-ky-nang-so',
  'ky-nang-an-toan-so',
];
const skillTopics = ['kns-dich-vu-cong', 'kns-mua-sam', 'kns-thanh-toan', 'kns-tu-bao-ve', 'kns-nen-tang-so'];

let read: ReadBank;
beforeAll(async () => {
  read = await readBank('questions/chuyen-doi-so');
});
const topicFigures = (topic: string) => bankFigures(read.bank).byTopic.find((figures) => figures.topic === topic);

test('has no problems', () => {
  expect([...read.problems, ...checkBank(read.bank, read.places)]).toEqual([]);
});

test('has its seventeen topics, at least 210 questions to draw and 12 to practise on', () => {
  const figures = bankFigures(read.bank);
  expect(read.bank.topics.map(({ id }) => id)).toEqual([...provinceTopics, ...youthUnionTopics, ...skillTopics]);
  expect(figures.drawable).toBeGreaterThanOrEqual(210);
  expect(figures.practice).toBeGreaterThanOrEqual(12);
});

describe('is enough for several different papers', () => {
  test.each(provinceTopics)('%s: 16, of each difficulty', (topic) => {
    const figures = topicFigures(topic);
    expect(figures?.total).toBeGreaterThanOrEqual(16);
    expect(figures?.byDifficulty.recognise).toBeGreaterThanOrEqual(5);
    expect(figures?.byDifficulty.understand).toBeGreaterThanOrEqual(5);
    expect(figures?.byDifficulty.apply).toBeGreaterThanOrEqual(3);
  });

  test.each(youthUnionTopics)('%s: 12', (topic) => {
    expect(topicFigures(topic)?.total).toBeGreaterThanOrEqual(12);
  });

  test.each(skillTopics)('%s: 4', (topic) => {
    expect(topicFigures(topic)?.total).toBeGreaterThanOrEqual(4);
  });
});

test('asks by several kinds: about a seventh multiple-answer and a seventh true-false', () => {
  const { byKind, drawable } = bankFigures(read.bank);
  for (const kind of ['multiple', 'true-false'] as const) {
    expect(byKind[kind] / drawable).toBeGreaterThan(0.1);
    expect(byKind[kind] / drawable).toBeLessThan(0.2);
  }
});

test('gives a guesser less than the bars of the check leave', () => {
  const { longestScore, letterScores } = bankFigures(read.bank);
  expect(longestScore).toBeLessThanOrEqual(0.3);
  expect(Math.max(...letterScores.map(({ score }) => score))).toBeLessThanOrEqual(0.3);
});

test('rests on no instrument that is repealed, and on numbered facts', () => {
  const repealed = /13\/2023\/NĐ-CP|24\/2018\/QH14|86\/2015\/QH13|85\/2016\/NĐ-CP|53\/2022\/NĐ-CP|51\/2005\/QH11/;
  expect(read.bank.questions.filter(({ source }) => repealed.test(source))).toEqual([]);
  expect(read.bank.questions.filter(({ factId }) => !/^F\d{3}$/.test(factId))).toEqual([]);
});

test('asks targets that are past only as what the paper aimed at', () => {
  const pastTarget = /đến năm 2025/;
  const asAim = /đặt mục tiêu|mục tiêu đến năm 2025|phê duyệt/i;
  const badly = read.bank.questions.filter(({ stem }) => pastTarget.test(stem) && !asAim.test(stem));
  expect(badly.map(({ id, stem }) => `${id}: ${stem}`)).toEqual([]);
});
