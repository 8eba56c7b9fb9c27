/**
 * Text that comes behind a key: its reason, which people announce (`Vì …`, `Giải thích: …`), or what only stands at the
 * foot of pages and the end of papers. What nobody announced may be an author's name and number, and is never taken unsaid.
 */
import { letterKey, truthKey } from './plain-text-keys.ts';
import { opaqueSign } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import { addToField } from './plain-text-raw.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { writtenOf } from './plain-text-sources.ts';

const rule = String.raw`[\s\-–—=_*.~•]*`;

/** `----- HẾT -----`: no question goes on behind it. */
const endMark = new RegExp(
  `^${rule}(?:(?:đã\\s+)?hết(?:\\s+(?:đề|bài|phần|file|tệp)(?:\\s+[^?]{0,20})?)?|the end|end)${rule}$`,
  'iu',
);

export function isEndMark(text: string): boolean {
  // `- hết` is an item of a list.
  return endMark.test(text) && !/^\s*[-•]\s*hết\s*$/u.test(text);
}

/** What stands at the foot of a page: `Trang 1/4`, `Mã đề 101`. */
const pageFoot =
  /^[\s\-–—|]*(?:(?:trang|page)\s{0,3}\d{1,4}\s{0,3}(?:\/|of|trên)\s{0,3}\d{1,4}|mã đề(?: thi)?:?\s{0,3}\d{1,4})(?!\p{L})(?:\s*[-–—|].{0,60})?$/iu;

/** What stands at the end of a paper, by its first words. */
const paperFoot: readonly RegExp[] = [
  /^thí sinh (?:không )?được (?:phép )?(?:sử dụng|dùng|mang)/iu,
  /^(?:cán bộ|giám thị|giám khảo)(?: coi thi)? không (?:được )?giải thích/iu,
  /^(?:họ(?:,| và)? tên|chữ ký|số báo danh|sbd|ngày sinh)[^:?]{0,40}:/iu,
  /^(?:người|giáo viên|gv|tổ|ban|đơn vị) (?:soạn|biên soạn|ra đề|thẩm định|phản biện|duyệt|lập|tổng hợp)[^:?]{0,30}:/iu,
  /^(?:sđt|đt|điện thoại|di động|số điện thoại|zalo|e-?mail|facebook|website|tel|phone|hotline)\s?:/iu,
  /^chúc (?:các|quý|anh|chị|bạn)(?!\p{L})/iu,
];

/** Whether a line is of the page or the paper and no part of the question. `isComplete`: of the question above it. */
export function isFoot(text: string, isComplete: boolean): boolean {
  // Inside a question that is still going on they might be its own words.
  const words = text.replace(/^[\s\-–—*•(]+/u, '');
  return pageFoot.test(text) || (isComplete && paperFoot.some((pattern) => pattern.test(words)));
}

const announced =
  /^(?:vì|do|bởi|theo(?! dõi)|căn cứ|giải thích|giải|hướng dẫn|lời giải|l[ýí] do|ta (?:có|thấy|được)|ghi chú|lưu ý|chú ý|điều \d+|khoản \d+|because|since)(?!\p{L})/iu;

/** Whether a line's first words say that it is a reason. */
export function isAnnounced(text: string): boolean {
  return announced.test(text.replace(/^[\s([“"*→⇒=>+-]+/u, ''));
}

/** Whether it could be a reason all the same: a sentence, or a picture or formula. */
export function isLikeReason(text: string): boolean {
  const count = text.trim().split(/\s+/u).length;
  return text.includes(opaqueSign) || (count >= 4 && /[.!;…)]\s*$/u.test(text)) || count >= 12;
}

/** Lines of letters under one key; more are no keys. */
const keyLinesMax = 20;

/** A line under `Đáp án:`: the key itself where it is still missing, another key, a reason, or what is left over. */
export function afterKey(raw: RawQuestion, line: Line): void {
  const { fields, options } = raw;
  const letters = letterKey(line.text);
  const isKey = letters?.rest === '' || truthKey(line.text, options.length) !== null;
  const keys = fields.get('key');
  if (!keys && options.length === 1 && !isKey) raw.stem.push(line);
  else if (!keys) fields.set('key', [line]);
  else if (letters?.rest === '' && options.length >= 2 && keys.length < keyLinesMax) keys.push(line);
  else if (goesOn(raw) || isAnnounced(line.text)) addToField(raw, 'explanation', line);
  else if (isLikeReason(line.text)) {
    addToField(raw, 'explanation', line);
    raw.unannounced.push(line);
  } else raw.leftOver.push(line);
}

/** A reason has begun that somebody announced, or that stands right behind the key. */
function goesOn(raw: RawQuestion): boolean {
  if (raw.fields.has('explanation')) return raw.unannounced.length === 0;
  return writtenOf(raw).sources.some(({ rest }) => rest !== null);
}
