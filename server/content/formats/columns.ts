/**
 * Which column of a table of questions holds what: our own template's headings, what people call them, and a guess for
 * tables without headings. The studio shows the guess and may change it; columns-read.ts follows it.
 */
import { searchKey } from '../../rules/names.ts';

/** A cell as its author sees it; a number that Excel kept as a number stays one, because `1.234` as a text is another. */
export type Cell = string | number;
export type Rows = readonly (readonly Cell[])[];

/** Every column but those of options, with the heading that our own files have. */
export const columnHeadings = {
  label: 'STT',
  code: 'Mã',
  topic: 'Chủ đề',
  difficulty: 'Mức độ',
  kind: 'Loại',
  stem: 'Câu hỏi',
  key: 'Đáp án',
  scheme: 'Thang điểm',
  explanation: 'Giải thích',
  source: 'Căn cứ',
  tags: 'Thẻ',
  tolerance: 'Sai số',
  folding: 'Bỏ qua khi chấm',
  keepsOrder: 'Giữ thứ tự',
  legal: 'Văn bản căn cứ',
  fact: 'Mã dữ kiện',
  checked: 'Ngày kiểm tra',
  practice: 'Luyện tập',
} as const;
export type ColumnName = keyof typeof columnHeadings;

export interface ColumnMapping {
  /** Index of the row of headings; -1: the table starts with its first question. */
  readonly headingRow: number;
  /** Indexes of columns; absent: the table has no such column. */
  readonly columns: Readonly<Partial<Record<ColumnName, number>>>;
  /** Columns of options A, B, … in their order. */
  readonly options: readonly number[];
}

/** Headings people use, without diacritics and signs, in small letters. */
const aliases: Readonly<Record<ColumnName, readonly string[]>> = {
  label: ['stt', 'tt', 'so tt', 'so thu tu', 'no', 'cau so', 'cau', 'number', 'order', 'id cau'],
  code: ['ma', 'ma cau', 'ma cau hoi', 'code', 'id', 'question id'],
  topic: [
    'chu de',
    'chuyen de',
    'linh vuc',
    'noi dung kien thuc',
    'chuong',
    'bai',
    'phan',
    'topic',
    'category',
    'section',
  ],
  difficulty: ['muc do', 'muc do nhan thuc', 'do kho', 'cap do', 'muc', 'difficulty', 'level'],
  kind: [
    'loai',
    'loai cau',
    'loai cau hoi',
    'dang',
    'dang cau',
    'dang cau hoi',
    'kieu',
    'type',
    'kind',
    'question type',
  ],
  stem: [
    'cau hoi',
    'noi dung cau hoi',
    'noi dung',
    'cau dan',
    'de bai',
    'phan dan',
    'question',
    'question text',
    'stem',
  ],
  key: [
    'dap an',
    'dap an dung',
    'phuong an dung',
    'da',
    'tra loi',
    'cau tra loi dung',
    'key',
    'answer',
    'correct',
    'correct answer',
    'correct answers',
    'right answer',
    'ket qua',
  ],
  scheme: ['thang diem', 'cach cham', 'cach tinh diem', 'scheme', 'marking scheme', 'marking'],
  explanation: [
    'giai thich',
    'loi giai',
    'huong dan giai',
    'giai thich dap an',
    'phan hoi',
    'explanation',
    'feedback',
    'rationale',
  ],
  source: ['can cu', 'can cu phap ly', 'nguon', 'trich dan', 'tham khao', 'co so phap ly', 'source', 'reference'],
  tags: ['the', 'nhan', 'tu khoa', 'tags', 'tag', 'keywords'],
  tolerance: ['sai so', 'tolerance', 'dung sai'],
  folding: ['bo qua khi cham', 'bo qua', 'folding', 'ignore'],
  keepsOrder: ['giu thu tu', 'khong dao', 'keeps order', 'fixed order'],
  legal: ['van ban can cu', 'legal'],
  fact: ['ma du kien', 'du kien', 'fact'],
  checked: ['ngay kiem tra', 'checked', 'checked on'],
  practice: ['luyen tap', 'practice'],
};

const byAlias = new Map(
  (Object.entries(aliases) as [ColumnName, readonly string[]][]).flatMap(([name, words]) =>
    words.map((word): [string, ColumnName] => [word, name]),
  ),
);

const bare = (cell: Cell): string =>
  searchKey(String(cell).slice(0, 80))
    .replace(/\(.*?\)|[^a-z0-9]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Place of an option by its heading (`A`, `Phương án B`, `Option 3`), from 0; -1: it is none. */
function optionPlace(heading: string): number {
  const [, prefix = '', letter, digits] =
    /^((?:dap an|phuong an|lua chon|pa|option|answer|choice|y|menh de|cau tra loi|tra loi) ?)?(?:([a-t])|(\d{1,2}))$/.exec(
      heading,
    ) ?? [];
  if (letter !== undefined) return letter.charCodeAt(0) - 97;
  return digits !== undefined && prefix !== '' && Number(digits) >= 1 && Number(digits) <= 20 ? Number(digits) - 1 : -1;
}

function readHeadings(row: readonly Cell[]): Omit<ColumnMapping, 'headingRow'> {
  const columns: Partial<Record<ColumnName, number>> = {};
  const options = new Map<number, number>();
  row.forEach((cell, at) => {
    const heading = bare(cell);
    const place = optionPlace(heading);
    if (place >= 0) return void (options.has(place) || options.set(place, at));
    const name = byAlias.get(heading);
    if (name !== undefined) columns[name] ??= at;
  });
  return { columns, options: [...options].sort(([a], [b]) => a - b).map(([, at]) => at) };
}

/** Headings lie in the first rows, under a title at most. */
const headingRowsMax = 30;

/** By headings if the table has any, else by what the columns hold; null: neither, somebody must say. */
export function guessColumns(rows: Rows): ColumnMapping | null {
  for (const [headingRow, row] of rows.slice(0, headingRowsMax).entries()) {
    const read = readHeadings(row);
    const { stem, label, key, ...others } = read.columns;
    const known = Object.keys(others).length + read.options.length + (key === undefined ? 0 : 1);
    if (stem !== undefined && known >= 1) return { headingRow, ...read };
    // "Câu" heads the numbers where another column is the question's, and the questions where none is.
    if (stem === undefined && label !== undefined && bare(row[label] ?? '') === 'cau' && read.options.length >= 2)
      return {
        headingRow,
        columns: { stem: label, ...(key === undefined ? {} : { key }), ...others },
        options: read.options,
      };
  }
  return guessByContent(rows);
}

const sampleRows = 200;

/** The column of the longest texts asks; up to the column of letters that follow it are the options. */
function guessByContent(rows: Rows): ColumnMapping | null {
  const sample = rows.slice(0, sampleRows).filter((row) => row.filter((cell) => cell !== '').length >= 3);
  const width = Math.min(30, Math.max(0, ...sample.map((row) => row.length)));
  if (sample.length === 0) return null;
  const lengths = Array.from({ length: width }, (_, at) => sum(sample.map((row) => String(row[at] ?? '').length)));
  const stem = lengths.indexOf(Math.max(...lengths));
  const isKey = (at: number): boolean => {
    const cells = sample.map((row) => String(row[at] ?? '').trim());
    const short = cells.filter((cell) => /^\(?[A-Ja-j1-9](?:\s*[,;]\s*[A-Ja-j1-9])*[).]?$/.test(cell));
    return short.length >= sample.length * 0.8 && (sample.length > 2 || short.length === sample.length);
  };
  const after = Array.from({ length: width - stem - 1 }, (_, at) => stem + 1 + at);
  const key = after.findLast(isKey);
  const filled = (at: number): boolean => sample.filter((row) => (row[at] ?? '') !== '').length >= sample.length / 2;
  const options = after.filter((at) => at < (key ?? width) && filled(at)).slice(0, 10);
  if (options.length < 2 || (key === undefined && options.length < 3)) return null;
  return { headingRow: -1, columns: { stem, ...(key === undefined ? {} : { key }) }, options };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** `A`, `B`, …, `Z`, `AA`, as spreadsheets name columns. */
export const columnLetter = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : columnLetter(Math.floor(at / 26) - 1) + columnLetter(at % 26);
