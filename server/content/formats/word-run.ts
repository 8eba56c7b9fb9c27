/**
 * Runs of a Word paragraph to lines of pieces: text with its look, legacy fonts converted, pictures and equations in
 * their places, deleted text left out. Paragraph order and tables are `word-body`'s matter.
 */
import type { ImportProblemName } from '../../rules/import-preview.ts';
import { convertLegacy, isUnicodeVietnamese, legacyFont } from './legacy-text.ts';
import type { MediaShelf } from './media-shelf.ts';
import { plainMarks, picture, words } from './plain-text-line.ts';
import type { Piece } from './plain-text-line.ts';
import { formulaOf } from './word-formula.ts';
import { imageIn } from './word-image.ts';
import type { WordParts } from './word-image.ts';
import type { Look, WordStyles } from './word-styles.ts';
import { raised, symbolOf } from './word-symbols.ts';
import { allOf, childOf, childrenOf, isElement, textIn } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** `legacy`: the font's encoding, in which the text still is. */
interface RunPiece extends Piece {
  readonly legacy?: NonNullable<ReturnType<typeof legacyFont>>;
}

/** What is gathered while the whole document is read. */
export interface WordReading {
  readonly styles: WordStyles;
  readonly parts: WordParts;
  readonly shelf: MediaShelf;
  /** Texts of footnotes and endnotes by `footnote/ID`. */
  readonly notes: ReadonlyMap<string, string>;
  page: number;
  legacyLetters: number;
  readonly legacyEncodings: Set<string>;
  /** `field`: which kind of text it is, where its problem has words for that. */
  readonly lost: {
    readonly name: ImportProblemName;
    readonly field?: 'struck';
    readonly text: string;
    readonly page: number;
  }[];
}

/** A paragraph's lines of pieces, and the text boxes that hang on it. */
export interface Paragraph {
  readonly lines: RunPiece[][];
  readonly boxes: XmlElement[];
}

/** Wrappers that change nothing of the text inside. `del` and `moveFrom` are not among them: that text is gone. */
const wrappers = new Set([
  'ins',
  'moveTo',
  'smartTag',
  'sdt',
  'sdtContent',
  'customXml',
  'fldSimple',
  'dir',
  'bdo',
  'ruby',
  'rubyBase',
]);

export function readParagraph(element: XmlElement, look: Look, reading: WordReading): Paragraph {
  const paragraph: Paragraph = { lines: [[]], boxes: [] };
  const fields = { isInstruction: false, isLink: false };
  const [hidden, struck]: [string[], string[]] = [[], []];
  const inside = (parent: XmlElement, isLink: boolean): void => {
    for (const child of childrenOf(parent)) {
      if (child.name === 'r' && !isMath(child))
        readRun(child, { look, isLink, paragraph, reading, fields, hidden, struck });
      else if (child.name === 'hyperlink') inside(child, true);
      else if (child.name === 'oMath' || child.name === 'oMathPara') add(paragraph, formula(child));
      else if (child.name === 'AlternateContent') inside(chosen(child), isLink);
      else if (wrappers.has(child.name)) inside(child, isLink);
    }
  };
  inside(element, false);
  if (hidden.join('').trim() !== '') {
    reading.lost.push({ name: 'text-left-over', text: hidden.join('').trim(), page: reading.page });
  }
  if (struck.join('').trim() !== '') {
    reading.lost.push({ name: 'text-left-over', field: 'struck', text: struck.join('').trim(), page: reading.page });
  }
  return { lines: paragraph.lines.map((line) => withoutLegacy(line, reading)), boxes: paragraph.boxes };
}

interface RunPlace {
  readonly look: Look;
  readonly isLink: boolean;
  readonly paragraph: Paragraph;
  readonly reading: WordReading;
  readonly fields: { isInstruction: boolean; isLink: boolean };
  /** Text that Word does not show; it is told, and read as nothing. */
  readonly hidden: string[];
  /** Text that its author has struck out: withdrawn as deleted text is, but in sight. */
  readonly struck: string[];
}

/** What a line through it withdraws; a picture stays. */
const struckParts = new Set(['t', 'sym', 'tab', 'ptab', 'noBreakHyphen']);

function readRun(run: XmlElement, at: RunPlace): void {
  const look = at.reading.styles.ofRun(at.look, childOf(run, 'rPr'));
  for (const child of childrenOf(run)) {
    if (child.name === 'fldChar') {
      const type = child.attributes['fldCharType'];
      at.fields.isInstruction =
        type === 'begin' || (type === 'end' ? false : type !== 'separate' && at.fields.isInstruction);
      if (type === 'end') at.fields.isLink = false;
    } else if (child.name === 'instrText') at.fields.isLink ||= /hyperlink/iu.test(textIn(child));
    else if (at.fields.isInstruction) continue;
    else if (look.isHidden) at.hidden.push(child.name === 't' ? textIn(child) : ' ');
    else if (look.strike && struckParts.has(child.name)) at.struck.push(child.name === 't' ? textIn(child) : ' ');
    else readPart(child, look, at);
  }
}

function readPart(part: XmlElement, look: Look, at: RunPlace): void {
  const { paragraph, reading } = at;
  const text = (value: string): void => textPieces(value, look, at).forEach((piece) => add(paragraph, piece));
  switch (part.name) {
    case 't':
      return text(textIn(part));
    case 'tab':
    case 'ptab':
      return text('\t');
    case 'noBreakHyphen':
      return text('-');
    case 'lastRenderedPageBreak':
      reading.page += 1;
      return;
    case 'br':
    case 'cr':
      if (part.attributes['type'] !== 'page' && part.attributes['type'] !== 'column') paragraph.lines.push([]);
      return;
    case 'sym':
      return symbol(part, look, at);
    case 'footnoteReference':
    case 'endnoteReference': {
      const note = reading.notes.get(`${part.name.replace('Reference', '')}/${part.attributes['id'] ?? ''}`) ?? '';
      if (note !== '') reading.lost.push({ name: 'text-left-over', text: note, page: reading.page });
      return;
    }
    case 'AlternateContent':
      for (const child of childrenOf(chosen(part))) readPart(child, look, at);
      return;
    case 'drawing':
    case 'pict':
    case 'object': {
      const boxes = allOf(part, 'txbxContent');
      paragraph.boxes.push(...boxes);
      if (boxes.length === 0) imageIn(part, reading).forEach((piece) => add(paragraph, piece));
      return;
    }
  }
}

function textPieces(value: string, look: Look, { isLink, fields }: RunPlace): RunPiece[] {
  // A link's blue and underline are nobody's choice of key.
  const { bold, italic, strike, underline, colour, highlight } =
    isLink || fields.isLink ? { ...look, underline: false, colour: '' } : look;
  const marks = { bold, italic, strike, underline, colour, highlight };
  const font = legacyFont(look.font);
  // Text of Unicode keeps its letters when somebody sets an old font on it.
  const isOld = font !== null && /[\u0080-\u00ff]/u.test(value) && !isUnicodeVietnamese(value);
  const text = font?.isCapital === true && !isOld ? value.toUpperCase() : value;
  if (isOld) return [{ ...words(text, marks), legacy: font }];
  if (look.raise === '' || text.trim() === '') return [words(text, marks)];
  const found = raised(text, look.raise);
  return 'latex' in found ? [picture(`$${found.latex}$`)] : [words(found.text, marks)];
}

/** A sign of VNI that fell into the next run belongs to the letter before it. */
const vniSign = /^[øûõùïêèúüéëâàåãáä]+/iu;

function withoutLegacy(line: readonly RunPiece[], reading: WordReading): Piece[] {
  const pieces = [...line];
  pieces.forEach((piece, at) => {
    const before = pieces[at - 1];
    const sign = vniSign.exec(piece.text)?.[0] ?? '';
    if (piece.legacy?.encoding !== 'vni' || !before || sign === '' || !/[aeouyôö]$/iu.test(before.text)) return;
    pieces[at - 1] = { ...before, text: before.text + sign, legacy: piece.legacy };
    pieces[at] = { ...piece, text: piece.text.slice(sign.length) };
  });
  return pieces.map(({ legacy, ...piece }) => {
    if (!legacy) return piece;
    reading.legacyLetters += piece.text.length;
    reading.legacyEncodings.add(legacy.encoding);
    return { ...piece, text: convertLegacy(piece.text, legacy.encoding, legacy.isCapital).text };
  });
}

function symbol(part: XmlElement, look: Look, at: RunPlace): void {
  const [font = '', code = ''] = [part.attributes['font'], part.attributes['char']];
  const sign = symbolOf(font, code);
  if (sign !== null) textPieces(sign, look, at).forEach((piece) => add(at.paragraph, piece));
  else add(at.paragraph, { ...words('□'), problem: { name: 'formatting-not-kept', text: `${font} ${code}` } });
}

function formula(element: XmlElement): Piece {
  const { latex, text } = formulaOf(element);
  if (latex === '') return words('');
  return latex === null ? { ...words(text), problem: { name: 'formula-not-kept', text } } : picture(`$${latex}$`);
}

/** Runs of one look are one text. */
function add(paragraph: Paragraph, piece: RunPiece): void {
  const line = paragraph.lines.at(-1);
  const last = line?.at(-1);
  if (!line) return;
  if (last && last.opaque === '' && piece.opaque === '' && !last.problem && !piece.problem && isSameLook(last, piece)) {
    line[line.length - 1] = { ...last, text: last.text + piece.text };
  } else line.push(piece);
}

function isSameLook(a: RunPiece, b: RunPiece): boolean {
  if (a.legacy?.encoding !== b.legacy?.encoding || a.legacy?.isCapital !== b.legacy?.isCapital) return false;
  return (Object.keys(plainMarks) as (keyof typeof plainMarks)[]).every((name) => a.marks[name] === b.marks[name]);
}

function isMath(element: XmlElement): boolean {
  return element.uri.endsWith('/math');
}

/** Of two ways to say the same thing, the newer, unless it holds nothing that we read. */
function chosen(element: XmlElement): XmlElement {
  const [choice, fallback] = [childOf(element, 'Choice'), childOf(element, 'Fallback')];
  const isUsable = choice?.children.some((child) => isElement(child)) === true;
  return (isUsable ? choice : fallback) ?? element;
}
