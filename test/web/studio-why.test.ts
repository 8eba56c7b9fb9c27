/** Why a row stands where it stands, and why a prize goes to somebody, as an organiser reads it. */
import { describe, expect, test } from 'vitest';
import type { AwardView, StaffStanding } from '../../server/wire/http/staff.ts';
import { language } from '../../web/i18n/language.svelte.ts';
import { whyOfAward, whyOfRow } from '../../web/studio/why.ts';

language.choose('vi');

const row = (changes: Partial<StaffStanding>): StaffStanding => ({
  participantId: 'p',
  rank: 2,
  fullName: 'Lê Hoàng Đức',
  birthYear: 1999,
  isChild: false,
  unitName: 'Phường Gò Công',
  categoryId: 'dan',
  score: 95,
  correct: 19,
  prediction: 300,
  predictionGap: 12,
  elapsedMs: 300_000,
  submittedAt: 1_000_000,
  attempts: 1,
  isTied: false,
  decidedBy: '',
  disqualifiedAt: 0,
  disqualifiedReason: '',
  ...changes,
});

const above = row({ rank: 1, score: 100, correct: 20, predictionGap: 5, elapsedMs: 252_000, submittedAt: 880_000 });

describe('a row against the one above it', () => {
  test.each([
    ['score', 'Kém 5 điểm', 'Ít điểm hơn'],
    ['correct', 'Bằng điểm, kém 1 câu đúng', 'Bằng điểm, ít câu đúng hơn'],
    ['predictionGap', 'Dự đoán lệch hơn 7', 'Dự đoán lệch hơn'],
    ['elapsed', 'Làm lâu hơn 48 giây', 'Làm lâu hơn'],
    ['submittedAt', 'Nộp sau 2 phút', 'Nộp sau'],
  ])('%s: with the difference, and without it when the row above is on another page', (decidedBy, near, far) => {
    expect(whyOfRow(row({ decidedBy }), above)).toBe(near);
    expect(whyOfRow(row({ decidedBy }), null)).toBe(far);
  });

  test('the first place, a shared first place, and a tie further down', () => {
    expect(whyOfRow(row({ rank: 1 }), null)).toBe('Cao nhất');
    expect(whyOfRow(row({ rank: 1, isTied: true }), null)).toBe('Bằng nhau ở mọi tiêu chí');
    expect(whyOfRow(row({ rank: 5, isTied: true }), above)).toBe('Bằng nhau ở mọi tiêu chí');
  });

  test('a difference too small to write is left out, never written as nothing', () => {
    expect(whyOfRow(row({ decidedBy: 'elapsed', elapsedMs: 252_400 }), above)).toBe('Làm lâu hơn');
  });

  test('a prediction that was never made names the key alone', () => {
    expect(whyOfRow(row({ decidedBy: 'predictionGap', predictionGap: null }), above)).toBe('Dự đoán lệch hơn');
  });
});

describe('a prize', () => {
  const award = (reason: AwardView['reason']) => whyOfAward({ reason } as AwardView);

  test.each([
    [{ rank: 3, competitors: 24_455, tieSize: 1 }, 'Hạng 3 trên bảng, 24.455 người được xét giải'],
    [
      { rank: 1, competitors: 90, tieSize: 2, policy: 'share', places: 2, pot: 3_500_000 },
      'Hạng 1 trên bảng, 90 người được xét giải · 2 người bằng nhau · chia đều 2 giải',
    ],
    [
      { rank: 4, competitors: 90, tieSize: 3, policy: 'draw', places: 1, drawPosition: 1 },
      'Hạng 4 trên bảng, 90 người được xét giải · 3 người bằng nhau · bốc thăm được số 1, còn 1 giải',
    ],
    [
      { rank: 1, competitors: 8, tieSize: 1, criterion: 'rate', value: 0.864, entrants: 120 },
      'Hạng 1 trong 8 đơn vị được xét giải · tỷ lệ dự thi 86,4 %',
    ],
  ])('%j', (reason, words) => {
    expect(award(reason)).toBe(words);
  });
});
