/**
 * Reads Aiken: a question, options `A. …` or `A) …`, `ANSWER: B`, an empty line. One right option each. Texts are plain
 * and become Markdown that shows exactly them.
 */
import type { ImportProblem } from '../../rules/import-preview.ts';
import type { ReadOutcome } from '../imported.ts';
import { foundQuestion, importedFile, optionId, placeIn, problemAt } from './draft.ts';
import type { Found } from './draft.ts';
import { readTextFile } from './legacy-text-file.ts';
import { escapeMarkdown } from './plain-text-markdown.ts';
import { fieldOf, startOf } from './plain-text-words.ts';

const optionLine = /^\s*([A-Z])[.)]\s+(.*)$/u;
const answerLine = /^\s*ANSWER\s*:(.*)$/iu;

interface Open {
  readonly row: number;
  readonly stem: string[];
  readonly options: { readonly letter: string; readonly text: string }[];
}

/** Every question of the file; a question without its `ANSWER` is told, never dropped. */
export function readAiken(file: { readonly name: string; readonly bytes: Uint8Array }): ReadOutcome {
  const opened = readTextFile(file.bytes);
  if (!opened.ok) return opened;
  const found: Found[] = [];
  let current: Open | null = null;
  const close = (answer: string): void => {
    if (current) found.push(questionOf(current, answer, file.name, found.length + 1));
    current = null;
  };
  opened.value.text.split('\n').forEach((line, at) => {
    const answer = answerLine.exec(line)?.[1]?.trim();
    if (answer !== undefined) return close(answer);
    if (line.trim() === '') return;
    const option = optionLine.exec(line);
    // A letter counts only in its order: `A. Nguyễn` may be how a question begins.
    const isNext = option !== null && current !== null && option[1] === letterAt(current.options.length);
    if (current !== null && !isNext && current.options.length > 0) close('');
    current ??= { row: at + 1, stem: [], options: [] };
    if (isNext) current.options.push({ letter: option[1] ?? '', text: option[2] ?? '' });
    else current.stem.push(line);
  });
  close('');
  const { encoding } = opened.value;
  const isLegacy = encoding === 'tcvn3' || encoding === 'vni' || encoding === 'windows-1258';
  const told = problemAt(placeIn(file.name), 'legacy-text-converted', 'told', { encoding });
  return importedFile('aiken', found, [], isLegacy ? [told] : []);
}

/**
 * Whether a text is Aiken from beginning to end: each question its stem, its options in order, `ANSWER: X`, and nothing
 * more. Says nothing of Aiken with slips; a section or an explanation between questions is not Aiken's.
 */
export function isWholeAiken(text: string): boolean {
  let stems = 0;
  let options = 0;
  let asked = 0;
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const key = /^\s*ANSWER\s*:\s*([A-Z])\s*$/u.exec(line)?.[1];
    const isNext = stems > 0 && optionLine.exec(line)?.[1] === letterAt(options);
    if (key !== undefined) {
      if (options < 2 || key >= letterAt(options)) return false;
      [stems, options, asked] = [0, 0, asked + 1];
    } else if (isNext) options += 1;
    else {
      const isMore = stems > 0 && (fieldOf(line) !== null || startOf(line)?.style === 'word');
      if (options > 0 || isMore) return false;
      stems += 1;
    }
  }
  return asked > 0 && stems === 0;
}

const letterAt = (at: number): string => String.fromCharCode(65 + at);

function questionOf({ row, stem, options }: Open, answer: string, file: string, number: number): Found {
  const place = placeIn(file, { row, label: `${number}` });
  const problems: ImportProblem[] = [];
  const texts = options.map(({ text }) => plain(text));
  const letters = answer.toUpperCase().match(/[A-Z]/gu) ?? [];
  const places = letters.map((letter) => options.findIndex((option) => option.letter === letter));
  const strange = letters.filter((_, i) => (places[i] ?? -1) < 0);
  if (strange.length > 0) problems.push(problemAt(place, 'key-not-an-option', 'stops', { key: strange.join(', ') }));
  const isTruth = texts.join('/') === 'Đúng/Sai';
  const key = places.filter((at) => at >= 0).map(optionId);
  const kind = isTruth ? 'true-false' : key.length > 1 ? 'multiple' : 'single';
  const draft = { kind, stem: stem.map(plain).join('\n'), options: texts, key } as const;
  return foundQuestion(draft, place, [], problems);
}

const plain = (text: string): string => escapeMarkdown(text.replace(/\s+/gu, ' ').trim());
