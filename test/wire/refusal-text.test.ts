/** The words of every refusal: in both languages, in one form of letters, with their values in them. */
import { describe, expect, it } from 'vitest';
import { statusOf } from '../../server/http/errors.ts';
import type { Refusal, RefusalName } from '../../server/rules/refusal.ts';
import { generalCodes, generalText, refusalMessage } from '../../server/wire/refusal-text.ts';

/** 24 November 2026, 20:00 in Việt Nam. */
const at = Date.UTC(2026, 10, 24, 13);
const values = {
  ...{ minAge: 11, maxAge: 35, fullAgeOn: '2027-03-01', areaName: 'tỉnh A', purpose: 'take-part', year: 2001, max: 5 },
  ...{ lengthMin: 8, retryAt: at, opensAt: at, closedAt: at, closesAt: at, endedAt: at, at, attemptsMax: 2, slot: 7 },
  ...{ byName: 'Đỗ Thị Duyệt', faults: 2, state: 'draft', since: '2027-03-01', questions: 4, number: 5 },
  ...{ bytesMax: 5_000_000, pixelsMax: 40_000_000 },
  ...{ topic: 'du-lieu-so', difficulty: 'any', kind: 'grid', needed: 3, have: 1 },
  ...{
    round: 'Tuần 1',
    papers: 3,
    wanted: 5,
    attempts: 2,
    again: 7,
    problem: 'round-window',
    place: 'rounds.0.closesAt',
    slug: 'hoi-thi',
  },
  versions: '1, 3',
};
const names = Object.keys(statusOf) as RefusalName[];
const refusalOf = (name: RefusalName): Refusal => ({ ...values, name }) as unknown as Refusal;

describe('the words of refusals', () => {
  it.each(names)('%s says what happened, in both languages', (name) => {
    const [vi, en] = [refusalMessage(refusalOf(name), 'vi'), refusalMessage(refusalOf(name), 'en')];
    for (const text of [vi, en]) {
      expect(text).not.toMatch(/undefined|NaN|\[object|\$\{/);
      expect(text).toMatch(/[.]$/);
      expect(text.length).toBeGreaterThan(25);
      expect(text).toBe(text.normalize('NFC'));
    }
    expect(vi).not.toBe(en);
  });

  it('instants are told by Việt Nam’s clock', () => {
    expect(refusalMessage({ name: 'round-not-open', opensAt: at }, 'vi')).toContain('20:00 ngày 24/11/2026');
    expect(refusalMessage({ name: 'too-young', minAge: 11, fullAgeOn: '2027-03-01' }, 'vi')).toContain('01/03/2027');
  });

  it('a cell that cannot be met is named whole: topic, level, kind, what it needs and what there is', () => {
    const cell = { topic: 'An toàn số', difficulty: 'apply', kind: 'grid', needed: 3, have: 1 };
    const both = (refusal: Refusal) => (['vi', 'en'] as const).map((language) => refusalMessage(refusal, language));
    const [drawn, asked] = [
      both({ name: 'blueprint-unmet', ...cell }),
      both({ name: 'cell-unmet', round: 'Tuần 1', ...cell }),
    ];
    for (const [vi, en] of [drawn, asked]) {
      expect(vi).toContain('An toàn số, vận dụng, bảng đúng/sai');
      expect(vi).toMatch(/cần 3.*1/u);
      expect(en).toContain('An toàn số, apply, true/false grid');
      expect(en).toMatch(/needs 3.*1/u);
    }
    const anything = both({ name: 'blueprint-unmet', ...cell, difficulty: 'any', kind: 'any' });
    expect(anything[0]).toContain('ô "An toàn số"');
    expect(anything[1]).toContain('for "An toàn số"');
  });

  it('general codes have their words too', () => {
    for (const code of generalCodes) {
      expect(generalText.vi[code].length).toBeGreaterThan(10);
      expect(generalText.en[code].length).toBeGreaterThan(10);
    }
  });
});
