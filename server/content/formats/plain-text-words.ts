/**
 * The words by which people mark what a line of a question file is: a question's number, an option's letter, a key, an
 * explanation, a level, a section. One place for the vocabulary; what follows from it is the parser's matter.
 */
import type { Difficulty, MarkingScheme, QuestionKind } from '../../rules/question.ts';

export type NumberStyle = 'word' | 'task' | 'bare';

export interface StartMark {
  readonly style: NumberStyle;
  readonly number: number;
  /** As printed, without the sign after it: `Câu 12`. */
  readonly label: string;
  readonly length: number;
}

const starts: readonly (readonly [style: NumberStyle, pattern: RegExp])[] = [
  ['word', /^\s*((?:câu(?:\s+hỏi)?|question)(?:\s+số)?\s*(\d{1,5}))(?:\s*[.:)/\-–—]+\s*|(?=\s*[([]|\s*$)|\s+)/iu],
  ['word', /^\s*(Q\s?(\d{1,5}))\s*[.:)]+\s*/u],
  ['task', /^\s*((?:bài(?:\s+tập)?|ví dụ)\s*(\d{1,5}))\s*[.:)]+\s*/iu],
  ['bare', /^\s*(\d{1,5})()\s*(?:[.)/](?!\d)|\s-\s)\s*/u],
];

/** A label without a sign after it ends where a sentence begins: `Câu 1 Thủ đô …`, never `câu 1 và câu 2 …`. */
function isApart(label: string, rest: string): boolean {
  return !/[\p{L}\p{N}]\s+$/u.test(label) || /^["“(]?\p{Lu}/u.test(rest);
}

/** A question's number at the start of a line. */
export function startOf(text: string): StartMark | null {
  for (const [style, pattern] of starts) {
    const found = pattern.exec(text);
    if (!found || !isApart(found[0], text.slice(found[0].length))) continue;
    const label = found[1] ?? '';
    return { style, number: Number(found[2] === '' ? label : found[2]), label: label.trim(), length: found[0].length };
  }
  return null;
}

/** Fields that stand on lines of their own, after the question or in it. */
export type FieldName =
  | 'key'
  | 'explanation'
  | 'source'
  | 'difficulty'
  | 'topic'
  | 'id'
  | 'kind'
  | 'tags'
  | 'scheme'
  | 'order'
  | 'practice'
  | 'checked'
  | 'tolerance';

const fields: readonly (readonly [name: FieldName, pattern: RegExp])[] = [
  [
    'key',
    /^(?:[=-]*>|⇒|→|=)?\s*(?:(?:các\s+)?(?:đáp án|phương án|câu trả lời)(?:\s+(?:đúng|chính xác|câu\s*\d+))+|đáp án|đáp số|đ\/(?:a|án)|đa|keys?|(?:correct\s+)?answers?|ans|trả lời)\s*(?:là(?!\p{L})\s*)?(?:[:.=]+|\s[-–])\s*/iu,
  ],
  [
    'key',
    /^(?:[=-]*>|⇒|→)?\s*(?:đáp án(?:\s+đúng)?|đ\/a|đa|chọn(?:\s+(?:đáp án|câu|phương án))?)\s+(?:là\s+)?(?::\s*)?(?=[A-J](?:[\s,.;]|$))/iu,
  ],
  [
    'explanation',
    /^(?:giải thích|hướng dẫn(?:\s+(?:giải|trả lời|chi tiết))?|lời giải(?:\s+chi tiết)?|giải chi tiết|hdg|explanation|feedback|phản hồi)\s*[:.]\s*/iu,
  ],
  [
    'source',
    /^(?:căn cứ(?:\s+pháp lý)?|cơ sở pháp lý|nguồn|trích dẫn|trích|tham khảo|tài liệu tham khảo|source|reference)\s*:\s*/iu,
  ],
  ['difficulty', /^(?:mức độ(?:\s+nhận thức)?|cấp độ|độ khó|level|difficulty)\s*:\s*/iu],
  ['topic', /^(?:chủ đề|chuyên đề|lĩnh vực|topic)\s*:\s*/iu],
  ['id', /^(?:mã(?:\s+câu(?:\s+hỏi)?)?|id)\s*:\s*/iu],
  ['kind', /^(?:loại(?:\s+câu(?:\s+hỏi)?)?|dạng(?:\s+câu(?:\s+hỏi)?)?)\s*:\s*/iu],
  ['tags', /^(?:nhãn|từ khóa|từ khoá|tags?)\s*:\s*/iu],
  ['scheme', /^cách (?:chấm|tính điểm)\s*:\s*/iu],
  ['order', /^giữ thứ tự\s*:\s*/iu],
  ['practice', /^luyện tập\s*:\s*/iu],
  ['checked', /^(?:ngày kiểm tra|kiểm tra ngày)\s*:\s*/iu],
  ['tolerance', /^sai số\s*:\s*/iu],
];

/** The field that a line starts, and where its value begins. */
export function fieldOf(text: string): { readonly name: FieldName; readonly length: number } | null {
  const lead = /^\s*\(?/u.exec(text)?.[0].length ?? 0;
  const rest = text.slice(lead);
  for (const [name, pattern] of fields) {
    const found = pattern.exec(rest);
    if (found) return { name, length: lead + found[0].length };
  }
  return null;
}

/** Where another field begins inside a line that is itself a field or an option. */
export const inlineField =
  /(?<!\s)\s+(?=[([]?(?:đáp án(?:\s+đúng)?|đ\/a|đa|giải thích|hướng dẫn giải|căn cứ|nguồn|mức độ|key|answer)\s*:)/giu;

/** `BẢNG ĐÁP ÁN`, `ĐÁP ÁN VÀ HƯỚNG DẪN GIẢI`: what follows are keys of the questions before. */
export const keyHeading =
  /^\s*(?:[-=*_–]+\s*)?(?:[IVX]+[.)]\s*)?(?:phần\s+)?(?:bảng\s+)?(?:đáp án|answer keys?|keys?)(?:\s+(?:trắc nghiệm|tham khảo|và.*|chi tiết|đề.*|phần.*|môn.*|câu hỏi.*|bộ.*|gợi ý.*))?\s*(?:[:.]\s*)?(?:[-=*_–]+\s*)?$|^\s*(?:hướng dẫn (?:giải|chấm)|lời giải)(?:\s+chi tiết)?\s*(?::\s*)?$/iu;

const sections: readonly (readonly [level: number, pattern: RegExp])[] = [
  [1, /^\s*(?:phần|part)\s+(?:thứ\s+)?(?:[ivxlc]+|\d+|[a-h]|một|hai|ba|bốn|nhất|nhì)\s*(?:[.:)\-–—]+\s*|$|\s+)/iu],
  [2, /^\s*(?:chương|chapter)\s+(?:[ivxlc]+|\d+)\s*(?:[.:)\-–—]+\s*|$|\s+)/iu],
  [3, /^\s*(?:chủ đề|chuyên đề|topic|lĩnh vực)\s*(?:số\s+)?(?:(?:[ivxlc]+|\d+)\s*)?(?:[.:)\-–—]+\s*|$)/iu],
  [4, /^\s*(?:mục|section|nội dung)\s+(?:[ivxlc]+|\d+)\s*(?:[.:)\-–—]+\s*|$)/iu],
  [2, /^\s*(?:[IVX]+)\s*[.)\-–]\s+(?=\p{Lu}\p{L})/u],
];
const sectionLengthMax = 200;

/** A section's title by its words: how deep, its printed prefix (`Phần I`), its name (the whole line, if it has no other). */
export function sectionOf(
  text: string,
  isHeading = false,
): { readonly level: number; readonly prefix: string; readonly name: string } | null {
  if (!isHeading && (text.length > sectionLengthMax || /[?…]\s*$/u.test(text))) return null;
  for (const [level, pattern] of sections) {
    const found = pattern.exec(text);
    if (!found || !isApart(found[0], text.slice(found[0].length))) continue;
    const name = text.slice(found[0].length).trim();
    const prefix = found[0].replace(/[\s.:)\-–—]+$/u, '').trim();
    return { level, prefix, name: name === '' ? text.trim() : name };
  }
  return null;
}

const levels: readonly (readonly [Difficulty, RegExp])[] = [
  ['recognise', /^(?:nb|n\.?b\.?|nhận biết|biết|mức\s*1|1|dễ|recogni[sz]e|remember|easy)$/iu],
  ['understand', /^(?:th|thông hiểu|hiểu|mức\s*2|2|trung bình|tb|understand|medium)$/iu],
  ['apply', /^(?:vd|vdt|vdc|vận dụng|vận dụng thấp|vận dụng cao|mức\s*[34]|3|4|khó|rất khó|apply|hard)$/iu],
];

/** The level that a word of people stands for. */
export function difficultyOf(text: string): Difficulty | null {
  const word = text
    .trim()
    .replace(/(?<![.;])[.;]+$/u, '')
    .trim();
  return levels.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** Names of kinds as our own files print them, and as people call them. */
const kindWords: readonly (readonly [QuestionKind, RegExp])[] = [
  ['multiple', /^(?:nhiều lựa chọn đúng|nhiều đáp án(?: đúng)?|chọn nhiều|multiple)$/iu],
  ['single', /^(?:một lựa chọn|một đáp án(?: đúng)?|chọn một|trắc nghiệm|single)$/iu],
  ['grid', /^(?:bảng đúng\s*[/-]\s*sai|nhiều ý đúng\s*[/-]\s*sai|grid)$/iu],
  ['true-false', /^(?:đúng\s*[/-]\s*sai|true\s*[/-]\s*false)$/iu],
  ['number', /^(?:điền số|số|number|numerical)$/iu],
  ['text', /^(?:trả lời ngắn|điền từ|điền khuyết|tự luận ngắn|text|short answer)$/iu],
  ['ordering', /^(?:sắp xếp|sắp thứ tự|ordering)$/iu],
  ['matching', /^(?:ghép đôi|ghép cặp|nối|nối cột|matching)$/iu],
];

export function kindOf(text: string): QuestionKind | null {
  const word = text.trim().replace(/(?<![.;])[.;]+$/u, '');
  return kindWords.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
}

/** What our files print for a kind; `kindOf` and `schemeOf` read them back. */
export const kindNames: Readonly<Record<QuestionKind, string>> = {
  single: 'Một lựa chọn',
  multiple: 'Nhiều đáp án',
  'true-false': 'Đúng/Sai',
  grid: 'Bảng đúng/sai',
  number: 'Điền số',
  text: 'Trả lời ngắn',
  ordering: 'Sắp xếp',
  matching: 'Ghép đôi',
};

export const schemeNames: Readonly<Record<MarkingScheme, string>> = {
  'all-or-nothing': 'Đúng hết mới có điểm',
  'right-minus-wrong': 'Đúng trừ sai',
  'each-part': 'Từng ý',
  'exam-2025': 'Thang 2025',
};

export const difficultyNames: Readonly<Record<Difficulty, string>> = {
  recognise: 'Nhận biết',
  understand: 'Thông hiểu',
  apply: 'Vận dụng',
};

export function schemeOf(text: string): MarkingScheme | null {
  const word = text.trim().toLowerCase();
  const found = Object.entries(schemeNames).find(([, name]) => name.toLowerCase() === word);
  return found ? (found[0] as MarkingScheme) : null;
}

/** Đúng or Sai in the ways people write them; null: neither. */
export function truthOf(text: string): boolean | null {
  const word = text
    .trim()
    .replace(/(?<![.;,])[.;,]+$/u, '')
    .trim();
  if (/^(?:đúng|đ|true|t|yes)$/iu.test(word)) return true;
  return /^(?:sai|s|false|f|no)$/iu.test(word) ? false : null;
}
