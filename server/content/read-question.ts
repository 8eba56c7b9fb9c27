/**
 * One entry of a `questions:` list to one Question. It sees only whether the
 * entry has the form of a question; whether the question is a good one is
 * for check-bank.
 */

import { isMap, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import { difficulties, questionKinds } from '../rules/question.ts';
import type { Option, Question } from '../rules/question.ts';
import type { BankProblemName } from './bank-problem.ts';
import { textOf } from './yaml-file.ts';

/** Notes one problem at a node. */
export type Report = (name: BankProblemName, node: unknown, params?: Record<string, string>) => void;

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
  const options = readOptions(node, report);
  const key = readKey(node, report);
  const practice = node.has('practice') ? oneOf(node, 'practice', ['true', 'false'] as const, report) : 'false';
  if (id === '' || !kind || !difficulty || !options || !key || !practice) return null;
  return {
    id,
    topic,
    kind,
    difficulty,
    stem: text('stem'),
    options,
    key,
    explanation: text('explanation'),
    source: text('source'),
    factId: text('fact'),
    checkedOn: text('checked'),
    isPractice: practice === 'true',
  };
}

/** A text nothing can be read without. What is absent or not a text is reported and read as empty. */
export function readText(map: YAMLMap, field: string, report: Report): string {
  const node: unknown = map.get(field, true);
  if (node === undefined || textOf(node) === '') report('missing-field', node ?? map, { field });
  return readProse(map, field, report);
}

/** A text for people. That it is absent is for check-bank to say, once, for banks of every origin. */
function readProse(map: YAMLMap, field: string, report: Report): string {
  const node: unknown = map.get(field, true);
  const text = textOf(node);
  if (node !== undefined && text === null) report('not-a-text', node, { field });
  return text ?? '';
}

/** A mistyped field name would otherwise be lost in silence. */
export function reportUnknownFields(map: YAMLMap, known: readonly string[], report: Report): void {
  for (const { key } of map.items) {
    const field = textOf(key) ?? '';
    if (!known.includes(field)) report('unknown-field', key, { field });
  }
}

function oneOf<Word extends string>(
  map: YAMLMap,
  field: QuestionField,
  words: readonly Word[],
  report: Report,
): Word | null {
  const text = readText(map, field, report);
  const word = words.find((w) => w === text) ?? null;
  if (word === null && text !== '') report('unknown-word', map.get(field, true), { field, word: text });
  return word;
}

function readOptions(map: YAMLMap, report: Report): Option[] | null {
  const node: unknown = map.get('options', true);
  if (node === undefined) report('missing-field', map, { field: 'options' });
  else if (!isMap(node)) report('not-a-mapping', node, { field: 'options' });
  if (!isMap(node)) return null;
  return node.items.map(({ key }) => {
    const id = textOf(key) ?? '';
    return { id, text: readProse(node, id, report) };
  });
}

/** `key: b` and `key: [b]` mean the same. */
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
