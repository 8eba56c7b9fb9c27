/**
 * What Word, Excel and pages put on the clipboard, as Markdown: lists, tables and emphasis stay, pictures are handed out
 * to be uploaded, everything else falls away. The parsers load when somebody first pastes.
 */
import type TurndownService from 'turndown';
import { trust } from '../../parts/trusted.ts';

export interface Pasted {
  /** Pictures stand in it as `![alt](pasted:N)`. */
  readonly markdown: string;
  readonly pictures: readonly Blob[];
}

const elements = 'p br div span b strong i em ul ol li table thead tbody tr td th img sub sup h1 h2 h3 h4 a'.split(' ');

/** Worth reading as HTML: plain text would lose something. */
export const isRich = (html: string): boolean => /<(b|strong|i|em|ul|ol|table|img)\b|MsoListParagraph/i.test(html);

export async function fromHtml(html: string): Promise<Pasted> {
  const [{ default: purify }, { default: Turndown }] = await Promise.all([import('dompurify'), import('turndown')]);
  const clean = purify.sanitize(withoutWordBullets(html), {
    ALLOWED_TAGS: elements,
    ALLOWED_ATTR: ['class', 'src', 'alt', 'start'],
    ALLOW_DATA_ATTR: false,
    RETURN_DOM: true,
    // Our security policy knows no other; what it lets through here is parsed without being shown.
    TRUSTED_TYPES_POLICY: trust as never,
  });
  const pictures: Blob[] = [];
  const turndown = new Turndown({ bulletListMarker: '-', emDelimiter: '*', strongDelimiter: '**' });
  for (const [name, rule] of rules(pictures)) turndown.addRule(name, rule);
  return { markdown: tidy(turndown.turndown(clean as HTMLElement)), pictures };
}

/** Word writes the bullet itself into the paragraph, in a span that it names so. */
const withoutWordBullets = (html: string): string =>
  html
    .replace(/<!\[if !supportLists\]>[\s\S]*?<!\[endif\]>/gi, '')
    .replace(/<!--\[if !supportLists\]-->[\s\S]*?<!--\[endif\]-->/gi, '')
    .replace(/<(style|head|script)\b[\s\S]*?<\/\1>/gi, '');

function rules(pictures: Blob[]): [string, TurndownService.Rule][] {
  const picture = (_: string, node: Node): string => {
    const { alt, src } = node as HTMLImageElement;
    const blob = pictureOf(src);
    if (!blob) return alt;
    pictures.push(blob);
    return `![${alt.replace(/[[\]\n]/g, ' ').trim()}](pasted:${pictures.length - 1})`;
  };
  const cell = (content: string): string =>
    `| ${content
      .trim()
      .replace(/\s*\n\s*/g, ' ')
      .replaceAll('|', '\\|')} `;
  const row = (content: string, node: Node): string => {
    const { parentElement: parent, children } = node as HTMLElement;
    const isFirst = parent?.closest('table')?.querySelector('tr') === node;
    return `${content.trim()} |\n${isFirst ? `${'| --- '.repeat(children.length)}|\n` : ''}`;
  };
  return [
    ['picture', { filter: 'img', replacement: picture }],
    ['cell', { filter: ['td', 'th'], replacement: cell }],
    ['row', { filter: 'tr', replacement: row }],
    ['table', { filter: 'table', replacement: (content) => `\n\n${content.trim()}\n\n` }],
    ['link', { filter: 'a', replacement: (content) => content }],
    ['head', { filter: ['h1', 'h2', 'h3', 'h4'], replacement: (content) => `\n\n**${content.trim()}**\n\n` }],
    [
      'word-list',
      {
        filter: (node) => node.nodeName === 'P' && /^MsoListParagraph/.test(node.className),
        replacement: (content) => `\n- ${content.trim()}\n`,
      },
    ],
  ];
}

/** A picture that is in the clipboard itself; those on other hosts or on a disk cannot be had. */
function pictureOf(source: string): Blob | null {
  const [, type = '', base64 = ''] = /^data:(image\/(?:png|jpeg|gif|webp));base64,([\w+/=\s]+)$/i.exec(source) ?? [];
  if (base64 === '') return null;
  const bytes = Uint8Array.from(atob(base64.replace(/\s/g, '')), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type });
}

const tidy = (markdown: string): string =>
  markdown
    .normalize('NFC')
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/(^|\n)(- .*)\n{2,}(?=- )/g, '$1$2\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** With each picture as it was uploaded; '' leaves it out. */
export const withPictures = (markdown: string, uploaded: readonly string[]): string =>
  markdown.replace(/!\[[^\]]*\]\(pasted:(\d+)\)/g, (_, at: string) => uploaded[Number(at)] ?? '');
