/**
 * A question as content: what is asked and which options are right.
 * It knows nothing of attempts. Whoever sends a question to a browser must
 * go through `wire/` shapes, which have no place for `key` or `explanation`.
 */

/** Mức độ nhận thức: nhận biết, thông hiểu, vận dụng. */
export const difficulties = ['recognise', 'understand', 'apply'] as const;
export type Difficulty = (typeof difficulties)[number];

/**
 * One right option (một lựa chọn), several right options (nhiều lựa chọn), a statement to judge (đúng/sai), several
 * statements to judge (bảng đúng/sai), a number (điền số), a short text (trả lời ngắn), putting in order (sắp xếp),
 * pairing (ghép đôi).
 */
export const questionKinds = [
  'single',
  'multiple',
  'true-false',
  'grid',
  'number',
  'text',
  'ordering',
  'matching',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/**
 * How parts of a question earn parts of its points; a kind knows which of them it can use, the first is its default.
 * `all-or-nothing`: everything right, or no points. `right-minus-wrong`: (right chosen − wrong chosen) / right ones, never
 * below 0. `each-part`: every part right earns its share. `exam-2025`: of four statements 1, 2, 3, 4 right earn
 * 0.1, 0.25, 0.5, 1 (thang điểm câu đúng/sai của kỳ thi tốt nghiệp THPT từ 2025).
 */
export const markingSchemes = ['all-or-nothing', 'right-minus-wrong', 'each-part', 'exam-2025'] as const;
export type MarkingScheme = (typeof markingSchemes)[number];

/** What of a written answer does not matter. Spaces at the ends and repeated ones never do. */
export interface TextFolding {
  readonly ignoresCase: boolean;
  readonly ignoresMarks: boolean;
  readonly ignoresSpaces: boolean;
}

/** Căn cứ: the instrument a key rests on. Dates are ISO calendar dates; `inForceTo` is the first day it no longer holds. */
export interface LegalSource {
  readonly instrument: string;
  readonly article: string;
  readonly clause: string;
  readonly inForceFrom: string;
  readonly inForceTo: string;
}

export interface Option {
  /** Stable inside the question (`a`, `b`, …); never shown: people see a letter of their own order. */
  readonly id: string;
  readonly text: string;
}

export interface Question {
  /** Stable over every version, unique in its bank, e.g. `cds-0001`. */
  readonly id: string;
  readonly topic: string;
  readonly kind: QuestionKind;
  readonly difficulty: Difficulty;
  /** Markdown without HTML; formulas between dollars; `![alt](media:ID)` for what was uploaded. So are options and explanation. */
  readonly stem: string;
  /**
   * What is chosen from; of a `grid` the statements, of `ordering` the items, of `matching` what prompts are paired
   * with (may be more than prompts). Empty for `number` and `text`.
   */
  readonly options: readonly Option[];
  /** Left side of `matching`; absent elsewhere. */
  readonly prompts?: readonly Option[];
  /**
   * What is right. `single`, `true-false`: one option's id; `multiple`: two or more; `grid`: ids of the true statements
   * (may be none); `ordering`: all ids in the right order; `matching`: `prompt=option` for each prompt; `number`: one
   * decimal number with a point; `text`: accepted variants, the one to show first.
   */
  readonly key: readonly string[];
  /** Absent: the default of the kind. */
  readonly scheme?: MarkingScheme;
  /** Of `number`: greatest distance from the key that is still right, a decimal with a point; absent is 0. */
  readonly tolerance?: string;
  /** Of `text`; absent: case does not matter, the rest does. */
  readonly folding?: TextFolding;
  /** Options are never shuffled, because they name one another ("cả A và B") or stand in a scale. */
  readonly keepsOrder?: boolean;
  /** One sentence shown after the round closes. */
  readonly explanation: string;
  /** Legal or factual source as printed: instrument, article, date. */
  readonly source: string;
  /** The same as data; a question none of whose instruments is in force leaves the draw. Absent: not told. */
  readonly legal?: readonly LegalSource[];
  /** Free words for finding it again. */
  readonly tags?: readonly string[];
  /** The fact the question was made from, in the bank's own list of facts. */
  readonly factId: string;
  /** ISO calendar date on which the fact was last checked. */
  readonly checkedOn: string;
  /** A practice question is open to everybody and so is never drawn into a paper. */
  readonly isPractice: boolean;
}

/** Every text with markup, stem first. */
export const textsOf = ({ stem, options, prompts = [], explanation }: Question): string[] => [
  stem,
  ...[...options, ...prompts].map(({ text }) => text),
  explanation,
];

/**
 * First calendar day on which no instrument of the question is in force any more: from then on it leaves the draw. ''
 * when no such day is known: an instrument without an end, or none told.
 */
export function lapsesOn({ legal = [] }: Pick<Question, 'legal'>): string {
  const ends = legal.map(({ inForceTo }) => inForceTo);
  return ends.includes('') ? '' : (ends.toSorted().at(-1) ?? '');
}

/** First calendar day on which any instrument of the question is out of force: from then on it is looked at again. '' when none is known. */
export const firstLapseOn = ({ legal = [] }: Pick<Question, 'legal'>): string =>
  legal
    .map(({ inForceTo }) => inForceTo)
    .filter((day) => day !== '')
    .toSorted()[0] ?? '';

export interface Topic {
  readonly id: string;
  readonly name: string;
  /** The topic it is part of; absent for one at the top. */
  readonly parentId?: string;
}

/** A topic and all above it, itself first. A parent that is not there, or a loop, ends the way up. */
export function topicsAbove(topics: readonly Topic[], id: string): string[] {
  const way = [id];
  for (let at = parentOf(topics, id); at !== undefined && !way.includes(at); at = parentOf(topics, at)) way.push(at);
  return way;
}

/** As people know it; the id of a topic that is gone. */
export const topicName = (topics: readonly Topic[], id: string): string =>
  topics.find((topic) => topic.id === id)?.name ?? id;

const parentOf = (topics: readonly Topic[], id: string): string | undefined =>
  topics.find((topic) => topic.id === id)?.parentId;

export interface QuestionBank {
  readonly id: string;
  readonly name: string;
  readonly topics: readonly Topic[];
  readonly questions: readonly Question[];
}
