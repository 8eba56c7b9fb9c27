/**
 * What the preview of an import says of its questions: faults of each, repeats inside the file and of the bank. Run when
 * a file has been read, and again for whatever is changed on the spot.
 */
import { faultsOf, problemAt } from '../content/formats/draft.ts';
import { twinKey, type LikenessIndex } from '../content/likeness-index.ts';
import { mediaIn } from '../content/markup.ts';
import type { ImportedQuestion, ImportPreview, ImportProblem } from '../rules/import-preview.ts';
import { optionNamingOthers } from '../rules/options-named.ts';
import { textsOf, type Question } from '../rules/question.ts';
import { mediaShown } from '../store/media.ts';
import type { Ctx } from './context.ts';

/** Said of the file, true whatever becomes of the question. */
const lasting: readonly ImportProblem['name'][] = [
  'legacy-text-converted',
  'formatting-not-kept',
  'formula-not-kept',
  'weights-not-held',
  'text-left-over',
];
const ofBank: readonly ImportProblem['name'][] = ['duplicate-in-bank', 'similar-in-bank'];

/** A question after somebody has changed it: what its reader doubted has been looked at. */
export async function recheck(
  ctx: Ctx,
  item: ImportedQuestion,
  content: Question,
  likeness: LikenessIndex,
): Promise<ImportedQuestion> {
  const kept = item.problems.filter(({ name }) => lasting.includes(name));
  const unknown = await unknownMedia(ctx, content);
  const missing = unknown.map((ref) => problemAt(item.place, 'media-missing', 'stops', { ref }));
  const problems = [...kept, ...faultsOf(content, item.place), ...missing];
  const question = wasOrderKept(item) ? withoutOrder(content) : content;
  return withBankProblems(withOrderKept({ ...item, question, problems }), likeness);
}

/**
 * As it was read, whatever the format: a question whose options name one another keeps their order from the start,
 * unless the file or somebody has said otherwise (`keepsOrder: false`), and that is told.
 */
export function withOrderKept(item: ImportedQuestion): ImportedQuestion {
  const { question, place, problems } = item;
  const naming = question && optionNamingOthers(question);
  if (!naming || question.keepsOrder !== undefined) return item;
  const told = problemAt(place, 'order-kept', 'told', { option: naming.id, text: naming.text });
  return { ...item, question: { ...question, keepsOrder: true }, problems: [...problems, told] };
}

const wasOrderKept = ({ problems }: ImportedQuestion): boolean => problems.some(({ name }) => name === 'order-kept');

/** What was set for the sake of an option goes when that option is rewritten. */
function withoutOrder(content: Question): Question {
  const { keepsOrder, ...rest } = content;
  return keepsOrder === false ? content : rest;
}

async function unknownMedia(ctx: Ctx, content: Question): Promise<string[]> {
  const ids = [...new Set(textsOf(content).flatMap((text) => mediaIn(text).map(({ id }) => id)))];
  const known = new Set((await ctx.store.read((tx) => mediaShown(tx, ids))).map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

/** What the bank has already. */
export function withBankProblems(item: ImportedQuestion, likeness: LikenessIndex): ImportedQuestion {
  const { question, place } = item;
  const others = item.problems.filter(({ name }) => !ofBank.includes(name));
  if (question === null) return item;
  const twin = likeness.twinOf(question);
  if (twin !== '')
    return { ...item, problems: [...others, problemAt(place, 'duplicate-in-bank', 'doubt', { code: twin })] };
  const like = likeness.mostLike(question);
  if (like === null) return { ...item, problems: others };
  const told = problemAt(place, 'similar-in-bank', 'doubt', { code: like.code, stem: like.stem });
  return { ...item, problems: [...others, told] };
}

/** The preview with repeats inside the file found anew: of equals the first stays, left-out ones repeat nothing. */
export function withRepeats(preview: ImportPreview): ImportPreview {
  const first = new Map<string, number>();
  const leftOut = new Set(preview.leftOut);
  const duplicates: Record<string, string> = {};
  const questions = preview.questions.map((item) => {
    const problems = item.problems.filter(({ name }) => name !== 'duplicate-in-file');
    const bankTwin = problems.find(({ name }) => name === 'duplicate-in-bank')?.params['code'];
    if (bankTwin !== undefined) duplicates[item.number] = bankTwin;
    const key = item.question === null || item.question.stem === '' ? null : twinKey(item.question);
    if (key === null || leftOut.has(item.number)) return { ...item, problems };
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, item.number);
      return { ...item, problems };
    }
    const told = problemAt(item.place, 'duplicate-in-file', 'doubt', { number: String(before) });
    return { ...item, problems: [...problems, told] };
  });
  return { ...preview, questions, duplicates };
}

export const isStopped = ({ question, problems }: ImportedQuestion): boolean =>
  question === null || problems.some(({ weight }) => weight === 'stops');

export const isRepeat = ({ problems }: ImportedQuestion): boolean =>
  problems.some(({ name }) => name === 'duplicate-in-file' || name === 'duplicate-in-bank');
