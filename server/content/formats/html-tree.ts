/**
 * HTML out of question files to a small tree, as forgiving as a browser and as bounded: nothing is fetched, nothing runs,
 * depth and size have limits. It knows tags, not what they mean: html-markdown.ts does.
 */
import { decodeEntities } from './html-entities.ts';
import type { XmlElement, XmlNode } from './xml.ts';

interface Growing {
  readonly name: string;
  readonly uri: '';
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
  readonly line: number;
}

const empties = new Set(['br', 'img', 'hr', 'input', 'col', 'source', 'meta', 'link', 'wbr', 'embed', 'param', 'area']);
const blocks = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'table',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'hr',
]);
/** Opening one of these ends an open one of the listed names. */
const ends: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    li: ['li'],
    tr: ['td', 'th', 'tr'],
    td: ['td', 'th'],
    th: ['td', 'th'],
    option: ['option'],
  }),
);
/** Past these no implied end looks: a list inside a list item keeps the item open. */
const walls = new Set(['ul', 'ol', 'table', 'body']);
const rawText = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'iframe']);
/** Deeper nesting is flattened, as browsers do. */
const depthMax = 60;

/** Of text and of elements; a question has a hundredth of it. */
const textMax = 200_000;
const elementsMax = 20_000;
/** Tags with quotes that nobody closes are read to their first `>` after so many. */
const strayQuotesMax = 50;

const attribute = /([^\s=/"'<>]{1,60})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** A `body` with whatever the text holds, as far as it is not absurdly long. Never throws. */
export function readHtml(text: string): XmlElement {
  const body: Growing = { name: 'body', uri: '', attributes: {}, children: [], line: 1 };
  const open: Growing[] = [body];
  const ends = tagEnds(text);
  let [length, elements, at] = [0, 0, 0];
  const addText = (words: string): void => {
    const kept = words.slice(0, Math.max(0, textMax - length));
    length += kept.length;
    if (kept !== '') open.at(-1)?.children.push(decodeEntities(kept).normalize('NFC'));
  };
  while (at < text.length && elements < elementsMax) {
    const next = nextTag(text, at);
    const end = next < 0 ? -1 : ends(next);
    addText(text.slice(at, end < 0 ? text.length : next));
    if (end < 0) break;
    at = end;
    const [, slash = '', rawName = '', rest = ''] =
      /^<(\/?)([a-zA-Z][^\s/>]{0,60})([\s\S]*)>$/.exec(text.slice(next, end)) ?? [];
    const name = rawName.toLowerCase().replace(/^.*:/, '');
    if (name === '') continue;
    if (slash === '/') closeTo(open, name);
    else {
      elements += 1;
      openTag(open, name, rest);
      if (rawText.has(name) && !rest.endsWith('/')) at = indexOfClose(text, name, at);
    }
  }
  return body;
}

/** Where the next tag, comment or declaration begins. */
function nextTag(text: string, from: number): number {
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
    if (/[a-zA-Z/!?]/.test(text.charAt(at + 1))) return at;
  }
  return -1;
}

/** Place after the end of what begins at a `<`; -1: it has no end, and is no tag. Looks at each sign about once. */
function tagEnds(text: string): (from: number) => number {
  let strayQuotes = 0;
  return (from) => {
    if (text.startsWith('<!--', from)) {
      const close = text.indexOf('-->', from + 4);
      return close < 0 ? text.length : close + 3;
    }
    const plain = text.indexOf('>', from);
    if (plain < 0) return -1;
    if (strayQuotes > strayQuotesMax) return plain + 1;
    let quote = '';
    for (let at = from + 1; at < text.length; at += 1) {
      const sign = text.charAt(at);
      if (quote === '' && sign === '>') return at + 1;
      if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
      else if (sign === quote) quote = '';
    }
    strayQuotes += 1;
    return plain + 1;
  };
}

function indexOfClose(text: string, name: string, from: number): number {
  const close = new RegExp(`</${name}\\s{0,9}>`, 'gi');
  close.lastIndex = from;
  return close.exec(text)?.index ?? text.length;
}

function openTag(open: Growing[], name: string, rest: string): void {
  for (const other of ends.get(name) ?? (blocks.has(name) ? ['p'] : [])) closeTo(open, other, true);
  const element: Growing = { name, uri: '', attributes: attributesOf(rest), children: [], line: 0 };
  open.at(-1)?.children.push(element);
  if (!empties.has(name) && !rest.endsWith('/') && open.length < depthMax) open.push(element);
}

/** An end tag of nothing open means nothing; `behindWall`: only as far as the nearest list or table. */
function closeTo(open: Growing[], name: string, behindWall = false): void {
  for (let at = open.length - 1; at > 0; at -= 1) {
    const one = open[at];
    if (one?.name === name) return void open.splice(at);
    if (behindWall && one && walls.has(one.name)) return;
  }
}

function attributesOf(rest: string): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  // A picture may be written into its attribute, but quotes without an end must not be looked for again and again.
  if (rest.length > 20_000 && !rest.includes('base64,')) return attributes;
  for (const [, name = '', double, single, bare] of rest.matchAll(attribute)) {
    attributes[name.toLowerCase()] ??= decodeEntities(double ?? single ?? bare ?? '').normalize('NFC');
  }
  return attributes;
}
