/**
 * The body of a Word file to lines and tables in reading order: paragraphs with their automatic numbers and headings,
 * text boxes after the paragraph they hang on, tables cell by cell. What the lines mean is not decided here.
 */
import { isBlank, isTable, makeLine } from './plain-text-line.ts';
import type { Block, Line, LinePlace } from './plain-text-line.ts';
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
  for (const child of childrenOf(body)) {
    if (child.name === 'p') blocks.push(...paragraphLines(child, reading, numbering));
    else if (child.name === 'tbl') blocks.push(table(child, reading, numbering));
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

function paragraphLines(element: XmlElement, reading: WordReading, numbering: WordNumbering): Block[] {
  const properties = childOf(element, 'pPr');
  const { styles } = reading;
  const { lines, boxes } = readParagraph(element, styles.ofParagraph(properties), reading);
  const hasContent = lines.some((line) => line.some((piece) => piece.text.trim() !== '')) || boxes.length > 0;
  const ref = styles.numberOf(properties);
  // Word numbers an empty paragraph too, and people leave them between questions without seeing it.
  const label = ref ? numbering.next(ref) : '';
  const place: LinePlace = {
    page: reading.page,
    row: 0,
    heading: hasContent ? styles.heading(properties) : 0,
    isSoft: false,
  };
  const made = lines
    .map((pieces, i) =>
      makeLine(pieces, i === 0 ? place : { ...place, heading: 0, isSoft: true }, i === 0 ? label : ''),
    )
    .filter((line, i) => !isBlank(line) && (i > 0 || hasContent));
  return [...made, ...boxes.flatMap((box) => readBody(box, reading, numbering))];
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
