/**
 * Equations of Word (Office MathML) to the LaTeX that our Markdown holds. Knows the shapes that questions use; an
 * equation with any other shape is given back as its bare letters and said to be not kept.
 */
import { childOf, childrenOf, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

export interface Formula {
  /** null: it has a shape that is not known here. */
  readonly latex: string | null;
  /** Its letters in order. */
  readonly text: string;
}

class UnknownShape extends Error {}

const ignored = new Set([
  'rPr',
  'ctrlPr',
  'oMathParaPr',
  'bookmarkStart',
  'bookmarkEnd',
  'proofErr',
  'lastRenderedPageBreak',
]);
const bigSigns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '∑': '\\sum',
    '∏': '\\prod',
    '∫': '\\int',
    '∬': '\\iint',
    '∮': '\\oint',
    '⋃': '\\bigcup',
    '⋂': '\\bigcap',
  }),
);
const accents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '\u0302': '\\hat',
    '\u0303': '\\tilde',
    '\u0305': '\\overline',
    '\u20d7': '\\vec',
    '\u0307': '\\dot',
    '\u0304': '\\bar',
  }),
);
const functions = new Set(['sin', 'cos', 'tan', 'cot', 'log', 'ln', 'lim', 'max', 'min', 'exp', 'lg']);

/** `element`: an `oMath` or `oMathPara`. */
export function formulaOf(element: XmlElement): Formula {
  const text = textIn(element).replace(/\s+/gu, ' ').trim();
  try {
    const latex = inside(element).trim();
    return { latex: /[$\n]/u.test(latex) ? null : latex, text };
  } catch (failure) {
    if (!(failure instanceof UnknownShape)) throw failure;
    return { latex: null, text };
  }
}

function inside(element: XmlElement | undefined): string {
  return element ? childrenOf(element).map(part).join('') : '';
}

function part(element: XmlElement): string {
  const of = (name: string): string => inside(childOf(element, name));
  switch (element.name) {
    case 'r':
      return signs(childrenOf(element, 't').map(textIn).join(''));
    case 'oMath':
    case 'box':
    case 'e':
    case 'phant':
    case 'ins':
    case 'smartTag':
    case 'sdtContent':
      return inside(element);
    case 'borderBox':
      return `\\boxed{${of('e')}}`;
    case 'f':
      return fraction(element);
    case 'sSup':
      return `{${of('e')}}^{${of('sup')}}`;
    case 'sSub':
      return `{${of('e')}}_{${of('sub')}}`;
    case 'sSubSup':
      return `{${of('e')}}_{${of('sub')}}^{${of('sup')}}`;
    case 'sPre':
      return `{}_{${of('sub')}}^{${of('sup')}}{${of('e')}}`;
    case 'rad':
      return of('deg') === '' ? `\\sqrt{${of('e')}}` : `\\sqrt[${of('deg')}]{${of('e')}}`;
    case 'd':
      return bracketed(element);
    case 'nary':
      return `${bigSigns.get(property(element, 'naryPr', 'chr') ?? '∫') ?? unknown()}${index('_', of('sub'))}${index('^', of('sup'))}{${of('e')}}`;
    case 'func':
      return `${functionName(of('fName'))}{${of('e')}}`;
    case 'limLow':
      return `\\underset{${of('lim')}}{${functionName(of('e'))}}`;
    case 'limUpp':
      return `\\overset{${of('lim')}}{${of('e')}}`;
    case 'acc':
      return `${accents.get(property(element, 'accPr', 'chr') ?? '\u0302') ?? unknown()}{${of('e')}}`;
    case 'bar':
      return property(element, 'barPr', 'pos') === 'top' ? `\\overline{${of('e')}}` : `\\underline{${of('e')}}`;
    case 'm':
      return `\\begin{matrix}${childrenOf(element, 'mr')
        .map((row) => childrenOf(row, 'e').map(inside).join(' & '))
        .join(' \\\\ ')}\\end{matrix}`;
    case 'eqArr':
      return `\\begin{aligned}${childrenOf(element, 'e').map(inside).join(' \\\\ ')}\\end{aligned}`;
    default:
      return ignored.has(element.name) || element.name.endsWith('Pr') ? '' : unknown();
  }
}

function unknown(): never {
  throw new UnknownShape();
}

function property(element: XmlElement, properties: string, name: string): string | undefined {
  return childOf(childOf(element, properties), name)?.attributes['val'];
}

function index(sign: string, latex: string): string {
  return latex === '' ? '' : `${sign}{${latex}}`;
}

function fraction(element: XmlElement): string {
  const [over, under] = [inside(childOf(element, 'num')), inside(childOf(element, 'den'))];
  return property(element, 'fPr', 'type') === 'lin' ? `{${over}}/{${under}}` : `\\frac{${over}}{${under}}`;
}

function bracketed(element: XmlElement): string {
  const open = property(element, 'dPr', 'begChr') ?? '(';
  const close = property(element, 'dPr', 'endChr') ?? ')';
  const between = property(element, 'dPr', 'sepChr') ?? '|';
  const latex = childrenOf(element, 'e').map(inside).join(between);
  return `\\left${bracket(open)}${latex}\\right${bracket(close)}`;
}

function bracket(sign: string): string {
  if (sign === '') return '.';
  if (sign === '{' || sign === '}') return `\\${sign}`;
  if (sign === '‖') return '\\|';
  return '()[]|/'.includes(sign) ? sign : unknown();
}

function functionName(latex: string): string {
  const name = latex.trim();
  return functions.has(name) ? `\\${name} ` : name;
}

/** Signs that LaTeX would take for its own. Words among the signs stay words. */
function signs(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\\{}$&#%_^~]/gu, (sign) =>
      sign === '\\' ? '\\backslash ' : sign === '^' || sign === '~' ? '\\text{}' : `\\${sign}`,
    )
    .replace(/[\p{L}]*[à-ỹđĂÂÊÔƠƯĐ]+[\p{L}\s]*/giu, (word) => `\\text{${word}}`);
}
