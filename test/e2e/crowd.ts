/** A believable crowd for pictures: names, units and results as a small contest has them, the same each time. */
import { makeParticipant } from '../helpers/make.ts';
import { sitThrough } from '../helpers/sitting.ts';
import type { Site } from './site.ts';

const people = [
  ['Nguyễn Thị Cẩm Tú', 'xa cho gao', 19],
  ['Trần Minh Khôi', 'truong thpt cho gao', 19],
  ['Lê Hoàng Phúc', 'xa cho gao', 18],
  ['Phạm Ngọc Diễm', 'truong thpt cho gao', 17],
  ['Võ Thanh Tùng', 'uy ban nhan dan xa cho gao', 17],
  ['Huỳnh Thị Mỹ Duyên', 'xa cho gao', 16],
  ['Đặng Quốc Bảo', 'truong thpt cho gao', 16],
  ['Bùi Thị Kim Ngân', 'xa cho gao', 15],
  ['Đỗ Nhật Hào', 'uy ban nhan dan xa cho gao', 14],
  ['Hồ Thị Tường Vi', 'xa cho gao', 14],
  ['Ngô Gia Huy', 'truong thpt cho gao', 13],
  ['Dương Thị Bích Trâm', 'xa cho gao', 12],
] as const;

export async function believablePeople(site: Site): Promise<void> {
  const categories = ['cong-chuc', 'nguoi-dan', 'hoc-sinh-sinh-vien'];
  for (const [index, [fullName, unit, right]] of people.entries()) {
    const unitId = await site.unitOf(unit);
    const categoryId = categories[index % categories.length] ?? '';
    const participant = await makeParticipant(site.ctx, { fullName, row: { unitId, categoryId } });
    await sitThrough(site, { participant, right, takesMs: 311_000 + 47_000 * index, predicted: index });
  }
}
