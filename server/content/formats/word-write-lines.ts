/**
 * A bank as the paragraphs of a Word file that people can edit and send back: sections, `Câu N.`, options, `Đáp án:` and
 * fields on lines of their own. Makes no file. Words that the reader would take for a label get a sign nobody sees.
 */
import type { Question } from '../../rules/question.ts';
import { schemeOf } from './not-held.ts';
import { guardSign, makeLine, plainMarks, textLine, words } from './plain-text-line.ts';
import type { Line, Piece } from './plain-text-line.ts';
import { piecesOf } from './plain-text-markdown.ts';
import { standouts } from './plain-text-marks.ts';
import { bulletLength, labelAtStart } from './plain-text-options.ts';
import { isEndMark, isFoot } from './plain-text-trailing.ts';
import {
  difficultyNames,
  fieldOf,
  inlineField,
  keyHeading,
  kindNames,
  schemeNames,
  sectionOf,
  startOf,
} from './plain-text-words.ts';

/** `lines`: kept apart inside the paragraph. `heading` 0: none. */
export interface WrittenParagraph {
  readonly heading: number;
  readonly lines: readonly (readonly Piece[])[];
}

const bold = { ...words('').marks, bold: true };

/** A section's title, at its depth in the tree of topics. */
export function sectionParagraph(name: string, heading: number): WrittenParagraph {
  return { heading, lines: [[words(`Chủ đề: ${name}`)]] };
}

/** Everything of a question that the format holds. */
export function questionParagraphs(question: Question, number: number): WrittenParagraph[] {
  const { kind, options, prompts = [] } = question;
  const letter = (at: number): string => (kind === 'grid' ? `${String.fromCharCode(97 + at)})` : `${letterAt(at)}.`);
  // An option that stands out by its look would be taken for the key.
  const isPlain = standouts(options.map(({ text }) => asOption(text))).length > 0;
  return [
    ...labelled(`Câu ${number}.`, question.stem),
    ...prompts.flatMap(({ text }, at) => labelled(`${at + 1}.`, text)),
    ...options.flatMap(({ text }, at) => labelled(letter(at), text, isPlain)),
    ...fields(question),
    ...(question.explanation === '' ? [] : labelled('Giải thích:', question.explanation)),
  ];
}

function fields(question: Question): WrittenParagraph[] {
  const { kind, scheme, keepsOrder, tags = [], checkedOn, isPractice, source, difficulty, id } = question;
  const values: readonly (readonly [name: string, value: string])[] = [
    ['Đáp án', keyText(question)],
    ['Loại', kind === 'single' || kind === 'true-false' ? '' : kindNames[kind]],
    ['Cách chấm', scheme === undefined ? '' : schemeNames[schemeOf(question)]],
    ['Giữ thứ tự', keepsOrder === true ? 'có' : ''],
    ['Mức độ', difficultyNames[difficulty]],
    ['Căn cứ', guarded(source)],
    ['Nhãn', tags.join(', ')],
    ['Ngày kiểm tra', checkedOn],
    ['Luyện tập', isPractice ? 'có' : ''],
    ['Mã', id],
  ];
  return values
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ heading: 0, lines: [[words(`${name}: `, bold), words(value)]] }));
}

function keyText({ kind, key, options, tolerance, prompts = [] }: Question): string {
  const letterOf = (id: string): string => {
    const at = options.findIndex((option) => option.id === id);
    return at < 0 ? '?' : letterAt(at);
  };
  const comma = (decimal: string): string => decimal.replace('.', ',');
  switch (kind) {
    case 'grid':
      return options.map(({ id }) => `${letterOf(id).toLowerCase()}) ${key.includes(id) ? 'Đ' : 'S'}`).join(', ');
    case 'number':
      return comma(key[0] ?? '') + (tolerance === undefined ? '' : ` ± ${comma(tolerance)}`);
    case 'text':
      // A bar at the end keeps a semicolon inside a lone variant.
      return guarded(key.join(' | ') + (key.length === 1 ? ' |' : ''));
    case 'matching':
      return key
        .map((pair) => pair.split('='))
        .map(([prompt = '', option = '']) => `${prompts.findIndex(({ id }) => id === prompt) + 1}-${letterOf(option)}`)
        .join(', ');
    default:
      return key.map(letterOf).join(', ');
  }
}

const letterAt = (at: number): string => String.fromCharCode(65 + at);

function asOption(markdown: string): { readonly label: Line; readonly body: Line; readonly isAuto: boolean } {
  return { label: textLine(''), body: makeLine(piecesOf(markdown).flat(2)), isAuto: true };
}

/** The reader takes words with a line through them for withdrawn; ours stay, and lose the line. */
function withoutStrikes(paragraphs: readonly Piece[][][]): Piece[][][] {
  return paragraphs.map((lines) =>
    lines.map((pieces) => pieces.map((piece) => ({ ...piece, marks: { ...piece.marks, strike: false } }))),
  );
}

/** A label in bold, then the Markdown's paragraphs. */
function labelled(label: string, markdown: string, isPlain = false): WrittenParagraph[] {
  return withoutStrikes(piecesOf(markdown)).map((lines, at) => ({
    heading: 0,
    lines: lines.map((pieces, i) => {
      const safe = guardedLine(isPlain ? pieces.map((piece) => ({ ...piece, marks: plainMarks })) : pieces);
      return at === 0 && i === 0 ? [words(`${label} `, bold), ...safe] : safe;
    }),
  }));
}

/** Guards inside each text, and at the start and end of a line that looks like something else. */
function guardedLine(pieces: readonly Piece[]): Piece[] {
  const safe = pieces.map((piece) => (piece.opaque === '' ? { ...piece, text: guarded(piece.text) } : piece));
  const text = pieces.map((piece) => piece.text).join('');
  const [first] = safe;
  const start = first && looksLike(text) ? [{ ...first, opaque: '', text: guardSign }] : [];
  // `(Đ)`, `*`, `(B)`: at the end of a line they would be a key.
  const last = safe.at(-1);
  const end =
    last && /(?:[)\]*✓✔]|[-–→:>]\s*(?:đúng|sai|đ|s))\.?$/iu.test(text.trimEnd())
      ? [{ ...last, opaque: '', text: guardSign }]
      : [];
  return [...start, ...safe, ...end];
}

function looksLike(text: string): boolean {
  const isLabel =
    startOf(text) !== null || fieldOf(text) !== null || labelAtStart(text) !== null || bulletLength(text) > 0;
  return (
    isLabel ||
    isEndMark(text) ||
    isFoot(text, true) ||
    keyHeading.test(text) ||
    sectionOf(text) !== null ||
    /^\s*[([*✓\d]/u.test(text)
  );
}

function guarded(text: string): string {
  return text
    .replace(/(?<=^|[\s.;,?:*✓])(?=\(?[A-Za-z]\s?(?:[.):/\]]|[-–]\s))/gu, guardSign)
    .replace(inlineField, (blank) => blank + guardSign)
    .replace(/\$/gu, `$${guardSign}`);
}
