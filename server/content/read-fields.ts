/** Single fields of a YAML mapping, with a problem noted for each that is not what it must be. */

import { isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { BankProblemName } from './bank-problem.ts';
import { textOf } from './yaml-file.ts';

/** Notes one problem at a node. */
export type Report = (name: BankProblemName, node: unknown, params?: Record<string, string>) => void;

/** A text nothing can be read without. What is absent or not a text is reported and read as empty. */
export function readText(map: YAMLMap, field: string, report: Report): string {
  const node: unknown = map.get(field, true);
  if (node === undefined || textOf(node) === '') report('missing-field', node ?? map, { field });
  return readProse(map, field, report);
}

/** A text for people. That it is absent is for check-bank to say, once, for banks of every origin. */
export function readProse(map: YAMLMap, field: string, report: Report): string {
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

export function oneOf<Word extends string>(
  map: YAMLMap,
  field: string,
  words: readonly Word[],
  report: Report,
): Word | null {
  const text = readText(map, field, report);
  const word = words.find((w) => w === text) ?? null;
  if (word === null && text !== '') report('unknown-word', map.get(field, true), { field, word: text });
  return word;
}

/** Texts of a list; null when it is none, which has been reported. */
export function readTexts(map: YAMLMap, field: string, report: Report): string[] | null {
  const node: unknown = map.get(field, true);
  const texts = isSeq(node) ? node.items.map(textOf) : [null];
  const good = texts.filter((text) => text !== null);
  if (good.length === texts.length) return good;
  report(isSeq(node) ? 'not-a-text' : 'not-a-list', node, { field });
  return null;
}
