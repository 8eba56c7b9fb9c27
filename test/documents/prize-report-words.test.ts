/** What the report says about ties and about what a unit won by. */
import { expect, it } from 'vitest';
import { awardNote, criterionFigure, criterionName } from '../../server/documents/prize-report-words.ts';

it.each([
  [{ rank: 1, tieSize: 1 }, ''],
  [{ rank: 2, tieSize: 2 }, 'Đồng hạng 2 người'],
  [{ rank: 1, tieSize: 8, policy: 'draw', drawPosition: 2 }, 'Đồng hạng 8 người; bốc thăm, thứ 2'],
  [{ rank: 1, tieSize: 3, policy: 'share', places: 3, unpaid: 0 }, 'Đồng hạng 3 người; chia đều 3 giải'],
  [
    { rank: 1, tieSize: 3, policy: 'share', places: 2, unpaid: 2_001 },
    'Đồng hạng 3 người; chia đều 2 giải, còn dư 2.001 đồng',
  ],
  [{ rank: 1, tieSize: 2, policy: 'more-prizes' }, 'Đồng hạng 2 người; trao thêm giải'],
])('%j', (reason, note) => {
  expect(awardNote(reason)).toBe(note);
});

it.each([
  [{ criterion: 'rate', value: 0.8765 }, 'Tỷ lệ tham gia', '87,65%'],
  [{ criterion: 'entrants', value: 1_234 }, 'Số người tham gia', '1.234 người'],
  [{ criterion: 'mean', value: 7.333333 }, 'Điểm trung bình', '7,33'],
  [{ criterion: 'total', value: 120_000 }, 'Tổng điểm', '120.000'],
  [{}, '', '0'],
])('%j', (reason, name, figure) => {
  expect([criterionName(reason), criterionFigure(reason)]).toEqual([name, figure]);
});
