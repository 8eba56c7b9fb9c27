/** Questions of a GIFT file, each read by the GIFT parser on its own. */
import { parse } from 'gift-pegjs';
import type { GIFTQuestion, TextFormat as GiftText } from 'gift-pegjs';
import type { ImportProblem } from '../../rules/import-preview.ts';
import { importLimits } from '../imported.ts';
import type { ReadOutcome } from '../imported.ts';
import { answerOf } from './gift-answer.ts';
import { foundQuestion, importedFile, notAQuestion, placeIn, problemAt, tooManyQuestions } from './draft.ts';
import type { Found } from './draft.ts';
import { readFeedback } from './feedback.ts';
import { foreignLine, foreignText, mediaAt } from './foreign-text.ts';
import { giftPieces, masked, maskedProse, unmasked } from './gift-pieces.ts';
import type { GiftPiece } from './gift-pieces.ts';
import type { HtmlContext } from './html-inline.ts';
import { readTextFile } from './legacy-text-file.ts';
import { readTags } from './level-tags.ts';
import { mediaShelf } from './media-shelf.ts';
import type { MediaShelf } from './media-shelf.ts';

/** Characters of one question; more is a file of another format, and the parser's time grows with it. */
const pieceLengthMax = 60_000;

export function readGift(file: { name: string; bytes: Uint8Array }): ReadOutcome {
  const read = readTextFile(file.bytes);
  if (!read.ok) return read;
  const pieces = giftPieces(read.value.text);
  if (pieces.length > importLimits.questionsMax) return tooManyQuestions();
  const shelf = mediaShelf();
  const found = pieces.map((piece, at) => readPiece(piece, at + 1, file.name, shelf));
  const { encoding } = read.value;
  const isLegacy = encoding === 'tcvn3' || encoding === 'vni' || encoding === 'windows-1258';
  const converted = problemAt(placeIn(file.name), 'legacy-text-converted', 'told', { encoding });
  return importedFile('gift', found, shelf.media, isLegacy ? [converted] : []);
}

/** A text of the parser as Markdown, and as the words it is. */
export interface GiftTexts {
  readonly text: (text: GiftText | null) => string;
  readonly line: (text: GiftText | null) => string;
  readonly plain: (text: string) => string;
  readonly note: (
    name: ImportProblem['name'],
    weight: ImportProblem['weight'],
    params?: Record<string, string>,
  ) => void;
}

function readPiece(piece: GiftPiece, number: number, file: string, shelf: MediaShelf): Found {
  const { title, rest } = titled(masked(piece.text));
  const place = placeIn(file, { row: piece.line, label: title === '' ? `Câu ${number}` : title.slice(0, 100) });
  if (piece.text.length > pieceLengthMax)
    return notAQuestion(place, 'unreadable', { reason: 'too-long' }, piece.topicPath);
  const parsed = parsePiece(mended(rest), piece);
  if ('problem' in parsed) {
    return notAQuestion({ ...place, row: parsed.line }, 'unreadable', { reason: parsed.problem }, piece.topicPath);
  }
  const noticed: ImportProblem[] = [];
  const texts = textsOf(shelf, (name, weight, params = {}) => noticed.push(problemAt(place, name, weight, params)));
  const answer = answerOf(parsed.question, texts);
  if (answer === null) {
    return notAQuestion(place, 'kind-not-held', { kind: parsed.question.type.toLowerCase() }, piece.topicPath);
  }
  const { feedback, ...draft } = answer;
  const { stem } = parsed.question as { stem?: GiftText };
  const parts = { ...draft, ...readFeedback(feedback), ...readTags(piece.tags) };
  return foundQuestion({ ...parts, id: piece.id, stem: texts.text(stem ?? null) }, place, piece.topicPath, noticed);
}

function titled(text: string): { readonly title: string; readonly rest: string } {
  const found = /^\s*::([\s\S]*?)::/.exec(text);
  if (!found) return { title: '', rest: text };
  // The lines of a title still count.
  const lines = found[0].split('\n').length - 1;
  return { title: unmasked(found[1] ?? '').trim(), rest: '\n'.repeat(lines) + text.slice(found[0].length) };
}

/** Signs outside the braces, and colons inside, are prose unless the answer is a number: so Moodle takes them. */
function mended(text: string): string {
  const open = text.indexOf('{');
  const close = text.lastIndexOf('}');
  if (open < 0) return maskedProse(text);
  // A brace without its other is for the parser to refuse.
  if (close < open) return text;
  const answer = text.slice(open + 1, close);
  const isNumber = /^\s*#/.test(answer);
  const inside = isNumber ? answer : answer.replace(/[:{}]/g, (sign) => maskedProse(sign));
  return `${maskedProse(text.slice(0, open))}{${inside}}${maskedProse(text.slice(close + 1))}`;
}

function parsePiece(
  text: string,
  piece: GiftPiece,
): { readonly question: GIFTQuestion } | { readonly problem: string; readonly line: number } {
  try {
    const [question, another] = parse(`${text}\n\n`);
    if (question && !another) return { question };
    return { problem: 'several-questions', line: piece.line };
  } catch (failure) {
    const { location } = failure as { location?: { start: { line: number } } };
    return { problem: 'gift', line: piece.line + (location?.start.line ?? 1) - 1 };
  }
}

function textsOf(shelf: MediaShelf, note: GiftTexts['note']): GiftTexts {
  const context: HtmlContext = {
    mediaOf: (address) => mediaAt(address, () => undefined, shelf),
    note: (problem, params) => note(problem, 'doubt', { ...params }),
  };
  const formatOf = ({ format }: GiftText) => (format === 'moodle' ? 'auto' : format);
  return {
    text: (text) => (text === null ? '' : foreignText(unmasked(text.text), formatOf(text), context)),
    line: (text) => (text === null ? '' : foreignLine(unmasked(text.text), formatOf(text), context)),
    plain: (text) => unmasked(text).trim(),
    note,
  };
}
