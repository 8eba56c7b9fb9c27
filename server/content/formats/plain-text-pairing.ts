/**
 * Ordering and matching questions, which a file names as such (`Loại: Sắp xếp`, `Loại: Ghép đôi`): items are lettered
 * options, prompts are numbered lines at the end of the stem, the key is `C, A, B` or `1-B, 2-A`.
 */
import { draftLimits, optionId, promptId } from './draft.ts';
import { letterKey } from './plain-text-keys.ts';
import { cut } from './plain-text-line.ts';
import { markdownOf } from './plain-text-markdown.ts';
import type { Part } from './plain-text-parts.ts';
import type { RawQuestion } from './plain-text-raw.ts';

export function pairingOf(raw: RawQuestion, kind: 'ordering' | 'matching'): Part {
  const written = [
    ...(raw.fields.get('key') ?? []).map((line) => line.text),
    ...raw.listed.map(({ text }) => text),
  ].join(' ');
  const options = raw.options.map(({ body, more }) => markdownOf([body, ...more]));
  const idOf = (letter: string): string => {
    const at = raw.options.findIndex((option) => option.letter === letter.toUpperCase());
    return at < 0 ? letter.toLowerCase() : optionId(at);
  };
  if (kind === 'ordering') {
    const key = (written.match(/(?<!\p{L})[A-Ta-t](?!\p{L})/gu) ?? []).map(idOf);
    return { draft: { kind, stem: markdownOf(raw.stem), options, key }, noted: [] };
  }
  const from = promptsFrom(raw);
  const prompts = raw.stem
    .slice(from)
    .map((line) => markdownOf([cut(line, /^\s*\d+\s*[.)]\s*/u.exec(line.text)?.[0].length ?? 0)]));
  const pairs = [...written.matchAll(/(\d+)\s*[-–=:.→]?\s*([A-Ta-t])(?!\p{L})/gu)];
  const key = pairs.map(([, number = '', letter = '']) => `${promptId(Number(number) - 1)}=${idOf(letter)}`);
  return { draft: { kind, stem: markdownOf(raw.stem.slice(0, from)), options, prompts, key }, noted: [] };
}

/** Whether a question that names no kind is one of ordering: its words ask for an order, and its key holds every letter. */
export function isOrdering(raw: RawQuestion): boolean {
  const [line, ...others] = raw.fields.get('key') ?? raw.listed.map(({ text }) => ({ text }));
  const key = line && others.length === 0 ? letterKey(line.text) : null;
  const isWhole = key?.rest === '' && key.letters.length === raw.options.length && key.letters.length >= 3;
  const isAll = isWhole && raw.options.every(({ letter }) => key.letters.includes(letter));
  return isAll && raw.stem.some(({ text }) => /sắp xếp|thứ tự|trình tự/iu.test(text));
}

/** Where the numbered lines 1, 2, 3 … up to the end begin. */
function promptsFrom(raw: RawQuestion): number {
  for (let from = Math.max(0, raw.stem.length - draftLimits.optionsMax); from < raw.stem.length; from += 1) {
    const isAll = raw.stem.slice(from).every((line, at) => Number(/^\s*(\d+)\s*[.)]/u.exec(line.text)?.[1]) === at + 1);
    if (isAll) return from;
  }
  return raw.stem.length;
}
