/** One question on paper: its text, and room for an answer as its kind has it. */
import { formatMoney } from './format.ts';
import {
  paragraph,
  size,
  type Block,
  type Paragraph,
  type Run,
  type SideBySide,
  type Table,
  type TableCell,
} from './official-document.ts';
import type { SampleLine, SampleQuestion } from './sample-paper-value.ts';
import { letter, sampleWords as words, smallLetter } from './sample-paper-words.ts';

const indentMm = 7;
const left = { align: 'left' } as const;

/** Blocks of a question in the order in which they stand. */
export function questionBlocks(question: SampleQuestion, number: number, widthMm: number): Block[] {
  const head: Run[] = [
    { text: `${words.question(number)} `, isBold: true },
    { text: `${words.points(formatMoney(question.points))} `, isItalic: true },
  ];
  const stem = linesBlocks(head, question.stem, { beforePt: 8, indentMm: 0, isKeptWithNext: true });
  return [...stem, ...answerBlocks(question, widthMm)];
}

function answerBlocks(question: SampleQuestion, widthMm: number): Block[] {
  const { kind, options, prompts } = question;
  const lettered = () => options.flatMap((lines, at) => optionBlocks(`${letter(at)}. `, lines));
  const note = (text: string) => paragraph([{ text, isItalic: true }], { ...left, isKeptWithNext: true });
  switch (kind) {
    case 'grid':
      return [
        note(words.judge),
        gridTable(options, widthMm),
        ...options.flatMap((lines, at) => pictures(lines, `${smallLetter(at)}) `)),
      ];
    case 'number':
    case 'text':
      return [paragraph(words.answer, { ...left, indentMm, beforePt: 4 })];
    case 'ordering':
      return [...lettered(), paragraph(words.order, { ...left, indentMm, beforePt: 4 })];
    case 'matching':
      return [
        pairColumns(prompts, options, widthMm),
        ...prompts.flatMap((lines, at) => pictures(lines, `${at + 1}. `)),
        ...options.flatMap((lines, at) => pictures(lines, `${letter(at)}. `)),
        paragraph(words.pairs + prompts.map((_, at) => `${at + 1} – ……`).join('   '), {
          ...left,
          indentMm,
          beforePt: 4,
        }),
      ];
    case 'multiple':
      return [note(words.several), ...lettered()];
    default:
      return lettered();
  }
}

const optionBlocks = (mark: string, lines: readonly SampleLine[]): Block[] =>
  linesBlocks([{ text: mark, isBold: true }], lines, { beforePt: 0, indentMm, isKeptWithNext: lines.length > 1 });

/** The head stands before the first words; pictures stand on lines of their own. */
function linesBlocks(
  head: readonly Run[],
  lines: readonly SampleLine[],
  told: Pick<Paragraph, 'beforePt' | 'indentMm' | 'isKeptWithNext'>,
): Block[] {
  const [first] = lines;
  const isWords = first !== undefined && !('png' in first);
  const begin = paragraph(isWords ? [...head, ...first] : head, { ...left, ...told });
  const rest = (isWords ? lines.slice(1) : lines).map((line) => lineBlock(line, told.indentMm));
  return [begin, ...rest];
}

const lineBlock = (line: SampleLine, indent: number): Block =>
  'png' in line ? { kind: 'picture', indentMm: indent, ...line } : paragraph(line, { ...left, indentMm: indent });

/** Pictures of what stands in a table, which holds words alone. */
function pictures(lines: readonly SampleLine[], mark: string): Block[] {
  const found = lines.flatMap((line) => ('png' in line ? [line] : []));
  if (found.length === 0) return [];
  return [
    paragraph(mark, { ...left, indentMm, isKeptWithNext: true }),
    ...found.map((one) => lineBlock(one, indentMm)),
  ];
}

const wordsOf = (lines: readonly SampleLine[]): Run[] =>
  lines.flatMap((line, at) => ('png' in line ? [] : at > 0 ? [{ text: ' ' }, ...line] : [...line]));
const textOf = (lines: readonly SampleLine[]): string =>
  wordsOf(lines)
    .map(({ text }) => text)
    .join('');

function gridTable(statements: SampleQuestion['options'], widthMm: number): Table {
  const cell = (text: string, align: TableCell['align']): TableCell => ({ text, span: 1, isBold: false, align });
  const widths = [12, widthMm - 48, 18, 18];
  return {
    kind: 'table',
    sizePt: size.table,
    columns: words.grid.map((title, at) => ({ title, widthMm: widths[at] ?? 0, align: at === 1 ? 'left' : 'center' })),
    rows: statements.map((lines, at) => [
      cell(`${smallLetter(at)})`, 'center'),
      cell(textOf(lines), 'left'),
      cell('', 'center'),
      cell('', 'center'),
    ]),
  };
}

function pairColumns(
  prompts: SampleQuestion['prompts'],
  options: SampleQuestion['options'],
  widthMm: number,
): SideBySide {
  const side = (lines: readonly SampleLine[] | undefined, mark: string): Paragraph[] =>
    lines === undefined ? [] : [paragraph([{ text: mark, isBold: true }, ...wordsOf(lines)], { ...left, indentMm })];
  const rows = Array.from({ length: Math.max(prompts.length, options.length) }, (_, at) => ({
    left: side(prompts[at], `${at + 1}. `),
    right: side(options[at], `${letter(at)}. `),
  }));
  return { kind: 'side-by-side', widthsMm: [widthMm / 2, widthMm / 2], rows };
}
