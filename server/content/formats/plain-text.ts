/**
 * Questions out of a document as people type them: `Câu 1. …`, `A. …`, `Đáp án: B`, with sections, key tables and marks
 * by formatting. Takes lines and tables from whichever file they came; makes no files and knows no zip.
 */
import type { ImportProblem } from '../../rules/import-preview.ts';
import { placeIn, problemAt } from './draft.ts';
import type { Found } from './draft.ts';
import type { Block } from './plain-text-line.ts';
import { looksOf } from './plain-text-looks.ts';
import { skippedNumbers, withRepeatedLabels } from './plain-text-numbering.ts';
import { questionFrom } from './plain-text-question.ts';
import { walk } from './plain-text-walk.ts';

export interface PlainTextRead {
  readonly found: readonly Found[];
  /** Of the file: text outside questions, keys that no question has. */
  readonly problems: readonly ImportProblem[];
}

/** Every question of the document in its order. `file` names it in places. Never throws at content. */
export function readPlainText(blocks: readonly Block[], file: string): PlainTextRead {
  const { questions, loose, lostKeys } = walk(blocks);
  const view = { file, looks: looksOf(questions), questionCount: questions.length };
  const found = questions.map((raw) => questionFrom(raw, view));
  const left = loose.map((lines): ImportProblem => {
    const [first] = lines;
    const text = lines.map((line) => line.text.trim()).join(' / ');
    const place = placeIn(file, { page: first?.page ?? 0, row: first?.row ?? 0 });
    return problemAt(place, 'text-left-over', 'told', { text: text.slice(0, 500) });
  });
  const keys = lostKeys.map(({ number, text }) =>
    problemAt(placeIn(file, { label: `Câu ${number}` }), 'text-left-over', 'doubt', { text: `${number}. ${text}` }),
  );
  const skipped = skippedNumbers(questions);
  const gaps = skipped === '' ? [] : [problemAt(placeIn(file), 'numbers-skipped', 'told', { numbers: skipped })];
  return { found: withRepeatedLabels(found), problems: [...gaps, ...left, ...keys] };
}
