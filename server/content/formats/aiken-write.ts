/**
 * Writes the questions of a bank that Aiken can hold: one right option of lettered ones, in plain words. The others are
 * told, and so is everything of a question that the format has no room for.
 */
import type { Question } from '../../rules/question.ts';
import type { ExportedBank, WrittenFile } from '../imported.ts';
import { readAiken } from './aiken.ts';
import { mediaIn } from '../markup.ts';
import { notHeld } from './not-held.ts';
import type { NotHeld } from './not-held.ts';
import { piecesOf } from './plain-text-markdown.ts';

const lacking = [
  'code',
  'topic',
  'difficulty',
  'keeps-order',
  'explanation',
  'source',
  'legal',
  'tags',
  'fact',
  'checked',
  'practice',
] as const;

/** UTF-8 without a mark, as Moodle asks. */
export function writeAiken(bank: ExportedBank): WrittenFile {
  const lacks: NotHeld[] = [];
  const texts: string[] = [];
  for (const question of bank.questions) {
    if (question.kind !== 'single' && question.kind !== 'true-false') {
      lacks.push({ questionId: question.id, what: 'kind' });
      continue;
    }
    const text = textOf(question);
    texts.push(text);
    lacks.push(...notHeld(question, lacking), ...lost(question, text));
  }
  const bytes = new TextEncoder().encode(`${texts.join('\n\n')}\n`);
  return { fileName: `${bank.id}.txt`, mimeType: 'text/plain; charset=utf-8', bytes, notHeld: lacks };
}

function textOf({ stem, options, key }: Question): string {
  const letters = options.map((_, at) => String.fromCharCode(65 + at));
  const right = options.findIndex(({ id }) => id === key[0]);
  return [
    plain(stem),
    ...options.map(({ text }, at) => `${letters[at] ?? '?'}. ${plain(text)}`),
    `ANSWER: ${letters[right] ?? ''}`,
  ].join('\n');
}

/** One line without marks; a formula as it was typed, a picture by its alt text. */
function plain(markdown: string): string {
  return piecesOf(markdown)
    .flat(2)
    .map(({ text, opaque }) => (opaque === '' ? text : (mediaIn(opaque)[0]?.alt ?? opaque)))
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** What does not come back as it was. */
function lost(question: Question, text: string): NotHeld[] {
  const outcome = readAiken({ name: '', bytes: new TextEncoder().encode(text) });
  const read = outcome.ok && outcome.value.questions.length === 1 ? outcome.value.questions[0]?.question : undefined;
  const wordsOf = ({ stem, options }: Question): string => JSON.stringify([stem, options.map((option) => option.text)]);
  const tell = (what: string): NotHeld[] => [{ questionId: question.id, what }];
  if (!read || read.kind !== question.kind || read.key.length !== 1) return tell('kind');
  const hasMedia = mediaIn([question.stem, ...question.options.map((option) => option.text)].join('\n')).length > 0;
  return [...(wordsOf(read) === wordsOf(question) ? [] : tell('formatting')), ...(hasMedia ? tell('media') : [])];
}
