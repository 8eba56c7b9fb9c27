/**
 * XML that somebody sent, as a small tree. A document type, an entity of its own, an address elsewhere: all refused, so
 * nothing expands and nothing is fetched. It knows nothing of any vocabulary.
 */
import { SaxesParser } from 'saxes';
import { importLimits } from '../imported.ts';
import { refuse } from './package.ts';
import type { Refused } from './package.ts';

export interface XmlElement {
  /** Without prefix; `uri` tells equal names of two vocabularies apart. */
  readonly name: string;
  readonly uri: string;
  /** By name without prefix; of two such, the one without prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Where its start tag ends in the text, from 1. */
  readonly line: number;
}

export type XmlNode = XmlElement | string;

export type XmlOutcome = { readonly ok: true; readonly value: XmlElement } | Refused;

/** Elements, attributes and texts together; a tree of so many takes about half the memory that a reading may have. */
const nodesMax = 1_500_000;

/** What browsers call the encodings that such files are really written in. */
const encodings = ['utf-8', 'utf8', 'us-ascii', 'iso-8859-1', 'windows-1252', 'windows-1258'];

/** Neither XML nor people have a use for them, yet other systems let them through; U+0085 is a line's end. */
const controls = /(?![\t\n\r\u0085])\p{Cc}|[\ufffe\uffff]/gu;
const controlReferences = /&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127)|x0*(?:[0-8bcef]|1[\da-f]|7f));/gi;

class Stop extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.refusal);
    this.refused = refused;
  }
}

interface Growing {
  readonly name: string;
  readonly uri: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlNode[];
  readonly line: number;
}

/** The root element, texts in NFC and without control characters. Never throws at content. */
export function readXml(content: Uint8Array | string): XmlOutcome {
  const text = typeof content === 'string' ? content : decodeXml(content);
  if (text === null) return refuse('file-encoding-unknown');
  try {
    return parse(text.replace(controls, '').replace(controlReferences, ''));
  } catch (failure) {
    if (failure instanceof Stop) return failure.refused;
    throw failure;
  }
}

function parse(text: string): XmlOutcome {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Growing[] = [];
  let root: Growing | null = null;
  let nodes = 0;
  const count = (more: number): void => {
    nodes += more;
    if (nodes > nodesMax) throw new Stop(refuse('file-unpacks-too-large', { max: String(nodesMax) }));
  };
  const addText = (words: string): void => {
    const parent = open.at(-1);
    if (!parent || words === '') return;
    count(1);
    parent.children.push(words.normalize('NFC'));
  };
  parser.on('doctype', () => {
    throw new Stop(refuse('file-external-entity', { line: String(parser.line) }));
  });
  parser.on('error', () => {
    throw new Stop(refuse('file-broken', { reason: 'xml', line: String(parser.line) }));
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', (tag) => {
    const attributes = Object.create(null) as Record<string, string>;
    for (const { prefix, local, value } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || (prefix !== '' && attributes[local] !== undefined)) continue;
      attributes[local] = value.normalize('NFC');
      count(1);
    }
    const element: Growing = { name: tag.local, uri: tag.uri, attributes, children: [], line: parser.line };
    count(1);
    if (open.length >= importLimits.depthMax) {
      throw new Stop(refuse('file-too-deep', { max: String(importLimits.depthMax) }));
    }
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return root === null ? refuse('file-broken', { reason: 'xml', line: '1' }) : { ok: true, value: root };
}

/** null: not in an encoding that we know, or not what it says it is. */
function decodeXml(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  const name = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : declared;
  if (!isLittle && !isBig && !encodings.includes(name)) return null;
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function isElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string';
}

/** The child elements, or those of one name. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(isElement).filter((child) => name === undefined || child.name === name);
}

/** The first child of the name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child): child is XmlElement => isElement(child) && child.name === name);
}

/** Every element of the name at any depth, in the order of the document, `element` not among them. */
export function allOf(element: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const look = (from: XmlElement): void => {
    for (const child of from.children) {
      if (!isElement(child)) continue;
      if (child.name === name) found.push(child);
      look(child);
    }
  };
  look(element);
  return found;
}

/** All text inside, as it stands, in NFC (a letter and its mark may lie in two nodes). */
export function textIn(element: XmlElement | undefined): string {
  if (!element) return '';
  const parts: string[] = [];
  const look = (node: XmlNode): void => {
    if (typeof node === 'string') parts.push(node);
    else node.children.forEach(look);
  };
  look(element);
  return parts.join('').normalize('NFC');
}
