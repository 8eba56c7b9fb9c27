/**
 * An official paper as .docx bytes, made to be opened and finished in Word:
 * plain paragraphs and tables, Times New Roman by name (every office PC has it).
 * It decides nothing about the paper's content or sizes.
 */
import type * as Docx from 'docx';
import { printable } from './format.ts';
import { page, size, textWidthMm } from './official-document.ts';
import type {
  Align,
  Block,
  OfficialDocument,
  Paragraph,
  Picture,
  SideBySide,
  Table,
  TableCell,
} from './official-document.ts';

/** Word measures in twentieths of a point, and type in half points. */
const twipsOfMm = (mm: number): number => Math.round((mm * 1440) / 25.4);
const twipsOfPt = (pt: number): number => Math.round(pt * 20);

const alignments = { left: 'left', center: 'center', right: 'right', justify: 'both' } as const satisfies Record<
  Align,
  string
>;
const rulePt = { gap: 4, height: 3 };
const cellPaddingMm = 1.2;

function noBorders({ BorderStyle }: typeof Docx): Docx.ITableBordersOptions {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
}

function paragraphs(docx: typeof Docx, block: Paragraph, roomMm: number): Docx.Paragraph[] {
  const hasRule = block.ruleMm > 0;
  const text = new docx.Paragraph({
    alignment: alignments[block.align],
    spacing: { before: twipsOfPt(block.beforePt), after: hasRule ? 0 : twipsOfPt(block.afterPt) },
    indent: { left: twipsOfMm(block.indentMm), firstLine: twipsOfMm(block.firstLineMm) },
    pageBreakBefore: block.startsPage,
    keepNext: block.isKeptWithNext || hasRule,
    keepLines: true,
    children: block.runs.map(
      ({ text: words, isBold, isItalic }) =>
        new docx.TextRun({
          text: printable(words),
          bold: isBold === true,
          italics: isItalic === true,
          size: block.sizePt * 2,
        }),
    ),
  });
  return hasRule ? [text, rule(docx, block, roomMm)] : [text];
}

/** A drawn line shifts when the text is edited, so the line is the upper border of a low paragraph, indented to its length. */
function rule(docx: typeof Docx, block: Paragraph, roomMm: number): Docx.Paragraph {
  const side = twipsOfMm((roomMm - block.ruleMm) / 2);
  return new docx.Paragraph({
    indent: { left: side, right: side },
    border: { top: { style: docx.BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    spacing: {
      before: twipsOfPt(rulePt.gap),
      after: twipsOfPt(block.afterPt),
      line: twipsOfPt(rulePt.height),
      lineRule: 'exact',
    },
    keepNext: block.isKeptWithNext,
    children: [],
  });
}

function sideBySide(docx: typeof Docx, { widthsMm, rows }: SideBySide): Docx.Table {
  const side = (blocks: readonly Paragraph[], widthMm: number) =>
    new docx.TableCell({
      width: { size: twipsOfMm(widthMm), type: docx.WidthType.DXA },
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
      children:
        blocks.length === 0 ? [new docx.Paragraph('')] : blocks.flatMap((block) => paragraphs(docx, block, widthMm)),
    });
  return new docx.Table({
    layout: docx.TableLayoutType.FIXED,
    borders: noBorders(docx),
    columnWidths: widthsMm.map(twipsOfMm),
    rows: rows.map(
      ({ left, right }) =>
        new docx.TableRow({ cantSplit: true, children: [side(left, widthsMm[0]), side(right, widthsMm[1])] }),
    ),
  });
}

function tableCell(docx: typeof Docx, { text, isBold, align }: TableCell, told: CellPlace): Docx.TableCell {
  return new docx.TableCell({
    columnSpan: told.span,
    width: { size: twipsOfMm(told.widthMm), type: docx.WidthType.DXA },
    verticalAlign: told.isCaption ? 'center' : 'top',
    children: [
      new docx.Paragraph({
        alignment: alignments[align],
        spacing: { before: 20, after: 20 },
        keepNext: told.isCaption,
        children: [new docx.TextRun({ text: printable(text), bold: isBold, size: told.sizePt * 2 })],
      }),
    ],
  });
}

interface CellPlace {
  readonly span: number;
  readonly widthMm: number;
  readonly sizePt: number;
  /** Stays on the page of the row below: the titles, and a row of one cell over all columns. */
  readonly isCaption: boolean;
}

function table(docx: typeof Docx, { columns, rows, sizePt }: Table): Docx.Table {
  const row = (cells: readonly TableCell[], isHeader: boolean) => {
    const isCaption = isHeader || cells.length === 1;
    let at = 0;
    const children = cells.map((cell) => {
      const covered = columns.slice(at, at + cell.span);
      at += cell.span;
      const widthMm = covered.reduce((sum, column) => sum + column.widthMm, 0);
      return tableCell(docx, cell, { span: cell.span, widthMm, sizePt, isCaption });
    });
    return new docx.TableRow({ tableHeader: isHeader, cantSplit: true, children });
  };
  const titles = columns.map(({ title }): TableCell => ({ text: title, span: 1, isBold: true, align: 'center' }));
  const padding = twipsOfMm(cellPaddingMm);
  return new docx.Table({
    layout: docx.TableLayoutType.FIXED,
    margins: { left: padding, right: padding, marginUnitType: docx.WidthType.DXA },
    columnWidths: columns.map(({ widthMm }) => twipsOfMm(widthMm)),
    rows: [row(titles, true), ...rows.map((cells) => row(cells, false))],
  });
}

function picture(docx: typeof Docx, { png, widthMm, heightMm, alt, indentMm }: Picture): Docx.Paragraph {
  const pixels = (mm: number) => Math.round((mm * 96) / 25.4);
  const text = printable(alt);
  return new docx.Paragraph({
    indent: { left: twipsOfMm(indentMm) },
    spacing: { before: twipsOfPt(3), after: twipsOfPt(3) },
    children: [
      new docx.ImageRun({
        type: 'png',
        data: png,
        transformation: { width: pixels(widthMm), height: pixels(heightMm) },
        altText: { name: text, title: text, description: text },
      }),
    ],
  });
}

function rendered(docx: typeof Docx, block: Block, roomMm: number): (Docx.Paragraph | Docx.Table)[] {
  if (block.kind === 'paragraph') return paragraphs(docx, block, roomMm);
  if (block.kind === 'picture') return [picture(docx, block)];
  return [block.kind === 'table' ? table(docx, block) : sideBySide(docx, block)];
}

/** Numbered in the middle of the top margin, and not on the first page; a marker stands on every page. */
function pageHeaders(docx: typeof Docx, marker: string) {
  const number = new docx.TextRun({ children: [docx.PageNumber.CURRENT], size: size.small * 2 });
  const centred = (children: Docx.TextRun[]) => new docx.Paragraph({ alignment: 'center', children });
  const marked = marker === '' ? [] : [centred([markerRun(docx, marker)])];
  return {
    first: new docx.Header({ children: marked.length > 0 ? marked : [new docx.Paragraph('')] }),
    default: new docx.Header({ children: [centred([number]), ...marked] }),
  };
}

const markerRun = (docx: typeof Docx, marker: string): Docx.TextRun =>
  new docx.TextRun({ text: printable(marker), bold: true, size: size.recipients * 2 });

/** A4 with the decree's margins; opens in Word and LibreOffice. `docx` is heavy and few requests need it: loaded here. */
export async function writeDocx(paper: OfficialDocument): Promise<Uint8Array> {
  const docx = await import('docx');
  const roomMm = textWidthMm(paper.isLandscape);
  const document = new docx.Document({
    title: printable(paper.title),
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: size.body * 2, language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: {
              width: twipsOfMm(page.shortMm),
              height: twipsOfMm(page.longMm),
              orientation: paper.isLandscape ? 'landscape' : 'portrait',
            },
            margin: {
              top: twipsOfMm(page.topMm),
              bottom: twipsOfMm(page.bottomMm),
              left: twipsOfMm(page.leftMm),
              right: twipsOfMm(page.rightMm),
              header: twipsOfMm(page.topMm / 2),
              footer: twipsOfMm(page.bottomMm / 2),
            },
          },
        },
        headers: pageHeaders(docx, paper.marker ?? ''),
        children: paper.blocks.flatMap((block) => rendered(docx, block, roomMm)),
      },
    ],
  });
  return new Uint8Array(await docx.Packer.toBuffer(document));
}
