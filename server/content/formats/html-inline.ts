/** A line of HTML to Markdown: emphasis, pictures, formulas, raised and lowered letters. Blocks are html-markdown.ts'. */
import type { ImportProblemName } from '../../rules/import-preview.ts';
import { escapeMarkdown } from './plain-text-markdown.ts';
import { isElement, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

export interface HtmlContext {
  /** Ref of a file that the text shows, or why there is none. */
  readonly mediaOf: (address: string) => { readonly ref: string } | { readonly problem: ImportProblemName };
  /** Told about everything that could not be kept; the same thing may be told many times. */
  readonly note: (problem: ImportProblemName, params: Readonly<Record<string, string>>) => void;
}

export const silent = new Set([
  'script',
  'style',
  'head',
  'meta',
  'link',
  'noscript',
  'template',
  'select',
  'input',
  'button',
]);

/** Stand-ins for signs that we put, while what people typed is escaped around them (plain-text-markdown's own). */
export const bold = '\ue001';
const italic = '\ue002';
const strike = '\ue003';
const opaque = '\ufffc';
const newLine = '\ue004';

export const marks: ReadonlyMap<string, string> = new Map(
  Object.entries({
    b: bold,
    strong: bold,
    u: bold,
    mark: bold,
    h1: bold,
    h2: bold,
    h3: bold,
    h4: bold,
    h5: bold,
    h6: bold,
    th: '',
    i: italic,
    em: italic,
    cite: italic,
    dfn: italic,
    var: italic,
    s: strike,
    strike,
    del: strike,
  }),
);
export interface Inline {
  text: string;
  readonly opaque: string[];
}

export function addInline(line: Inline, element: XmlElement, context: HtmlContext): void {
  const { name } = element;
  if (silent.has(name)) return;
  if (name === 'br') line.text += newLine;
  else if (name === 'img' || name === 'audio' || name === 'video' || name === 'object')
    addMedia(line, element, context);
  else if (name === 'math') addFormula(line, element, context);
  else if (name === 'code' || name === 'kbd' || name === 'samp') {
    const code = textIn(element).replace(/\s+/g, ' ').replaceAll('`', "'");
    if (code.trim() !== '') addOpaque(line, `\`${code}\``);
  } else if (name === 'sup' || name === 'sub') addRaised(line, element, context);
  else {
    const sign = marks.get(name) ?? '';
    const before = line.text;
    line.text = '';
    for (const child of element.children) {
      if (isElement(child)) addInline(line, child, context);
      else line.text += typed(child);
    }
    line.text = before + marked(line.text, sign, before);
  }
}

/** Text that somebody typed holds none of our stand-ins. */
export const typed = (text: string): string => text.replace(/[\ue001-\ue006\ufffc]/g, '');

/** Signs go tight around the words; where Markdown would not read them, or the sign is there already, there is none. */
function marked(text: string, sign: string, before: string): string {
  const [, lead = '', core = '', trail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (sign === '' || core === '' || core === opaque || core.includes(sign) || core.includes(newLine)) return text;
  const previous = (lead === '' ? before : ' ').slice(-1);
  const opens =
    /^[\p{L}\p{N}]/u.test(core) || previous === '' || /[\s\p{P}\p{S}]/u.test(previous) || previous === newLine;
  return opens ? `${lead}${sign}${core}${sign}${trail}` : text;
}

const addOpaque = (line: Inline, markdown: string): void => {
  line.text += opaque;
  line.opaque.push(markdown);
};

function addMedia(line: Inline, element: XmlElement, context: HtmlContext): void {
  const { attributes } = element;
  const inner = element.children.filter(isElement);
  const source = inner.find(({ name }) => name === 'source' || name === 'img');
  const address = attributes['src'] ?? attributes['data'] ?? source?.attributes['src'] ?? '';
  const alt = (attributes['alt'] ?? attributes['aria-label'] ?? attributes['title'] ?? textIn(element))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 450);
  if (address === '') return;
  // Systems that draw formulas as pictures keep the formula in the alt text.
  const tex = /(?:latex|tex|math|equation)/i.test(`${attributes['class'] ?? ''} ${address.slice(0, 200)}`);
  if (tex && /[\\^_=]/.test(alt)) return addOpaque(line, formula(alt, false));
  const media = context.mediaOf(address);
  if ('ref' in media) return addOpaque(line, `![${alt.replace(/[\\[\]]/g, '\\$&')}](media:${media.ref})`);
  context.note(media.problem, { address: address.slice(0, 200) });
  line.text += alt === '' ? '' : ` [${alt}] `;
}

function addFormula(line: Inline, element: XmlElement, context: HtmlContext): void {
  const tex = annotationOf(element);
  if (tex !== '') return addOpaque(line, formula(tex, element.attributes['display'] === 'block'));
  context.note('formula-not-kept', {});
  line.text += textIn(element).replace(/\s+/g, ' ');
}

function annotationOf(element: XmlElement): string {
  for (const child of element.children.filter(isElement)) {
    const isTex = child.name === 'annotation' && /tex/i.test(child.attributes['encoding'] ?? '');
    const tex = isTex ? textIn(child) : annotationOf(child);
    if (tex !== '') return tex.trim();
  }
  return '';
}

const formula = (tex: string, isBlock: boolean): string => {
  const clean = tex
    .replace(/\s+/g, ' ')
    .replace(/(?<!\\)\$/g, '\\$')
    .trim();
  return isBlock ? `$$${clean}$$` : `$${clean}$`;
};

/** A sign and the letter that stands for it, high or low. */
const signs = (pairs: string): ReadonlyMap<string, string> =>
  new Map(pairs.split(' ').map((pair): [string, string] => [pair.charAt(0), pair.slice(1)]));
const raised = signs('0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ -⁻ −⁻ nⁿ iⁱ (⁽ )⁾');
const lowered = signs('0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ -₋ −₋ (₍ )₎');

/** m², H₂O: letters of their own where there are such, else a sign before the words. */
function addRaised(line: Inline, element: XmlElement, context: HtmlContext): void {
  const text = textIn(element).trim();
  const table = element.name === 'sup' ? raised : lowered;
  const letters = [...text].map((sign) => table.get(sign));
  if (letters.every((letter) => letter !== undefined)) return void (line.text += letters.join(''));
  context.note('formatting-not-kept', { text: text.slice(0, 60) });
  line.text += `${element.name === 'sup' ? '^' : '_'}(${text})`;
}

/** What `\(…\)`, `\[…\]` and `$$…$$` mean in Moodle; set apart before the words around them are escaped. */
const typedFormula = /\\\(([^\n]{1,900}?)\\\)|\\\[([\s\S]{1,900}?)\\\]|\$\$([^$]{1,900})\$\$/g;

export function finished(line: Inline): string {
  const taken: string[] = [];
  let next = 0;
  const text = line.text
    .replace(/[ \t\r\n\u00a0]+/g, ' ')
    .replace(typedFormula, (whole, inLine?: string, onOwn?: string, dollars?: string) => {
      if (whole.includes(opaque)) return whole;
      const tex = inLine ?? onOwn ?? dollars ?? '';
      return `\ue005${formula(tex.replaceAll(newLine, ' '), inLine === undefined)}\ue006`;
    })
    .replace(/\ue005([\s\S]*?)\ue006|\ufffc/g, (whole, tex?: string) => {
      taken.push(tex ?? line.opaque[next] ?? '');
      if (whole === opaque) next += 1;
      return opaque;
    });
  let at = 0;
  return text
    .split(newLine)
    .map((one) => escapeMarkdown(one.trim()))
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
    .replace(/\n{2,}/g, '\n')
    .replaceAll(bold, '**')
    .replaceAll(italic, '*')
    .replaceAll(strike, '~~')
    .replaceAll(opaque, () => taken[at++] ?? '');
}
