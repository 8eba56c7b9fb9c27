/**
 * Questions out of a document as people type them: `Câu 1. …`, `A. …`, `Đáp án: B`, with sections, key tables and marks
 * by formatting. Takes lines and tables from whichever file they came; makes no files and knows no zip.
 */
import type { ImportProblem } from '../../rules/import-preview.ts';
import { placeIn, problemAt } from './draft.ts';
import type { Found } from './draft.ts';
import { lookCounts } from './plain-text-answer.ts';
import type { Block } from './plain-text-line.ts';
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
  const view = { file, looks: lookCounts(questions), questionCount: questions.length };
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
  return { found: withRepeatedLabels(found), problems: [...left, ...keys] };
}

/** Two questions of one number in one section: the later is told, since a key list may have meant either. */
function withRepeatedLabels(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.map((one) => {
    const name = [...one.topicPath, one.place.label.toLowerCase()].join('\n');
    const isRepeated = one.place.label !== '' && seen.has(name);
    seen.add(name);
    if (!isRepeated) return one;
    const problem = problemAt(one.place, 'repeated-label', 'doubt', { label: one.place.label });
    return { ...one, problems: [...one.problems, problem] };
  });
}
