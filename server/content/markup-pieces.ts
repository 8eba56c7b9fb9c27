/** Texts of questions as lines of plain pieces, for paper: what is bold or slanted stays so, formulas become text. */
import type { Token } from 'markdown-it';
import { parseMarkup } from './markup.ts';

export type MarkupPiece =
  | { readonly kind: 'text'; readonly text: string; readonly isBold: boolean; readonly isItalic: boolean }
  | { readonly kind: 'media'; readonly id: string; readonly alt: string };

export type MarkupLine = readonly MarkupPiece[];

/** One line a paragraph, a break, an entry of a list or a row of a table. */
export function toPieces(markdown: string): MarkupLine[] {
  const lines: MarkupPiece[][] = [];
  const lists: (number | null)[] = [];
  let mark = '';
  let row: MarkupPiece[] | null = null;
  for (const token of parseMarkup(markdown)) {
    if (token.type === 'bullet_list_open') lists.push(null);
    if (token.type === 'ordered_list_open') lists.push(1);
    if (token.type.endsWith('_list_close')) lists.pop();
    if (token.type === 'list_item_open') mark = itemMark(lists);
    if (token.type === 'tr_open') row = [];
    if (token.type === 'tr_close' && row) {
      lines.push(row);
      row = null;
    }
    if (token.type === 'fence')
      lines.push(
        ...token.content
          .trimEnd()
          .split('\n')
          .map((text) => [plain(text)]),
      );
    if (token.type !== 'inline') continue;
    const own = linesOf(token.children ?? []);
    if (row) row.push(...(row.length > 0 ? [plain(' | ')] : []), ...own.flat());
    else lines.push(...own.map((line, at) => (mark !== '' && at === 0 ? [plain(mark), ...line] : line)));
    mark = '';
  }
  return lines.filter((line) => line.length > 0);
}

function itemMark(lists: (number | null)[]): string {
  const number = lists.at(-1) ?? null;
  if (number === null) return '– ';
  lists[lists.length - 1] = number + 1;
  return `${number}. `;
}

const plain = (text: string): MarkupPiece => ({ kind: 'text', text, isBold: false, isItalic: false });

function linesOf(tokens: readonly Token[]): MarkupPiece[][] {
  const lines: MarkupPiece[][] = [[]];
  let [bold, italic] = [0, 0];
  for (const { type, content, info } of tokens) {
    if (type === 'softbreak' || type === 'hardbreak') lines.push([]);
    else if (type === 'strong_open') bold += 1;
    else if (type === 'strong_close') bold -= 1;
    else if (type === 'em_open') italic += 1;
    else if (type === 'em_close') italic -= 1;
    else if (type === 'media') lines.at(-1)?.push({ kind: 'media', id: info, alt: content });
    else if (content !== '') {
      const text = type === 'formula' ? formulaText(content) : content;
      lines.at(-1)?.push({ kind: 'text', text, isBold: bold > 0, isItalic: italic > 0 });
    }
  }
  return lines;
}

const signs: Readonly<Record<string, string>> = {
  ...{ times: '×', cdot: '·', div: '÷', pm: '±', leq: '≤', le: '≤', geq: '≥', ge: '≥', neq: '≠', ne: '≠', approx: '≈' },
  ...{ infty: '∞', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', Delta: 'Δ', lambda: 'λ', mu: 'μ', pi: 'π', rho: 'ρ' },
  ...{
    sigma: 'σ',
    omega: 'ω',
    Omega: 'Ω',
    to: '→',
    rightarrow: '→',
    Rightarrow: '⇒',
    degree: '°',
    circ: '°',
    sum: '∑',
  },
  ...{
    quad: ' ',
    qquad: ' ',
    ',': ' ',
    ' ': ' ',
    '%': '%',
    '{': '{',
    '}': '}',
    in: '∈',
    cup: '∪',
    cap: '∩',
    angle: '∠',
  },
};
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const lowered = '₀₁₂₃₄₅₆₇₈₉';
const deepest = 8;

/** What TeX of a school's formula reads like in one line; what is not known stays as it was typed. */
export function formulaText(tex: string): string {
  let text = tex;
  // From the inside out: each pass takes the groups that hold no other.
  for (let depth = 0; depth < deepest; depth += 1)
    text = text
      .replace(/\\(?:text|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}/g, '$1')
      .replace(
        /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g,
        (_, top: string, below: string) => `${group(top)}/${group(below)}`,
      )
      .replace(/\\sqrt\s*\{([^{}]*)\}/g, (_, under: string) => `√${group(under)}`)
      .replace(/([\^_])\{(\d{1,9})\}/g, (_, sign: string, digits: string) => moved(sign, digits))
      .replace(/([\^_])(\d)(?!\d)/g, (_, sign: string, digit: string) => moved(sign, digit))
      .replace(/\^\{?\\circ\}?/g, '°');
  return text
    .replace(/\\(?:left|right)\s*/g, '')
    .replace(/\\([A-Za-z]+|[,%{} ])/g, (typed, name: string) => signs[name] ?? typed)
    .replace(/\s+/g, ' ')
    .trim();
}

const group = (text: string): string => (/^[\p{L}\d.,]+$/u.test(text) ? text : `(${text})`);
const moved = (sign: string, digits: string): string =>
  [...digits].map((digit) => (sign === '^' ? raised : lowered)[Number(digit)] ?? digit).join('');
