/** Cuts what stands inside a line: an aside after a question's number, a field after an option. */
import { cut } from './plain-text-line.ts';
import type { Line } from './plain-text-line.ts';
import { inlineField } from './plain-text-words.ts';

/** `(NB)`, `[0,25 điểm]` at the start of a text: where its words are, and where the rest begins. */
export function asideIn(text: string): { from: number; to: number; end: number } | null {
  const found = /^\s*([[(])([^\])]{1,40})[\])]\s*[.:]?\s*/u.exec(text);
  const words = found?.[2] ?? '';
  const isAside =
    /^(?:nb|th|vdc?|nhận biết|thông hiểu|vận dụng(?: cao| thấp)?|dễ|trung bình|khó|mức\s*\d)$|\d\s*(?:đ|điểm)$/iu;
  if (!found || !isAside.test(words.trim())) return null;
  const from = found[0].indexOf(found[1] ?? '') + 1;
  return { from, to: from + words.length, end: found[0].length };
}

/** `D. Sai   Đáp án: B` is an option and a field. */
export function splitFields(line: Line): Line[] {
  const parts: Line[] = [];
  let at = 0;
  for (const found of line.text.matchAll(inlineField)) {
    parts.push(cut(line, at, found.index));
    at = found.index + found[0].length;
  }
  parts.push(cut(line, at));
  return parts;
}
