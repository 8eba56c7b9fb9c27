/** What changed between two versions of a question, as people read it: field by field, word by word. Pure. */
import type { Question } from './question.ts';

export interface DifferencePart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

export interface FieldDifference {
  readonly field: string;
  /** Which option or prompt, by its id; '' elsewhere. */
  readonly of: string;
  readonly parts: readonly DifferencePart[];
}

/** Fields that differ, in the order of an editor; empty when the two ask the same. */
export function questionDifference(before: Question, after: Question): FieldDifference[] {
  const found: FieldDifference[] = [];
  const compare = (field: string, of: string, was: string, is: string): void => {
    if (was !== is) found.push({ field, of, parts: textDifference(was, is) });
  };
  compare('stem', '', before.stem, after.stem);
  for (const [field, was, is] of [
    ['option', before.options, after.options],
    ['prompt', before.prompts ?? [], after.prompts ?? []],
  ] as const)
    for (const id of new Set([...was, ...is].map((part) => part.id))) {
      const textIn = (parts: Question['options']): string => parts.find((part) => part.id === id)?.text ?? '';
      compare(field, id, textIn(was), textIn(is));
    }
  const [was, is] = [plainFields(before), plainFields(after)];
  for (const [field, text] of Object.entries(was)) compare(field, '', text, is[field] ?? '');
  return found;
}

/** Fields that are one value each. Their words are the product's own; `web/i18n` has texts for them. */
function plainFields(question: Question): Record<string, string> {
  const { folding, legal = [], tags = [] } = question;
  const ways = folding && Object.entries(folding).filter(([, isOn]) => isOn === true);
  return {
    key: question.key.join(', '),
    kind: question.kind,
    scheme: question.scheme ?? '',
    tolerance: question.tolerance ?? '',
    folding: ways?.map(([way]) => way).join(', ') ?? '',
    keepsOrder: String(question.keepsOrder ?? false),
    explanation: question.explanation,
    source: question.source,
    legal: legal
      .map((each) => [each.instrument, each.article, each.clause, each.inForceFrom, each.inForceTo].join(' | '))
      .join('\n'),
    topic: question.topic,
    difficulty: question.difficulty,
    tags: [...tags].sort().join(', '),
    isPractice: String(question.isPractice),
    factId: question.factId,
    checkedOn: question.checkedOn,
  };
}

/** Texts of more words are told as replaced whole: the table of the comparison grows with their product. */
const wordsMax = 1_000;

/** The longest common run of words stays; joined texts of `same` and `gone` are the old text, of `same` and `new` the new. */
export function textDifference(before: string, after: string): DifferencePart[] {
  const [old, now] = [words(before), words(after)];
  if (old.length > wordsMax || now.length > wordsMax) return joined([part('gone', before), part('new', after)]);
  const lengths = commonLengths(old, now);
  const width = now.length + 1;
  const parts: DifferencePart[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      parts.push(part('same', old[i] ?? ''));
      [i, j] = [i + 1, j + 1];
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      parts.push(part('gone', old[i] ?? ''));
      i += 1;
    } else {
      parts.push(part('new', now[j] ?? ''));
      j += 1;
    }
  }
  parts.push(...old.slice(i).map((word) => part('gone', word)), ...now.slice(j).map((word) => part('new', word)));
  return joined(parts);
}

const part = (kind: DifferencePart['kind'], text: string): DifferencePart => ({ kind, text });

/** A word keeps the spaces after it, so that parts joined again are the text. */
const words = (text: string): string[] => text.match(/\s*\S+\s*|\s+/gu) ?? [];

/** `[i * width + j]`: words that `old` from i and `now` from j have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === now[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
}

/** Neighbours of one kind become one part. */
function joined(parts: readonly DifferencePart[]): DifferencePart[] {
  const all: { kind: DifferencePart['kind']; text: string }[] = [];
  for (const { kind, text } of parts) {
    const last = all.at(-1);
    if (text === '') continue;
    if (last?.kind === kind) last.text += text;
    else all.push({ kind, text });
  }
  return all;
}
