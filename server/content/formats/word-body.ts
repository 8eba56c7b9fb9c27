/**
 * The body of a Word file to lines and tables in reading order: paragraphs with their automatic numbers and headings,
 * text boxes after the paragraph they hang on, tables cell by cell. What the lines mean is not decided here.
 */
import { isBlank, isTable, joined, makeLine, words } from './plain-text-line.ts';
import type { Block, Line, LinePlace, Piece } from './plain-text-line.ts';
import { labelAtStart } from './plain-text-options.ts';
import { startOf } from './plain-text-words.ts';
import type { WordNumbering } from './word-numbering.ts';
import { readParagraph } from './word-run.ts';
import type { WordReading } from './word-run.ts';
import { childOf, childrenOf } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Holders of paragraphs that show all they hold. */
const holders = new Set(['sdt', 'sdtContent', 'ins', 'moveTo', 'smartTag', 'customXml', 'Choice']);

/** `body`: `w:body`, or any other element that holds paragraphs and tables. */
export function readBody(body: XmlElement, reading: WordReading, numbering: WordNumbering): Block[] {
  const blocks: Block[] = [];
  let isJoined = false;
  for (const child of childrenOf(body)) {
    if (child.name === 'p') {
      const count = blocks.length;
      const [first, ...others] = paragraphBlocks(child, reading, numbering, isJoined);
      const last = blocks.at(-1);
      if (first && isJoined && last && !isTable(last) && !isTable(first))
        blocks.splice(-1, 1, joined([last, first], ''));
      else if (first) blocks.push(first);
      blocks.push(...others);
      // Somebody has deleted this paragraph's end, with changes tracked: the next goes on in it.
      isJoined = endHas(child, ['del', 'moveFrom']) && (isJoined || blocks.length > count);
    } else if (child.name === 'tbl') blocks.push(table(child, reading, numbering));
    else if (child.name === 'AlternateContent') {
      const choice = childOf(child, 'Choice') ?? childOf(child, 'Fallback');
      if (choice) blocks.push(...readBody(choice, reading, numbering));
    } else if (holders.has(child.name)) blocks.push(...readBody(child, reading, numbering));
    else if (child.name === 'altChunk') {
      reading.lost.push({ name: 'text-left-over', text: 'altChunk', page: reading.page });
    }
  }
  return blocks;
}

/** Whether the sign that ends a paragraph has one of these properties. */
function endHas(paragraph: XmlElement, names: readonly string[]): boolean {
  const end = childOf(childOf(paragraph, 'pPr'), 'rPr');
  return names.some((name) => childOf(end, name) !== undefined);
}

/** `goesOn`: in the paragraph before, so that it has no number of its own. */
function paragraphBlocks(
  element: XmlElement,
  reading: WordReading,
  numbering: WordNumbering,
  goesOn: boolean,
): Block[] {
  const properties = childOf(element, 'pPr');
  const { styles } = reading;
  const { lines, boxes } = readParagraph(element, styles.ofParagraph(properties), reading);
  const hasContent = lines.some((line) => line.some((piece) => piece.text.trim() !== '')) || boxes.length > 0;
  const ref = styles.numberOf(properties);
  // Word numbers an empty paragraph too, and people leave them between questions without seeing it; not one that is gone.
  const isGone = !hasContent && endHas(element, ['del', 'moveFrom', 'vanish']);
  const label = ref && !goesOn && !isGone ? numbering.next(ref) : '';
  const place: LinePlace = {
    page: reading.page,
    row: 0,
    heading: hasContent ? styles.heading(properties) : 0,
    isSoft: false,
  };
  const made = lines
    .map((pieces, i) => (i === 0 && label === '' ? labelFirst(pieces) : pieces))
    .map((pieces, i) =>
      makeLine(pieces, i === 0 ? place : { ...place, heading: 0, isSoft: true }, i === 0 ? label : ''),
    )
    .filter((line, i) => !isBlank(line) && (i > 0 || hasContent));
  return [...made, ...boxes.flatMap((box) => readBody(box, reading, numbering))];
}

/** A picture that hangs at the start of a paragraph stands before its `Câu 2.` in the file; people see it elsewhere. */
function labelFirst(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(({ opaque, text }) => opaque === '' && text.trim() !== '');
  const [pictures, rest] = [pieces.slice(0, at), pieces.slice(at)];
  const text = rest.map((piece) => piece.text).join('');
  const isBefore = pictures.some(({ opaque }) => opaque.startsWith('!['));
  return at > 0 && isBefore && (startOf(text) ?? labelAtStart(text)) ? [...rest, words(' '), ...pictures] : pieces;
}

function table(element: XmlElement, reading: WordReading, numbering: WordNumbering): Block {
  const rows = rowsOf(element).filter((row) => childOf(childOf(row, 'trPr'), 'del') === undefined);
  return {
    rows: rows.map((row) => cellsOf(row).map((cell) => flat(readBody(cell, reading, numbering)))),
  };
}

function rowsOf(element: XmlElement): XmlElement[] {
  return childrenOf(element).flatMap((child) =>
    child.name === 'tr' ? [child] : holders.has(child.name) ? rowsOf(child) : [],
  );
}

function cellsOf(row: XmlElement): XmlElement[] {
  return childrenOf(row).flatMap((child) =>
    child.name === 'tc' ? [child] : holders.has(child.name) ? cellsOf(child) : [],
  );
}

/** A table in a cell only places its lines. */
function flat(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block) => (isTable(block) ? block.rows.flat(2) : [block]));
}
