/** Names of units as a hall reads them: long kinds shortened by rule, everything else as it is. */
import { expect, test } from 'vitest';
import { isLongUnit, shortUnitName } from '../../web/stage/unit-name.ts';

test.each([
  ['Xã Mỹ Phước', 'Xã Mỹ Phước'],
  ['Ủy ban nhân dân xã', 'Ủy ban nhân dân xã'],
  ['Ủy ban nhân dân phường Đạo Thạnh', 'UBND phường Đạo Thạnh'],
  ['Trường Trung học phổ thông Nguyễn Thần Hiến', 'Trường THPT Nguyễn Thần Hiến'],
  ['Chi đoàn Trường Trung học cơ sở Xuân Diệu', 'Chi đoàn Trường THCS Xuân Diệu'],
  ['Trường Đại học Tiền Giang cơ sở 2', 'Trường ĐH Tiền Giang cơ sở 2'],
  ['Báo và Phát thanh, Truyền hình tỉnh', 'Báo và Phát thanh, Truyền hình tỉnh'],
])('%s', (name, short) => expect(shortUnitName(name)).toBe(short));

test('letters are counted as people read them, with their marks', () => {
  expect(isLongUnit('Ặ'.repeat(34))).toBe(false);
  expect(isLongUnit('Ặ'.repeat(35))).toBe(true);
});
