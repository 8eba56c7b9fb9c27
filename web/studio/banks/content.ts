/**
 * A question while it is written: parts added, moved and taken out with the key kept true to them, and kinds switched
 * with nothing lost. Pure: everything gives a new question.
 */
import type { Option, Question, QuestionKind } from '../../../server/rules/question.ts';
import { questionLimits } from '../../../server/wire/http/banks.ts';

export type PartList = 'options' | 'prompts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const optionsAtFirst = 4;
const pairsAtFirst = 3;

export const partsOf = (content: Question, list: PartList): readonly Option[] => content[list] ?? [];

/** Kinds whose options people write. */
export const hasOptions = (kind: QuestionKind): boolean => !['true-false', 'number', 'text'].includes(kind);

const idAt = (list: PartList, at: number): string => (list === 'prompts' ? `p${at + 1}` : (letters[at] ?? `o${at}`));

function freeId(parts: readonly Option[], list: PartList): string {
  let at = 0;
  while (parts.some(({ id }) => id === idAt(list, at))) at += 1;
  return idAt(list, at);
}

const blanks = (list: PartList, count: number): Option[] =>
  Array.from({ length: count }, (_, at) => ({ id: idAt(list, at), text: '' }));

const trueFalse: readonly Option[] = [
  { id: 'a', text: 'Đúng' },
  { id: 'b', text: 'Sai' },
];

/** A new question of one choice; the rest of its life it is never without a kind. `day` is today, ISO. */
export const blankQuestion = (topic: string, day: string): Question => ({
  id: 'moi',
  topic,
  kind: 'single',
  difficulty: 'recognise',
  stem: '',
  options: blanks('options', optionsAtFirst),
  key: [],
  explanation: '',
  source: '',
  factId: '',
  checkedOn: day,
  isPractice: false,
});

/** Somebody has written something worth keeping. */
export const isWorthKeeping = ({ stem, options, prompts = [], key, kind, explanation, source }: Question): boolean =>
  [stem, explanation, source, ...[...(kind === 'true-false' ? [] : options), ...prompts].map(({ text }) => text)].some(
    (text) => text.trim() !== '',
  ) || key.length > 0;

// ── Parts

const withParts = (content: Question, list: PartList, parts: readonly Option[]): Question => ({
  ...content,
  [list]: parts,
});

export function writePart(content: Question, list: PartList, id: string, text: string): Question {
  return withParts(
    content,
    list,
    partsOf(content, list).map((part) => (part.id === id ? { id, text } : part)),
  );
}

/** A new part after the one named, or at the end. The same question when there is no room for it. */
export function addPart(content: Question, list: PartList, afterId = '', text = ''): Question {
  const parts = partsOf(content, list);
  if (parts.length >= questionLimits.optionsMax) return content;
  const part = { id: freeId(parts, list), text };
  const after = parts.findIndex(({ id }) => id === afterId);
  const at = after < 0 ? parts.length : after + 1;
  const added = withParts(content, list, [...parts.slice(0, at), part, ...parts.slice(at)]);
  return content.kind === 'ordering' ? { ...added, key: added.options.map(({ id }) => id) } : added;
}

export function removePart(content: Question, list: PartList, id: string): Question {
  const rest = withParts(
    content,
    list,
    partsOf(content, list).filter((part) => part.id !== id),
  );
  const isGone = (key: string): boolean =>
    content.kind === 'matching' ? key.split('=')[list === 'prompts' ? 0 : 1] === id : key === id;
  return { ...rest, key: content.key.filter((key) => !isGone(key)) };
}

/** The parts in the order of `ids`. The order of `ordering` is its key, so the two move together. */
export function orderParts(content: Question, list: PartList, ids: readonly string[]): Question {
  const parts = partsOf(content, list).toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const ordered = withParts(content, list, parts);
  return content.kind === 'ordering' ? { ...ordered, key: parts.map(({ id }) => id) } : ordered;
}

/** One step up or down. */
export function movePart(content: Question, list: PartList, id: string, step: -1 | 1): Question {
  const ids = partsOf(content, list).map((part) => part.id);
  const at = ids.indexOf(id);
  if (at < 0 || at + step < 0 || at + step >= ids.length) return content;
  ids.splice(at, 1);
  ids.splice(at + step, 0, id);
  return orderParts(content, list, ids);
}

// ── The key

/** Marks an option as right: the only one, one of several, or one true statement. Marking it again takes it back. */
export function markRight(content: Question, id: string): Question {
  if (content.kind === 'single' || content.kind === 'true-false') return { ...content, key: [id] };
  const chosen = new Set(content.key);
  if (!chosen.delete(id)) chosen.add(id);
  return { ...content, key: content.options.map((option) => option.id).filter((one) => chosen.has(one)) };
}

export const pairOf = ({ key }: Question, prompt: string): string =>
  key.find((pair) => pair.startsWith(`${prompt}=`))?.slice(prompt.length + 1) ?? '';

/** '' takes the pair apart. */
export function pairUp(content: Question, prompt: string, option: string): Question {
  const pairs = partsOf(content, 'prompts').map(({ id }) => [id, id === prompt ? option : pairOf(content, id)]);
  return { ...content, key: pairs.filter(([, right]) => right !== '').map((pair) => pair.join('=')) };
}

// ── Switching kinds

type Own = Pick<Question, 'options' | 'prompts' | 'key' | 'scheme' | 'tolerance' | 'folding' | 'keepsOrder'>;

/** What a question said in the kinds it has been, while it is open. */
export interface Shelf {
  /** Options as they were last written, whatever the kind. */
  readonly options: readonly Option[];
  readonly prompts: readonly Option[];
  readonly kinds: Partial<Record<QuestionKind, Own>>;
}

export const emptyShelf: Shelf = { options: [], prompts: [], kinds: {} };

/**
 * The question in another kind, and what did not fit kept on the shelf. Options go along between kinds that have them;
 * a key goes along where it means the same; what the other kind said before comes back.
 */
export function switchKind(content: Question, shelf: Shelf, kind: QuestionKind): { content: Question; shelf: Shelf } {
  if (kind === content.kind) return { content, shelf };
  const { options, prompts, key, scheme, tolerance, folding, keepsOrder, ...common } = content;
  const own = { options, key, ...compact({ prompts, scheme, tolerance, folding, keepsOrder }) };
  const kept: Shelf = {
    options: hasOptions(content.kind) ? options : shelf.options,
    prompts: prompts ?? shelf.prompts,
    kinds: { ...shelf.kinds, [content.kind]: own },
  };
  const before = kept.kinds[kind];
  const parts = partsFor(kind, kept);
  const next: Question = {
    ...common,
    kind,
    ...compact({ scheme: before?.scheme, tolerance: before?.tolerance, folding: before?.folding, keepsOrder }),
    ...parts,
    key: keyFor(kind, content, before?.key, parts),
  };
  return { content: next, shelf: kept };
}

/** Without what is not there: absent and undefined are not the same to the server. */
function compact<T extends object>(given: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

function partsFor(kind: QuestionKind, { options, prompts }: Shelf): Pick<Question, 'options' | 'prompts'> {
  if (kind === 'true-false') return { options: trueFalse };
  if (!hasOptions(kind)) return { options: [] };
  const own = options.length > 0 ? options : blanks('options', optionsAtFirst);
  if (kind !== 'matching') return { options: own };
  return { options: own, prompts: prompts.length > 0 ? prompts : blanks('prompts', pairsAtFirst) };
}

function keyFor(
  kind: QuestionKind,
  from: Question,
  before: readonly string[] | undefined,
  { options, prompts = [] }: Pick<Question, 'options' | 'prompts'>,
): readonly string[] {
  const ids = options.map(({ id }) => id);
  if (kind === 'ordering') return ids;
  if (kind === 'number' || kind === 'text') return before ?? [];
  if (kind === 'matching')
    return (before ?? []).filter((pair) => {
      const [prompt = '', option = ''] = pair.split('=');
      return ids.includes(option) && prompts.some(({ id }) => id === prompt);
    });
  const choices: readonly QuestionKind[] = ['single', 'multiple', 'grid'];
  const goesAlong = choices.includes(kind) && choices.includes(from.kind);
  const known = (goesAlong ? from.key : (before ?? [])).filter((id) => ids.includes(id));
  // A key of several is not forgotten by a look at another kind.
  if (kind === 'multiple' || kind === 'grid')
    return before && known.every((id) => before.includes(id)) ? before.filter((id) => ids.includes(id)) : known;
  return known.slice(0, 1);
}

/** How many written texts wait on the shelf for another kind. */
export function keptAside(content: Question, { options, prompts }: Shelf): number {
  const waiting = [...(hasOptions(content.kind) ? [] : options), ...(content.kind === 'matching' ? [] : prompts)];
  return waiting.filter(({ text }) => text.trim() !== '').length;
}
