/** Truth of each statement of a grid: after the statement, in the key line or in a list of keys. */
import { truthKey } from './plain-text-keys.ts';
import type { RawQuestion } from './plain-text-raw.ts';
import { truthOf } from './plain-text-words.ts';

/** Truth of each statement: after them (`(Đ)`), in the key line, or in a list of keys. */
export function truthsOf(raw: RawQuestion): { readonly truths: readonly boolean[]; readonly isInline: boolean } | null {
  const count = raw.options.length;
  const inline = raw.options.map(({ body }) => truthAtEnd(body.text)?.truth ?? null);
  if (count >= 2 && inline.every((truth) => truth !== null)) {
    return { truths: inline.map((truth) => truth === true), isInline: true };
  }
  const lines = raw.fields.get('key') ?? [];
  const written = [lines.map(({ text }) => text).join(', '), ...raw.listed.map(({ text }) => text)];
  const truths = written.map((text) => truthKey(text, count)).find((found) => found !== null);
  return truths ? { truths, isInline: false } : null;
}

/** `… năm 1945. (Đ)`, `… – Sai`, `… năm 1945. Đ`. */
export function truthAtEnd(text: string): { readonly truth: boolean; readonly at: number } | null {
  const found =
    /(?<!\s)\s*(?:[([]\s*(đúng|sai|đ|s)\s*[)\]]|(?:[-–→:]|=>)\s*(đúng|sai|Đ|S)|(?<=[.;!]\s|\s\s|\t)(đúng|sai|Đ|S))\s*\.?$/iu.exec(
      text,
    );
  const truth = truthOf(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
  return found && found.index > 0 && truth !== null ? { truth, at: found.index } : null;
}
