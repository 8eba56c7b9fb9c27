/** Explanation and source in the one text that other systems show after an answer: the source is its last line. */
import { toPlain } from '../markup.ts';
import { escapeMarkdown } from './plain-text-markdown.ts';

/** Markdown of both; '' where there is neither. */
export const feedbackOf = ({
  explanation,
  source,
}: {
  readonly explanation: string;
  readonly source: string;
}): string =>
  [explanation, ...(source === '' ? [] : [`Căn cứ: ${escapeMarkdown(source)}`])]
    .filter((text) => text !== '')
    .join('\n\n');

const lastLine = /(?:^|\n)[ \t]{0,20}(?:Căn cứ(?: pháp lý)?|Nguồn|Cơ sở pháp lý)[ \t]{0,5}:[ \t]{0,5}([^\n]+)$/u;

export function readFeedback(markdown: string): { readonly explanation: string; readonly source: string } {
  const text = markdown.trim();
  const found = lastLine.exec(text);
  if (!found) return { explanation: text, source: '' };
  return { explanation: text.slice(0, found.index).trim(), source: toPlain(found[1] ?? '') };
}
