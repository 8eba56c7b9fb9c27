/**
 * One entry of a `questions:` list to one Question. It sees only whether the
 * entry has the form of a question; whether the question is a good one is
 * for check-bank.
 */

import { isMap, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import { difficulties, questionKinds } from '../rules/question.ts';
import type { Option, Question, QuestionKind } from '../rules/question.ts';
import { oneOf, readProse, readText, reportUnknownFields, type Report } from './read-fields.ts';
import { moreFields, readMore } from './read-question-more.ts';
import { textOf } from './yaml-file.ts';

const questionFields = [
  'id',
  'kind',
  'difficulty',
  'practice',
  'stem',
  'options',
  'key',
  'explanation',
  'source',
  'fact',
  'checked',
  'prompts',
  ...moreFields,
] as const;
type QuestionField = (typeof questionFields)[number];

/** `null` when what is there cannot be a question at all; each cause has been reported. */
export function readQuestion(node: unknown, topic: string, report: Report): Question | null {
  if (!isMap(node)) {
    report('not-a-mapping', node);
    return null;
  }
  reportUnknownFields(node, questionFields, report);
  const text = (field: QuestionField) => readProse(node, field, report);
  const id = readText(node, 'id', report);
  const kind = oneOf(node, 'kind', questionKinds, report);
  const difficulty = oneOf(node, 'difficulty', difficulties, report);
  const options = readOptions(node, 'options', report, kind !== null && isWritten(kind));
  const prompts = node.has('prompts') ? readOptions(node, 'prompts', report) : undefined;
  const key = readKey(node, report);
  const more = readMore(node, report);
  const practice = node.has('practice') ? oneOf(node, 'practice', ['true', 'false'] as const, report) : 'false';
  if (id === '' || !kind || !difficulty || !options || prompts === null || !key || !more || !practice) return null;
  return {
    id,
    topic,
    kind,
    difficulty,
    stem: text('stem'),
    options,
    ...(prompts && { prompts }),
    key,
    ...more,
    explanation: text('explanation'),
    source: text('source'),
    factId: text('fact'),
    checkedOn: text('checked'),
    isPractice: practice === 'true',
  };
}

/** Kinds that are answered by writing, not by choosing. */
const isWritten = (kind: QuestionKind): boolean => kind === 'number' || kind === 'text';

function readOptions(map: YAMLMap, field: 'options' | 'prompts', report: Report, mayLack = false): Option[] | null {
  const node: unknown = map.get(field, true);
  if (node === undefined && mayLack) return [];
  if (node === undefined) report('missing-field', map, { field });
  else if (!isMap(node)) report('not-a-mapping', node, { field });
  if (!isMap(node)) return null;
  return node.items.map(({ key }) => {
    const id = textOf(key) ?? '';
    return { id, text: readProse(node, id, report) };
  });
}

/** `key: b` and `key: [b]` mean the same; a grid whose statements are all false has `key: []`. */
function readKey(map: YAMLMap, report: Report): string[] | null {
  const node: unknown = map.get('key', true);
  if (!isSeq(node)) {
    const only = readText(map, 'key', report);
    return only === '' ? null : [only];
  }
  const ids = node.items.map(textOf);
  const good = ids.filter((id) => id !== null);
  if (good.length === ids.length) return good;
  report('not-a-text', node, { field: 'key' });
  return null;
}
