/**
 * A tree of HTML (from html-tree.ts, or the body of a QTI item) to the Markdown that questions are kept in. What it has
 * no sign for loses its look, never its words, and is told; no HTML is ever kept.
 */
import { addInline, bold, finished, marks, silent, typed } from './html-inline.ts';
import type { HtmlContext, Inline } from './html-inline.ts';
import { isElement, textIn } from './xml.ts';
import type { XmlElement, XmlNode } from './xml.ts';

const paragraphs = new Set([
  'p',
  'div',
  'blockquote',
  'section',
  'article',
  'header',
  'footer',
  'figure',
  'figcaption',
  'body',
  'center',
  'dl',
  'dt',
  'dd',
  'address',
  'fieldset',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'prompt',
  'contentBody',
  'itemBody',
  'tr',
  'td',
  'th',
  'li',
  'tbody',
  'thead',
  'rubricBlock',
]);

/** Paragraphs apart by an empty line; lists, tables and pictures as our Markdown writes them. */
export function htmlToMarkdown(nodes: readonly XmlNode[], context: HtmlContext): string {
  return blocksOf(nodes, context).join('\n\n').normalize('NFC');
}

/** One line for an option or a prompt, whatever blocks it was made of. */
export const htmlToLine = (nodes: readonly XmlNode[], context: HtmlContext): string =>
  blocksOf(nodes, context)
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .normalize('NFC');

function blocksOf(nodes: readonly XmlNode[], context: HtmlContext, isInCell = false): string[] {
  const found: string[] = [];
  let line: Inline = { text: '', opaque: [] };
  const end = (): void => {
    const text = finished(line);
    if (text !== '') found.push(text);
    line = { text: '', opaque: [] };
  };
  for (const node of nodes) {
    if (!isElement(node)) line.text += typed(node);
    else if (silent.has(node.name)) continue;
    else if (node.name === 'ul' || node.name === 'ol') {
      end();
      found.push(...(isInCell ? blocksOf(node.children, context, true) : listOf(node, context)));
    } else if (node.name === 'table') {
      end();
      found.push(...(isInCell ? blocksOf(node.children, context, true) : tableOf(node, context)));
    } else if (node.name === 'pre') {
      end();
      const code = textIn(node).replace(/^\n|\s+$/g, '');
      if (code !== '') found.push(`\`\`\`\n${code.replaceAll('```', "'''")}\n\`\`\``);
    } else if (node.name === 'hr') end();
    else if (paragraphs.has(node.name) || holdsBlocks(node)) {
      end();
      const sign = marks.get(node.name) ?? '';
      const inner = blocksOf(node.children, context, isInCell);
      found.push(...(sign === bold ? inner.map(asHeading) : inner));
    } else addInline(line, node, context);
  }
  end();
  return found;
}

/** A heading inside a question is its emphasis. */
const asHeading = (text: string): string => (/[*\n]/.test(text) || text.startsWith('- ') ? text : `**${text}**`);

function holdsBlocks(element: XmlElement): boolean {
  return element.children.some(
    (child) => isElement(child) && (paragraphs.has(child.name) || /^(?:ul|ol|table|pre)$/.test(child.name)),
  );
}

function listOf(list: XmlElement, context: HtmlContext): string[] {
  const items = list.children.filter(isElement).map((item) => blocksOf(item.children, context).join('\n'));
  const lines = items
    .filter((item) => item !== '')
    .map((item, at) => {
      const sign = list.name === 'ol' ? `${at + 1}. ` : '- ';
      return sign + item.replace(/\n+/g, `\n${' '.repeat(sign.length)}`);
    });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function tableOf(table: XmlElement, context: HtmlContext): string[] {
  const rows: string[][] = [];
  const look = (from: XmlElement): void => {
    for (const child of from.children.filter(isElement)) {
      if (child.name !== 'tr') look(child);
      else rows.push(child.children.filter(isElement).map((cell) => cellOf(cell, context)));
    }
  };
  look(table);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2) return rows.flat().filter((cell) => cell !== '');
  const written = rows.map((row) => `| ${[...row, ...Array<string>(width - row.length).fill('')].join(' | ')} |`);
  const rule = `|${' --- |'.repeat(width)}`;
  return [[written[0], rule, ...written.slice(1)].join('\n')];
}

const cellOf = (cell: XmlElement, context: HtmlContext): string =>
  blocksOf(cell.children, context, true).join(' ').replace(/\n+/g, ' ').replaceAll('|', '\\|');
