/**
 * A parsed page as Markdown of the kind that questions are written in: paragraphs, lists, tables, emphasis, pictures.
 * What typed text would mean as a mark is escaped. Pure over a tree; cleaning what was pasted is `paste.ts`'s work.
 */

/** As much of the DOM's Node as is read here. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<HtmlNode>;
  getAttribute?(name: string): string | null;
}

const textNode = 3;
const blocks = new Set(['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'UL', 'OL', 'TABLE', 'BODY']);
const marks: Readonly<Record<string, string>> = { B: '**', STRONG: '**', I: '*', EM: '*' };

/** `picture` gives what stands for a picture, '' to leave it out. */
export type PictureOf = (image: HtmlNode) => string;

export const toMarkdown = (root: HtmlNode, picture: PictureOf): string =>
  childrenOf(root, picture)
    .normalize('NFC')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    // Word makes a paragraph of each item.
    .replace(/(?<=(?:^|\n)- .*)\n{2,}(?=- )/g, '\n')
    .trim();

const childrenOf = (node: HtmlNode, picture: PictureOf): string =>
  [...node.childNodes].map((child) => write(child, picture)).join('');

function write(node: HtmlNode, picture: PictureOf): string {
  if (node.nodeType === textNode) return escaped(node.textContent ?? '');
  const mark = marks[node.nodeName];
  if (mark !== undefined) return emphasised(childrenOf(node, picture), mark);
  switch (node.nodeName) {
    case 'BR':
      return '\n';
    case 'IMG':
      return picture(node);
    case 'UL':
    case 'OL':
      return `\n\n${items(node, picture)}\n\n`;
    case 'TABLE':
      return `\n\n${table(node, picture)}\n\n`;
    default:
      return block(node, picture);
  }
}

function block(node: HtmlNode, picture: PictureOf): string {
  const content = childrenOf(node, picture);
  if (!blocks.has(node.nodeName)) return content;
  const text = content.trim();
  if (text === '') return '\n\n';
  if (/^MsoListParagraph/.test(node.getAttribute?.('class') ?? '')) return `\n\n- ${text}\n\n`;
  return `\n\n${/^H\d$/.test(node.nodeName) ? emphasised(text, '**') : text}\n\n`;
}

/** Spaces stand outside of the marks, or they would be no marks. */
function emphasised(content: string, mark: string): string {
  const [, before = '', text = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(content) ?? [];
  return text === '' || text.includes('\n\n') || text.startsWith('*') ? content : before + mark + text + mark + after;
}

function items(list: HtmlNode, picture: PictureOf): string {
  const isNumbered = list.nodeName === 'OL';
  return [...list.childNodes]
    .filter(({ nodeName }) => nodeName === 'LI')
    .map((item, at) => {
      const text = childrenOf(item, picture)
        .trim()
        .replace(/\n{2,}/g, '\n')
        .replaceAll('\n', '\n  ');
      return `${isNumbered ? `${at + 1}.` : '-'} ${text}`;
    })
    .join('\n');
}

function table(node: HtmlNode, picture: PictureOf): string {
  const rows = rowsOf(node).map((row) =>
    [...row.childNodes]
      .filter(({ nodeName }) => nodeName === 'TD' || nodeName === 'TH')
      .map((cell) =>
        childrenOf(cell, picture)
          .trim()
          .replace(/\s*\n\s*/g, ' '),
      ),
  );
  const [head, ...rest] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return head === undefined ? '' : [head, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...rest].join('\n');
}

const rowsOf = (node: HtmlNode): HtmlNode[] =>
  [...node.childNodes].flatMap((child) => (child.nodeName === 'TR' ? [child] : rowsOf(child)));

/** Line ends of a page are spaces; marks that were typed are letters. */
const escaped = (text: string): string =>
  text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[\\*_`$|~]/g, '\\$&')
    .replace(
      /^(\s*)(-|\+|\d+\.)(?= )/,
      (_, space: string, sign: string) => `${space}${sign.replace(/[-+.]$/, '\\$&')}`,
    );
