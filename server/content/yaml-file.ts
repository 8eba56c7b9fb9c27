/**
 * Opens one YAML file written by people who may be careless or hostile, and
 * gives its top mapping with the place of every node, or the problems that
 * stopped it. Knows nothing of questions.
 *
 * All scalars are texts (the failsafe schema): an option `113` or `01` must
 * stay as typed, and no word may turn into a boolean or a date.
 */

import { readFile, stat } from 'node:fs/promises';
import { CST, isMap, isNode, isScalar, Lexer, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { BankProblem, BankProblemName, Place } from './bank-problem.ts';

export const yamlLimits = {
  fileBytesMax: 512 * 1024,
  /** A bank is flat text: an alias only hides a copy of a question, or a bomb. */
  aliasesMax: 0,
  /** Of brackets, or of lists opened on one line; the parser calls itself for each and would end the whole process. */
  depthMax: 100,
} as const;

export interface YamlFile {
  readonly name: string;
  readonly root: YAMLMap;
  /** The place of a node, or of the file's start for what has no node. */
  readonly placeOf: (node: unknown) => Place;
}

export type OpenedYaml = { readonly file: YamlFile | null; readonly problems: readonly BankProblem[] };

/**
 * Reads `path`, named `name` in problems.
 * Bad content never throws; a disk that cannot be read does.
 */
export async function openYamlFile(path: string, name: string): Promise<OpenedYaml> {
  if ((await stat(path)).size > yamlLimits.fileBytesMax) return tooLarge(name);
  return openYamlBytes(await readFile(path), name);
}

/** The same for a file that is in memory already. */
export function openYamlBytes(bytes: Uint8Array, name: string): OpenedYaml {
  if (bytes.length > yamlLimits.fileBytesMax) return tooLarge(name);
  const text = decode(bytes);
  const start: Place = { file: name, line: 1, column: 1 };
  return text === null ? refused('file-not-utf8', start, {}) : parse(text, name, start);
}

const tooLarge = (name: string): OpenedYaml =>
  refused('file-too-large', { file: name, line: 1, column: 1 }, { bytesMax: String(yamlLimits.fileBytesMax) });

function parse(text: string, name: string, start: Place): OpenedYaml {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (isTooDeep(text)) return refused('yaml-broken', start, { reason: 'TOO_DEEP' });
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  // Only the first: the others usually follow from it, by the thousand in a hostile file.
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault) return refused('yaml-broken', placeAt(fault.pos[0]), { reason: fault.code });
  const placeOf = (node: unknown): Place => (isNode(node) && node.range ? placeAt(node.range[0]) : start);
  const aliases = aliasesOf(document);
  if (aliases.length > yamlLimits.aliasesMax) return refused('too-many-aliases', placeOf(aliases[0]), {});
  if (!isMap(document.contents)) return refused('not-a-mapping', start, {});
  return { file: { name, root: document.contents, placeOf }, problems: linesNotNfc(text, name) };
}

/** Looked for in the signs alone, before anything is built of them. */
function isTooDeep(text: string): boolean {
  let [brackets, opened, previous] = [0, 0, ''];
  for (const sign of new Lexer().lex(text)) {
    const type = previous === CST.SCALAR ? 'scalar' : CST.tokenType(sign);
    previous = sign;
    if (type === 'newline') opened = 0;
    else if (type === 'flow-seq-start' || type === 'flow-map-start') brackets += 1;
    else if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1);
    else if (brackets === 0 && openers.has(type ?? '')) opened += 1;
    if (brackets + opened > yamlLimits.depthMax) return true;
  }
  return false;
}

const openers: ReadonlySet<string> = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);

/** The text of a scalar, trimmed; `null` for anything that is not one. */
export function textOf(node: unknown): string | null {
  return isScalar(node) && typeof node.value === 'string' ? node.value.trim() : null;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function aliasesOf(document: Document.Parsed): unknown[] {
  const found: unknown[] = [];
  visit(document, { Alias: (_, alias) => void found.push(alias) });
  return found;
}

function linesNotNfc(text: string, file: string): BankProblem[] {
  return text
    .split('\n')
    .flatMap((line, i) =>
      line === line.normalize('NFC') ? [] : [problem('file-not-nfc', { file, line: i + 1, column: 1 }, {})],
    );
}

function problem(name: BankProblemName, place: Place, params: Record<string, string>): BankProblem {
  return { name, place, questionId: null, params };
}

function refused(name: BankProblemName, place: Place, params: Record<string, string>): OpenedYaml {
  return { file: null, problems: [problem(name, place, params)] };
}
