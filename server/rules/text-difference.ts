/** What changed between two texts, word by word: what both have, what went, what came. Pure. */

export interface DifferencePart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
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

/** Of a value that is read as one: what it was, and what it is. */
export const wholeDifference = (before: string, after: string): DifferencePart[] =>
  before === after ? joined([part('same', after)]) : joined([part('gone', before), part('new', after)]);

const part = (kind: DifferencePart['kind'], text: string): DifferencePart => ({ kind, text });

/** A word keeps the spaces before it: parts joined again are the text, and what is added at an end leaves the last word as it was. */
const words = (text: string): string[] => text.match(/\s*\S+|\s+/gu) ?? [];

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
