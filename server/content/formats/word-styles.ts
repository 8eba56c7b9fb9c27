/**
 * Styles of a Word file, as far as reading questions needs them: what runs look like once styles, defaults and their own
 * properties are laid over each other, and which paragraphs are headings. Layout is not read.
 */
import { plainMarks } from './plain-text-line.ts';
import type { Marks } from './plain-text-line.ts';
import { childOf, childrenOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** What a run looks like; `raise`: above or below the line; `isHidden`: Word shows nothing of it. */
export interface Look extends Marks {
  readonly isHidden: boolean;
  readonly font: string;
  readonly raise: 'superscript' | 'subscript' | '';
}

export interface NumberRef {
  readonly numId: string;
  readonly level: number;
}

interface Style {
  readonly basedOn: string;
  readonly runs: XmlElement | undefined;
  readonly paragraph: XmlElement | undefined;
  readonly name: string;
}

const basedOnMax = 20;
const plainLook: Look = { ...plainMarks, isHidden: false, font: '', raise: '' };

export class WordStyles {
  readonly #styles = new Map<string, Style>();
  readonly #base: Look;
  readonly #ofParagraph = new Map<string, Look>();
  readonly #defaultParagraph: string = '';

  constructor(root: XmlElement | undefined) {
    const defaults = childOf(childOf(childOf(root, 'docDefaults'), 'rPrDefault'), 'rPr');
    this.#base = withRun(plainLook, defaults);
    for (const style of root ? childrenOf(root, 'style') : []) {
      const id = style.attributes['styleId'] ?? '';
      const isDefault = style.attributes['type'] === 'paragraph' && isOn(style.attributes['default']);
      if (isDefault) this.#defaultParagraph = id;
      this.#styles.set(id, {
        basedOn: childOf(style, 'basedOn')?.attributes['val'] ?? '',
        runs: childOf(style, 'rPr'),
        paragraph: childOf(style, 'pPr'),
        name: childOf(style, 'name')?.attributes['val'] ?? '',
      });
    }
  }

  /** Of runs in a paragraph that have nothing of their own. */
  ofParagraph(properties: XmlElement | undefined): Look {
    const id = childOf(properties, 'pStyle')?.attributes['val'] ?? this.#defaultParagraph;
    const known = this.#ofParagraph.get(id);
    if (known) return known;
    const look = this.#chain(id).reduce((over, style) => withRun(over, style.runs), this.#base);
    this.#ofParagraph.set(id, look);
    return look;
  }

  ofRun(paragraph: Look, properties: XmlElement | undefined): Look {
    if (!properties) return paragraph;
    const id = childOf(properties, 'rStyle')?.attributes['val'];
    const styled = id === undefined ? paragraph : this.#chain(id).reduce((over, s) => withRun(over, s.runs), paragraph);
    return withRun(styled, properties);
  }

  /** 1 for the highest heading, 0 for none. */
  heading(properties: XmlElement | undefined): number {
    const own = childOf(properties, 'outlineLvl')?.attributes['val'];
    const chain = this.#chain(childOf(properties, 'pStyle')?.attributes['val'] ?? '');
    const styled = chain
      .map((style) => childOf(style.paragraph, 'outlineLvl')?.attributes['val'])
      .findLast((level) => level !== undefined);
    const level = Number(own ?? styled ?? 9);
    if (level >= 0 && level < 9) return level + 1;
    const named = chain.map(({ name }) => /^heading (\d)$/i.exec(name)?.[1]).findLast((found) => found !== undefined);
    return Number(named ?? 0);
  }

  /** The list that a paragraph is in, by itself or by its style; null: none. */
  numberOf(properties: XmlElement | undefined): NumberRef | null {
    const chain = this.#chain(childOf(properties, 'pStyle')?.attributes['val'] ?? '');
    const all = [...chain.map((style) => style.paragraph), properties].map((one) => childOf(one, 'numPr'));
    const numId = all.map((one) => childOf(one, 'numId')?.attributes['val']).findLast((id) => id !== undefined);
    const level = all.map((one) => childOf(one, 'ilvl')?.attributes['val']).findLast((found) => found !== undefined);
    return numId === undefined || numId === '0'
      ? null
      : { numId, level: Math.min(8, Math.max(0, Number(level ?? 0) || 0)) };
  }

  /** The style and those that it stands on, the lowest first. */
  #chain(id: string): Style[] {
    const chain: Style[] = [];
    let at = this.#styles.get(id);
    while (at && chain.length < basedOnMax) {
      chain.unshift(at);
      at = this.#styles.get(at.basedOn);
    }
    return chain;
  }
}

function withRun(under: Look, properties: XmlElement | undefined): Look {
  if (!properties) return under;
  const of = (name: string): XmlElement | undefined => childOf(properties, name);
  const toggle = (name: string, before: boolean): boolean => {
    const found = of(name);
    return found ? isOn(found.attributes['val'] ?? '1') : before;
  };
  const underline = of('u')?.attributes['val'];
  const colour = of('color')?.attributes['val'];
  const light = of('highlight')?.attributes['val'];
  const shade = of('shd')?.attributes['fill'];
  const fonts = of('rFonts')?.attributes;
  const raise = of('vertAlign')?.attributes['val'] ?? shifted(properties);
  return {
    bold: toggle('b', under.bold),
    italic: toggle('i', under.italic),
    strike: toggle('strike', under.strike) || isOn(of('dstrike') && (of('dstrike')?.attributes['val'] ?? '1')),
    isHidden: toggle('vanish', under.isHidden),
    underline: underline === undefined ? under.underline : underline !== 'none',
    colour: colour === undefined ? under.colour : inkOf(colour),
    highlight: light !== undefined ? paperOf(light) : shade !== undefined ? paperOf(shade) : under.highlight,
    font: fonts?.['ascii'] ?? fonts?.['hAnsi'] ?? under.font,
    raise: raise === undefined ? under.raise : raise === 'superscript' || raise === 'subscript' ? raise : '',
  };
}

/** LibreOffice may write small letters above the line by how far they are moved, in half points. */
function shifted(properties: XmlElement): string | undefined {
  const by = Number(childOf(properties, 'position')?.attributes['val'] ?? 0);
  if (childOf(properties, 'sz') === undefined || !(Math.abs(by) >= 2)) return undefined;
  return by > 0 ? 'superscript' : 'subscript';
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['0', 'false', 'off', 'none'].includes(value);
}

/** '' for black and what looks like it: templates write near-blacks that nobody chose. */
function inkOf(colour: string): string {
  const channels = /^([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i
    .exec(colour)
    ?.slice(1)
    .map((part) => parseInt(part, 16));
  return !channels || channels.every((channel) => channel < 0x40) ? '' : colour.toLowerCase();
}

function paperOf(colour: string): string {
  return /^(?:none|auto|white|clear|f[\da-f]f[\da-f]f[\da-f])$/i.test(colour) ? '' : colour.toLowerCase();
}
