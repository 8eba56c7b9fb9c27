/**
 * Which options stand out by their formatting (highlight, colour, underline, bold, italic), by letter or by text. A
 * property that all options have, or none, says nothing. Whether standing out means being right is the key's matter.
 */
import type { Line, Marks } from './plain-text-line.ts';
import type { OptionLine } from './plain-text-options.ts';

/** In the order in which people mean them as a mark of the key. */
const properties = ['highlight', 'colour', 'underline', 'bold', 'italic'] as const;
export type MarkName = (typeof properties)[number];

export interface Standout {
  readonly by: MarkName;
  /** Places of the options that stand out, from 0; at least one, never all. */
  readonly options: readonly number[];
}

/** Part of a text's letters that must have a property: one bold word in an option is only emphasis. */
const shareMin = 0.6;

/** Each property by which some but not all options stand out. */
export function standouts(options: readonly Pick<OptionLine, 'label' | 'body' | 'isAuto'>[]): Standout[] {
  return properties.flatMap((by): Standout[] => {
    const carriers = [
      options.map(({ body }) => valueOf(body, by)),
      options.map(({ label, isAuto }) => (isAuto ? null : valueOf(label, by))),
    ];
    const sets = carriers.map(unusual).filter((set) => set.length > 0);
    const all = [...new Set(sets.flat())].sort((a, b) => a - b);
    return all.length === 0 || all.length >= options.length ? [] : [{ by, options: all }];
  });
}

/** Places whose value is not the usual one; none when that is not clear. */
function unusual(values: readonly (string | null)[]): number[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size < 2) return [];
  // The page's own look is the usual one even where most options are marked right.
  const usual = counts.has('') ? '' : [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  return values.flatMap((value, i) => (value === null || value === usual ? [] : [i]));
}

/** The value that most of a text's letters have, '' for the page's own look, null for a text without letters. */
function valueOf(line: Line, by: MarkName): string | null {
  const letters = new Map<string, number>();
  let all = 0;
  for (const { text, marks, opaque } of line.pieces) {
    const count = opaque === '' ? text.replace(/\s/gu, '').length : 0;
    if (count === 0) continue;
    all += count;
    const value = markValue(marks, by);
    letters.set(value, (letters.get(value) ?? 0) + count);
  }
  if (all === 0) return null;
  const found = [...letters].find(([value, count]) => value !== '' && count >= all * shareMin);
  return found?.[0] ?? '';
}

function markValue(marks: Marks, by: MarkName): string {
  const value = marks[by];
  return typeof value === 'string' ? value : value ? 'on' : '';
}
