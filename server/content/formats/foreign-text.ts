/** A text of another system, in one of the four ways Moodle has of writing one, to our Markdown; with its pictures. */
import { escapeMarkdown } from './plain-text-markdown.ts';
import { htmlToLine, htmlToMarkdown } from './html-markdown.ts';
import type { HtmlContext } from './html-inline.ts';
import { readHtml } from './html-tree.ts';
import type { MediaShelf } from './media-shelf.ts';
import { tidy } from './draft.ts';

/** `auto`: HTML if it has any tags, else words as they stand. */
export type TextFormat = 'html' | 'markdown' | 'plain' | 'auto';

export function foreignText(text: string, format: TextFormat, context: HtmlContext): string {
  if (isHtml(text, format)) return tidy(htmlToMarkdown(readHtml(text).children, context));
  return format === 'markdown' ? relinked(tidy(text), context) : words(text);
}

/** The same for an option or a prompt: lines at most. */
export function foreignLine(text: string, format: TextFormat, context: HtmlContext): string {
  if (isHtml(text, format)) return tidy(htmlToLine(readHtml(text).children, context));
  return format === 'markdown' ? relinked(tidy(text), context) : words(text);
}

const isHtml = (text: string, format: TextFormat): boolean =>
  format === 'html' || (format === 'auto' && /<\/?[a-z][^<>]*>/i.test(text));

/** Words as they stand: nothing of them is a sign. */
export const words = (text: string): string =>
  tidy(text)
    .split('\n')
    .map((line) => escapeMarkdown(line.trim()))
    .join('\n');

const shown = /!\[((?:\\.|[^\]\\]){0,500})\]\(\s*<?([^\s)>]{1,2000})>?(?:\s+"[^"]*")?\s*\)/g;

/** Pictures of a Markdown text by our own names. */
const relinked = (text: string, context: HtmlContext): string =>
  text.replace(shown, (_, alt: string, address: string) => {
    const media = context.mediaOf(address);
    if ('ref' in media) return `![${alt}](media:${media.ref})`;
    context.note(media.problem, { address: address.slice(0, 200) });
    return alt === '' ? '' : `[${alt}]`;
  });

/** What an address in a text names: bytes written into it, a file of the package, or nothing that may be fetched. */
export function mediaAt(
  address: string,
  fileAt: (path: string) => Uint8Array | undefined,
  shelf: MediaShelf,
): ReturnType<HtmlContext['mediaOf']> {
  const [, type = '', base64 = ''] = /^data:([\w/+.-]{1,60});base64,([\s\S]+)$/.exec(address) ?? [];
  if (base64 !== '')
    return {
      ref: shelf.add(`image.${type.split('/')[1]?.replace(/\W.*$/, '') ?? 'bin'}`, Buffer.from(base64, 'base64')),
    };
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return { problem: 'media-external' };
  const path = decoded(address.replace(/[?#][^]*$/, ''));
  const bytes = fileAt(path);
  return bytes === undefined ? { problem: 'media-missing' } : { ref: shelf.add(path, bytes) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
