/**
 * A question as it stands in the file, cut into its parts but not yet understood: lines of stem, options, fields.
 * `plain-text-walk` fills it, `plain-text-question` makes a question of it.
 */
import type { Line } from './plain-text-line.ts';
import type { KeyEntry } from './plain-text-keys.ts';
import type { OptionLine } from './plain-text-options.ts';
import type { FieldName, StartMark } from './plain-text-words.ts';

export interface RawOption extends OptionLine {
  readonly more: Line[];
}

export interface RawQuestion {
  readonly start: StartMark | null;
  /** The line it starts in. */
  readonly line: Line;
  readonly topicPath: readonly string[];
  /** Printed prefixes of the sections it stands in (`Phần I`). */
  readonly prefixes: readonly string[];
  readonly stem: Line[];
  readonly options: RawOption[];
  readonly fields: Map<FieldName, Line[]>;
  readonly leftOver: Line[];
  /** Of its explanation, what came without a word that says so. */
  readonly unannounced: Line[];
  /** In brackets after the number: a level, points, or neither. */
  readonly asides: Line[];
  hasFigures: boolean;
  /** From a list or table of keys. */
  readonly listed: KeyEntry[];
  /** Its options had no letters and were found another way. */
  readonly isUnlettered?: boolean;
}

export function newRaw(
  start: StartMark | null,
  line: Line,
  topicPath: readonly string[],
  prefixes: readonly string[],
): RawQuestion {
  return {
    start,
    line,
    topicPath,
    prefixes,
    stem: [],
    options: [],
    fields: new Map(),
    leftOver: [],
    unannounced: [],
    asides: [],
    hasFigures: false,
    listed: [],
  };
}

/** Nothing more is expected of it: another number may start the next. */
export function isComplete(raw: RawQuestion): boolean {
  return raw.options.length >= 2 || raw.fields.has('key');
}

/** Puts another line under a field of the question. */
export function addToField(raw: RawQuestion, name: FieldName, line: Line): void {
  const lines = raw.fields.get(name);
  if (lines) lines.push(line);
  else raw.fields.set(name, [line]);
}
