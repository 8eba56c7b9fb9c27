/**
 * Texts of questions as people write them (Markdown without HTML, formulas between dollars, uploaded files by
 * `media:ID`) to the HTML that a page may show as it is, and to plain text. Nothing of the text can become markup that
 * is not named here, and nothing can be fetched from another host: other addresses stay the text they are.
 */
import markdownIt, { type MarkdownIt, type Token } from 'markdown-it';
import { escaped } from './markup-escape.ts';
import { formulaHtml, formulaRule } from './markup-formula.ts';
import { mediaHtml, mediaIdOf, mediaRule, type MediaOf } from './markup-media.ts';

/** A longer text is shown as it was typed: no question needs it, and parsing is not free. */
const markupLengthMax = 20_000;

const ours = ['text', 'newline', 'escape', 'backticks', 'strikethrough', 'emphasis', 'entity'];

function makeParser(): MarkdownIt {
  const parser = markdownIt('zero', { html: false, linkify: false, typographer: false, breaks: true, maxNesting: 20 });
  parser.enable([...ours, 'table', 'list', 'fence', 'paragraph', 'balance_pairs', 'fragments_join']);
  parser.inline.ruler.after('escape', 'formula', formulaRule);
  parser.inline.ruler.before('emphasis', 'media', mediaRule);
  parser.renderer.rules['formula'] = (tokens, at) => formulaHtml(tokens[at]?.content ?? '', tokens[at]?.block ?? false);
  parser.renderer.rules['media'] = (tokens, at, _, env: unknown) =>
    mediaHtml(tokens[at]?.content ?? '', tokens[at]?.info ?? '', (env as MarkupEnv).mediaOf);
  return parser;
}

interface MarkupEnv {
  readonly mediaOf: MediaOf;
}

const parser = makeParser();
const unknownMedia: MediaOf = () => undefined;

/** Paragraphs, lists and tables: a stem, an explanation. */
export const toHtml = (markdown: string, mediaOf: MediaOf = unknownMedia): string =>
  markdown.length > markupLengthMax ? escaped(markdown) : parser.render(markdown, { mediaOf }).trim();

/** One line without blocks: an option, a prompt. */
export const toInlineHtml = (markdown: string, mediaOf: MediaOf = unknownMedia): string =>
  markdown.length > markupLengthMax ? escaped(markdown) : parser.renderInline(markdown.trim(), { mediaOf });

/** What somebody would read aloud: no marks, formulas as they were typed, files by their alt text, one line. */
export function toPlain(markdown: string): string {
  if (markdown.length > markupLengthMax) return markdown;
  return parser.parse(markdown, {}).map(plainOf).join('').replace(/\s+/gu, ' ').trim();
}

function plainOf(token: Token): string {
  if (token.children !== null && token.type === 'inline') return token.children.map(plainOf).join('');
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
  return token.type.endsWith('_close') && token.block ? ' ' : token.content;
}

/** For other renderings of the same texts. */
export const parseMarkup = (markdown: string): readonly Token[] => parser.parse(markdown.slice(0, markupLengthMax), {});

/** Files that a text shows, with their alt text. */
export function mediaIn(markdown: string): { id: string; alt: string }[] {
  // Thousands of texts are asked, and hardly any shows a file.
  if (!markdown.includes('](media:')) return [];
  return parser
    .parse(markdown.slice(0, markupLengthMax), {})
    .flatMap((block) => block.children ?? [])
    .filter(({ type }) => type === 'media')
    .map(({ info, content }) => ({ id: info, alt: content }));
}

/** Pictures and links to other hosts, which are never shown: the addresses. */
export function addressesIn(markdown: string): string[] {
  const named = /!?\[[^\][\n]{0,500}\]\(\s*<?([^\s)>]{1,500})/g;
  return [...markdown.slice(0, markupLengthMax).matchAll(named)]
    .map(([, address = '']) => address)
    .filter((address) => mediaIdOf(address) === null);
}
