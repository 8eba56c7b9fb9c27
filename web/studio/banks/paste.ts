/**
 * What Word, Excel and pages put on the clipboard, as Markdown: lists, tables and emphasis stay, pictures are handed out
 * to be uploaded, everything else falls away. The cleaner loads when somebody first pastes.
 */
import { trust } from '../../parts/trusted.ts';
import { toMarkdown, type HtmlNode } from './html-to-markdown.ts';

export interface Pasted {
  /** Pictures stand in it as `![alt](pasted:N)`. */
  readonly markdown: string;
  readonly pictures: readonly Blob[];
}

const elements = 'p br div span b strong i em ul ol li table thead tbody tr td th img sub sup h1 h2 h3 h4 a'.split(' ');

/** Worth reading as HTML: plain text would lose something. */
export const isRich = (html: string): boolean => /<(b|strong|i|em|ul|ol|table|img)\b|MsoListParagraph/i.test(html);

export async function fromHtml(html: string): Promise<Pasted> {
  const { default: purify } = await import('dompurify');
  const clean = purify.sanitize(withoutWordBullets(html), {
    ALLOWED_TAGS: elements,
    ALLOWED_ATTR: ['class', 'src', 'alt', 'start'],
    ALLOW_DATA_ATTR: false,
    RETURN_DOM: true,
    // Our security policy knows no other; what it lets through here is parsed without being shown.
    TRUSTED_TYPES_POLICY: trust as never,
  });
  const pictures: Blob[] = [];
  const picture = (image: HtmlNode): string => {
    const alt = (image.getAttribute?.('alt') ?? '').replace(/[[\]\s]+/g, ' ').trim();
    const blob = pictureOf(image.getAttribute?.('src') ?? '');
    return blob ? `![${alt}](pasted:${pictures.push(blob) - 1})` : alt;
  };
  return { markdown: toMarkdown(clean, picture), pictures };
}

/** Word writes the bullet itself into the paragraph, in a span that it names so. */
const withoutWordBullets = (html: string): string =>
  html
    .replace(/<!\[if !supportLists\]>[\s\S]*?<!\[endif\]>/gi, '')
    .replace(/<!--\[if !supportLists\]-->[\s\S]*?<!--\[endif\]-->/gi, '')
    .replace(/<(style|head|script)\b[\s\S]*?<\/\1>/gi, '');

/** A picture that is in the clipboard itself; those on other hosts or on a disk cannot be had. */
function pictureOf(source: string): Blob | null {
  const [, type = '', base64 = ''] = /^data:(image\/(?:png|jpeg|gif|webp));base64,([\w+/=\s]+)$/i.exec(source) ?? [];
  if (base64 === '') return null;
  const bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type });
}

/** With each picture as it was uploaded; '' leaves it out. */
export const withPictures = (markdown: string, uploaded: readonly string[]): string =>
  markdown.replace(/!\[[^\]]*\]\(pasted:(\d+)\)/g, (_, at: string) => uploaded[Number(at)] ?? '');
