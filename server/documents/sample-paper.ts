/** Sample papers laid out in the plain form of an exam, each from a new page, with their key sheets behind them or alone. */
import { formatMoney } from './format.ts';
import {
  paragraph,
  size,
  textWidthMm,
  type Block,
  type OfficialDocument,
  type Paragraph,
  type SideBySide,
  type Table,
  type TableCell,
} from './official-document.ts';
import { questionBlocks } from './sample-paper-question.ts';
import type { SamplePaper, SamplePapersDocument } from './sample-paper-value.ts';
import { keyText, sampleWords as words } from './sample-paper-words.ts';
import { writePaper } from './write-paper.ts';

const widthMm = textWidthMm(false);
const centred = { align: 'center' } as const;
const bold = (text: string) => [{ text, isBold: true }];

/** Word document with plain paragraphs and tables. */
export const renderSampleDocx = (given: SamplePapersDocument): Promise<Uint8Array> =>
  writePaper('docx', samplePapers(given));

/** The same as PDF with its fonts inside. */
export const renderSamplePdf = (given: SamplePapersDocument): Promise<Uint8Array> =>
  writePaper('pdf', samplePapers(given));

function samplePapers(given: SamplePapersDocument): OfficialDocument {
  const asked = given.part === 'keys' ? [] : given.papers.map((paper) => paperBlocks(given, paper));
  const keyed = given.part === 'papers' ? [] : given.papers.map((paper) => keyBlocks(given, paper));
  const blocks = [...asked, ...keyed].flatMap((page, at) => (at === 0 ? page : [newPage(), ...page]));
  return {
    title: `${words.marker}: ${given.contestTitle}`,
    isLandscape: false,
    marker: words.marker,
    blocks,
  };
}

/** A table begins each paper, and tables do not begin pages: an empty line does. */
const newPage = (): Paragraph => paragraph('', { startsPage: true, sizePt: 2 });

function headBlock(given: SamplePapersDocument, title: string): SideBySide {
  const { parentBody, issuingBody, contestTitle, roundName } = given;
  const leftMm = widthMm * 0.47;
  const small = { ...centred, sizePt: size.small };
  const bodies = [
    ...(parentBody === '' ? [] : [paragraph(parentBody.toUpperCase(), small)]),
    paragraph(bold(issuingBody.toUpperCase()), { ...small, ruleMm: leftMm * 0.4 }),
  ];
  const right = [
    paragraph(bold(title), small),
    paragraph(bold(contestTitle), small),
    paragraph(words.round(roundName), small),
  ];
  return { kind: 'side-by-side', widthsMm: [leftMm, widthMm - leftMm], rows: [{ left: bodies, right }] };
}

function paperBlocks(given: SamplePapersDocument, paper: SamplePaper): Block[] {
  const minutes = formatMoney(Math.round(given.durationMs / 60_000));
  const facts = words.facts(minutes, paper.questions.length, formatMoney(paper.fullScore));
  return [
    headBlock(given, words.paper(paper.number)),
    paragraph([{ text: facts, isItalic: true }], { ...centred, beforePt: 8 }),
    paragraph(bold(words.marker), { ...centred, beforePt: 4, afterPt: 8 }),
    paragraph(words.person, { afterPt: 8, align: 'left' }),
    ...paper.questions.flatMap((question, at) => questionBlocks(question, at + 1, widthMm)),
    paragraph(bold(words.end), { ...centred, beforePt: 12 }),
  ];
}

function keyBlocks(given: SamplePapersDocument, paper: SamplePaper): Block[] {
  return [
    headBlock(given, words.keys(paper.number)),
    paragraph('', { afterPt: 4 }),
    keyTable(paper),
    paragraph(words.seed(given.seed), { align: 'left', sizePt: size.recipients, beforePt: 8 }),
  ];
}

function keyTable({ questions }: SamplePaper): Table {
  const cell = (text: string, align: TableCell['align']): TableCell => ({ text, span: 1, isBold: false, align });
  const widths = [18, widthMm - 44, 26];
  return {
    kind: 'table',
    sizePt: size.table,
    columns: words.keyTable.map((title, at) => ({
      title,
      widthMm: widths[at] ?? 0,
      align: at === 1 ? 'left' : 'center',
    })),
    rows: questions.map((question, at) => [
      cell(String(at + 1), 'center'),
      cell(keyText(question), 'left'),
      cell(formatMoney(question.points), 'center'),
    ]),
  };
}
