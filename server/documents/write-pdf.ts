/**
 * An official paper as PDF bytes, by pdfmake with Tinos (the metrics of Times
 * New Roman) embedded. It decides nothing about the paper's content or sizes.
 */
import { createRequire } from 'node:module';
import type * as Pdfmake from 'pdfmake';
import type { Content, ContentTable, Margins, TableCell as PdfCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { printable } from './format.ts';
import { page, ptOfMm, size } from './official-document.ts';
import type { Block, OfficialDocument, Paragraph, Picture, SideBySide, Table } from './official-document.ts';

const face = (name: string): string =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}/Tinos_${name}.ttf`);

const tinos = {
  normal: face('400Regular'),
  italics: face('400Regular_Italic'),
  bold: face('700Bold'),
  bolditalics: face('700Bold_Italic'),
};
const fontFiles = new Set(Object.values(tinos));

let loading: Promise<typeof Pdfmake> | undefined;

/** pdfmake is heavy and few requests need it: loaded at the first paper, and never allowed to read a file but the fonts. */
async function pdfmake(): Promise<typeof Pdfmake> {
  loading ??= import('pdfmake').then(({ default: loaded }) => {
    loaded.setFonts({ Tinos: tinos });
    loaded.setUrlAccessPolicy(() => false);
    loaded.setLocalAccessPolicy((path) => fontFiles.has(path));
    return loaded;
  });
  return loading;
}

function paragraphContent(block: Paragraph, beforeTable = false): Content[] {
  const text: Content = {
    text: block.runs.map((run) => ({
      text: printable(run.text),
      bold: run.isBold === true,
      italics: run.isItalic === true,
    })),
    alignment: block.align,
    fontSize: block.sizePt,
    ...(beforeTable ? { headlineLevel: 1 } : {}),
    leadingIndent: ptOfMm(block.firstLineMm),
    margin: [ptOfMm(block.indentMm), block.beforePt, 0, block.ruleMm === 0 ? block.afterPt : 0],
    ...(block.startsPage ? { pageBreak: 'before' as const } : {}),
  };
  if (block.ruleMm === 0) return [text];
  const line = { type: 'line', x1: 0, y1: 0, x2: ptOfMm(block.ruleMm), y2: 0, lineWidth: 0.75 } as const;
  return [text, { canvas: [line], alignment: 'center', margin: [0, 4, 0, block.afterPt + 2] }];
}

function pictureContent({ png, widthMm, heightMm, indentMm }: Picture): Content {
  return {
    image: `data:image/png;base64,${Buffer.from(png).toString('base64')}`,
    width: ptOfMm(widthMm),
    height: ptOfMm(heightMm),
    margin: [ptOfMm(indentMm), 3, 0, 3],
  };
}

function sideBySideContent({ widthsMm, rows }: SideBySide): Content {
  const side = (blocks: readonly Paragraph[]) => ({ stack: blocks.flatMap((block) => paragraphContent(block)) });
  return {
    table: {
      widths: widthsMm.map(ptOfMm),
      body: rows.map(({ left, right }) => [side(left), side(right)]),
      dontBreakRows: true,
    },
    layout: { defaultBorder: false, paddingLeft: zero, paddingRight: zero, paddingTop: zero, paddingBottom: zero },
  };
}

const zero = () => 0;
const cellPaddingPt = 3;
const linePt = 0.5;

function tableContent({ columns, rows, sizePt }: Table): ContentTable {
  const header: PdfCell[] = columns.map(({ title }) => ({ text: printable(title), bold: true, alignment: 'center' }));
  const body = rows.map((cells) =>
    cells.flatMap(({ text, span, isBold, align }): PdfCell[] => [
      { text: printable(text), bold: isBold, alignment: align, colSpan: span },
      ...Array.from({ length: span - 1 }, () => ({})),
    ]),
  );
  return {
    table: {
      widths: columns.map(({ widthMm }) => ptOfMm(widthMm) - 2 * cellPaddingPt - linePt),
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      body: [header, ...body],
    },
    fontSize: sizePt,
    layout: {
      hLineWidth: () => linePt,
      vLineWidth: () => linePt,
      paddingLeft: () => cellPaddingPt,
      paddingRight: () => cellPaddingPt,
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
  };
}

/** Paragraphs that stay with what follows travel in one unbreakable stack; a table may be long, so its title does not. */
function keptTogether(blocks: readonly Block[]): Content[] {
  const content: Content[] = [];
  let kept: Content[] = [];
  blocks.forEach((block, at) => {
    if (block.kind === 'table') content.push(tableContent(block));
    else if (block.kind === 'side-by-side') kept.push(sideBySideContent(block));
    else if (block.kind === 'picture') kept.push(pictureContent(block));
    else kept.push(...paragraphContent(block, block.isKeptWithNext && blocks[at + 1]?.kind === 'table'));
    const isOpen = block.kind === 'paragraph' && block.isKeptWithNext && blocks[at + 1]?.kind !== 'table';
    if (kept.length === 0 || isOpen) return;
    content.push(...(kept.length === 1 ? kept : [{ stack: kept, unbreakable: true }]));
    kept = [];
  });
  return [...content, ...kept];
}

/** Room for a title, the heads of its table and two rows: with less, the title would stay alone at the foot of a page. */
const tableStartPt = 125;

const numberMargin: Margins = [ptOfMm(page.leftMm), ptOfMm(page.topMm / 2), ptOfMm(page.rightMm), 0];

function pageHead(current: number, marker: string): Content {
  const number: Content[] = current === 1 ? [] : [{ text: String(current), fontSize: size.small }];
  const marked: Content[] = marker === '' ? [] : [{ text: printable(marker), bold: true, fontSize: size.recipients }];
  return { stack: [...number, ...marked], alignment: 'center', margin: numberMargin };
}

function definition(paper: OfficialDocument): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageOrientation: paper.isLandscape ? 'landscape' : 'portrait',
    pageMargins: [ptOfMm(page.leftMm), ptOfMm(page.topMm), ptOfMm(page.rightMm), ptOfMm(page.bottomMm)],
    version: '1.7',
    info: { title: printable(paper.title) },
    defaultStyle: { font: 'Tinos', fontSize: size.body },
    header: (current) => pageHead(current, paper.marker ?? ''),
    pageBreakBefore: ({ headlineLevel, startPosition: { verticalRatio, pageInnerHeight } }) =>
      headlineLevel === 1 && (1 - verticalRatio) * pageInnerHeight < tableStartPt,
    content: keptTogether(paper.blocks),
  };
}

/** A4 with embedded fonts and numbered pages from the second. */
export async function writePdf(paper: OfficialDocument): Promise<Uint8Array> {
  const maker = await pdfmake();
  return new Uint8Array(await maker.createPdf(definition(paper)).getBuffer());
}
