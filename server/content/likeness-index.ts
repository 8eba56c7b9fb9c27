/**
 * Near-duplicates among ten thousand questions without comparing each with each. Finds exactly what `likeness` over all
 * of them would: two texts that share at least `likenessMax` of their words share one of the first few words of each,
 * whatever fixed order the words are put in, so only texts that meet in such a word are compared.
 */
import type { Question } from '../rules/question.ts';
import { plainText } from '../rules/question-text.ts';
import { bareOption, bareStem, likeness, likenessMax, numbersIn } from './likeness.ts';

interface Held {
  readonly bare: string;
  readonly stem: string;
  readonly twin: string;
  readonly places: readonly string[];
}

export interface Likeness {
  readonly code: string;
  readonly stem: string;
  /** 0 to 1 over the words of the stem. */
  readonly share: number;
}

export class LikenessIndex {
  readonly #held = new Map<string, Held>();
  /** Codes by the words under which they can be met. */
  readonly #met = new Map<string, Set<string>>();
  readonly #twins = new Map<string, Set<string>>();

  get size(): number {
    return this.#held.size;
  }

  /** Adds a question or brings a known one up to date. */
  put(code: string, question: Question): void {
    this.remove(code);
    const stem = plainText(question.stem);
    const bare = bareStem(stem);
    const twin = twinKey(question);
    const places = placesOf(bare);
    this.#held.set(code, { bare, stem, twin, places });
    for (const place of places) add(this.#met, place, code);
    if (bare !== '') add(this.#twins, twin, code);
  }

  remove(code: string): void {
    const held = this.#held.get(code);
    if (held === undefined) return;
    this.#held.delete(code);
    for (const place of held.places) take(this.#met, place, code);
    take(this.#twins, held.twin, code);
  }

  /** A question with the same stem and the same options in whatever order; '' when there is none. */
  twinOf(question: Question, except = ''): string {
    for (const code of this.#twins.get(twinKey(question)) ?? []) if (code !== except) return code;
    return '';
  }

  /** The question whose stem is most like this one's, if any is like enough; equals by code. */
  mostLike(question: Question, except = ''): Likeness | null {
    const bare = bareStem(plainText(question.stem));
    const candidates = new Set(placesOf(bare).flatMap((place) => [...(this.#met.get(place) ?? [])]));
    candidates.delete(except);
    let best: Likeness | null = null;
    for (const code of candidates) {
      const held = this.#held.get(code);
      if (held === undefined) continue;
      const share = held.bare === bare ? 1 : likeness(held.bare, bare);
      const isBetter = best === null || share > best.share || (share === best.share && code < best.code);
      if (share >= likenessMax && isBetter) best = { code, stem: held.stem, share };
    }
    return best;
  }
}

/** Equal for questions that a reader would call the same. Options that are files are told apart by their address. */
export function twinKey({ kind, stem, options, prompts = [] }: Question): string {
  const parts = [...options, ...prompts].map(({ text }) => bareOption(text)).sort();
  return JSON.stringify([kind === 'multiple' ? 'single' : kind, bareStem(stem), parts]);
}

/**
 * Words under which a text can be met, each with the numbers in the text: other numbers make another question. With n
 * words, a text that shares enough of them has one of the first n − ⌈n × share⌉ + 1. Long words come first because
 * they are rare: few texts meet in one.
 */
function placesOf(bare: string): string[] {
  if (bare === '') return [];
  const seen = new Map<string, number>();
  const words = bare.split(' ').map((word) => {
    const times = (seen.get(word) ?? 0) + 1;
    seen.set(word, times);
    return `${word} ${times}`;
  });
  words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const numbers = numbersIn(bare);
  return words.slice(0, words.length - Math.ceil(words.length * likenessMax) + 1).map((word) => `${numbers}|${word}`);
}

function add(map: Map<string, Set<string>>, key: string, code: string): void {
  const codes = map.get(key);
  if (codes) codes.add(code);
  else map.set(key, new Set([code]));
}

function take(map: Map<string, Set<string>>, key: string, code: string): void {
  const codes = map.get(key);
  codes?.delete(code);
  if (codes?.size === 0) map.delete(key);
}
