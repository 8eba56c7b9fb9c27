/**
 * Believable people for a demonstration: names by how common they are in Việt Nam, ages of those who enter such
 * contests, and how well and how fast they answer. Everything from the seed: the same seed, the same people.
 */
import type { Random } from '../rules/random.ts';

/** Họ with their share in a thousand; the rest is spread over the rarer ones. */
const surnames: readonly (readonly [string, number])[] = [
  ['Nguyễn', 380], ['Trần', 110], ['Lê', 95], ['Phạm', 70], ['Huỳnh', 50], ['Võ', 45], ['Phan', 45], ['Bùi', 35],
  ['Đặng', 30], ['Đỗ', 30], ['Hồ', 25], ['Ngô', 20], ['Dương', 20], ['Lý', 15], ['Trương', 15], ['Đinh', 10], ['Tô', 5],
]; // prettier-ignore
const maleMiddle = ['Văn', 'Hữu', 'Minh', 'Quốc', 'Thanh', 'Đức', 'Công', 'Hoàng', 'Gia', 'Nhật'];
const femaleMiddle = ['Thị', 'Ngọc', 'Thị Kim', 'Thị Mỹ', 'Thanh', 'Như', 'Thùy', 'Bảo', 'Khánh', 'Thị Hồng'];
const maleGiven = ['An', 'Bình', 'Cường', 'Dũng', 'Đạt', 'Giang', 'Hải', 'Hiếu', 'Hưng', 'Khang', 'Khoa', 'Long', 'Minh', 'Nam', 'Phát', 'Phúc', 'Quân', 'Sơn', 'Tâm', 'Thành', 'Thịnh', 'Trí', 'Tuấn', 'Vinh', 'Ân']; // prettier-ignore
const femaleGiven = ['Anh', 'Ánh', 'Châu', 'Chi', 'Dung', 'Duyên', 'Hà', 'Hằng', 'Hoa', 'Hương', 'Lan', 'Linh', 'Ly', 'Mai', 'My', 'Nga', 'Ngân', 'Nhi', 'Nhung', 'Oanh', 'Phương', 'Quyên', 'Thảo', 'Trang', 'Trâm', 'Uyên', 'Vy', 'Yến']; // prettier-ignore

export interface DemoPerson {
  readonly fullName: string;
  readonly age: number;
  /** Share of questions this person knows, 0…1. */
  readonly skill: number;
  /** Milliseconds spent on one question. */
  readonly paceMs: number;
  /** Guess of the prediction question. */
  readonly guess: number;
  readonly attemptsWished: number;
}

/** `expected`: about how many the prediction question asks for; people guess around it, most too low. */
export function demoPerson(random: Random, expected: number): DemoPerson {
  const isFemale = random.below(100) < 56;
  const middle = pick(random, isFemale ? femaleMiddle : maleMiddle);
  const given = pick(random, isFemale ? femaleGiven : maleGiven);
  const spread = 20 + random.below(160);
  return {
    fullName: `${surname(random)} ${middle} ${given}`,
    age: ageOf(random),
    // The sum of three dice is near a bell: few know all, few know nothing.
    skill: Math.min(1, 0.35 + (random.below(34) + random.below(34) + random.below(34)) / 140),
    paceMs: 4_000 + random.below(26_000),
    guess: Math.max(0, Math.round((expected * spread) / 100)),
    attemptsWished: random.below(100) < 37 ? 2 : 1,
  };
}

function surname(random: Random): string {
  let left = random.below(1_000);
  for (const [name, share] of surnames) {
    left -= share;
    if (left < 0) return name;
  }
  return 'Nguyễn';
}

/** Pupils from 11, students, the working, and a few of the old. */
function ageOf(random: Random): number {
  const band = random.below(100);
  if (band < 22) return 11 + random.below(5);
  if (band < 45) return 16 + random.below(7);
  if (band < 90) return 23 + random.below(33);
  return 56 + random.below(22);
}

const pick = (random: Random, from: readonly string[]): string => from[random.below(from.length)] ?? '';
