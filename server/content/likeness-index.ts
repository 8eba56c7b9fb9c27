/**
 * Near-duplicates among ten thousand questions without comparing each with each. Finds exactly what `likeness` over all
 * of them would: two texts that share at least `likenessMax` of their words share one of the first few words of each,
 * whatever fixed order the words are put in, so only texts that meet in such a word are compared.
 */
import { createHash } from 'node:crypto';
import type { Question } from '../rules/question.ts';
import { plainText } from '../rules/question-text.ts';
import { bareOption, bareStem, likenessMax, numbersIn } from './likeness.ts';

/** A stem's words with how often each occurs. */
interface Words {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  /** Words under which it can be met. */
  readonly places: readonly string[];
}

interface Held extends Words {
  readonly stem: string;
  readonly twin: string;
}

export interface Likeness {
  readonly code: string;
  readonly stem: string;
  /** 0 to 1 over the words of the stem. */
  readonly share: number;
}

export class LikenessIndex {
  /** In how many of the first questions a word occurs: few texts meet in a rare one. Never changed, since it is the order. */
  readonly #frequency = new Map<string, number>();
  readonly #held = new Map<string, Held>();
  /** Codes by the words under which they can be met. */
  readonly #met = new Map<string, Set<string>>();
  readonly #twins = new Map<string, Set<string>>();

  /** `first` are those that are known at the beginning: they say which words are rare. */
  constructor(first: readonly Question[] = []) {
    for (const { stem } of first)
      for (const word of new Set(bareStem(plainText(stem)).split(' ')))
        this.#frequency.set(word, (this.#frequency.get(word) ?? 0) + 1);
    for (const question of first) this.put(question.id, question);
  }

  get size(): number {
    return this.#held.size;
  }

  /** Adds a question or brings a known one up to date. */
  put(code: string, question: Question): void {
    this.remove(code);
    const stem = plainText(question.stem);
    const twin = twinKey(question);
    const words = this.#wordsOf(stem);
    this.#held.set(code, { ...words, stem, twin });
    for (const place of words.places) add(this.#met, place, code);
    if (words.total > 0) add(this.#twins, twin, code);
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
    const words = this.#wordsOf(plainText(question.stem));
    const met = new Set([except]);
    let best: Likeness | null = null;
    for (const place of words.places)
      for (const code of this.#met.get(place) ?? []) {
        const held = met.has(code) ? undefined : this.#held.get(code);
        met.add(code);
        if (held === undefined) continue;
        const share = shareOf(words, held);
        const isBetter = best === null || share > best.share || (share === best.share && code < best.code);
        if (share >= likenessMax && isBetter) best = { code, stem: held.stem, share };
      }
    return best;
  }

  /**
   * Each place has the numbers of the text too: other numbers make another question. With n words, a text that shares
   * enough of them has one of the first n − ⌈n × share⌉ + 1.
   */
  #wordsOf(stem: string): Words {
    const bare = bareStem(stem);
    if (bare === '') return { counts: new Map(), total: 0, places: [] };
    const counts = new Map<string, number>();
    const words = bare.split(' ').map((word) => {
      const times = (counts.get(word) ?? 0) + 1;
      counts.set(word, times);
      return { word, times, frequency: this.#frequency.get(word) ?? 0 };
    });
    words.sort((a, b) => a.frequency - b.frequency || order(a.word, b.word) || a.times - b.times);
    const numbers = shortOf(numbersIn(bare));
    const first = words.slice(0, words.length - Math.ceil(words.length * likenessMax) + 1);
    return { counts, total: words.length, places: first.map(({ word, times }) => `${numbers}|${word} ${times}`) };
  }
}

/** Every place repeats the numbers, so a text of a thousand numbers would be kept a thousand times over. */
const numbersMax = 64;
const shortOf = (numbers: string): string =>
  numbers.length <= numbersMax ? numbers : createHash('sha256').update(numbers).digest('base64');

/** The same as `likeness` of the two texts, or 0 where their lengths alone make it too small. */
function shareOf(one: Words, other: Words): number {
  if (Math.min(one.total, other.total) < Math.max(one.total, other.total) * likenessMax) return 0;
  let shared = 0;
  for (const [word, count] of one.counts) shared += Math.min(count, other.counts.get(word) ?? 0);
  return shared / (one.total + other.total - shared);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Equal for questions that a reader would call the same. Options that are files are told apart by their address. */
export function twinKey({ kind, stem, options, prompts = [] }: Question): string {
  const parts = [...options, ...prompts].map(({ text }) => bareOption(text)).sort();
  return JSON.stringify([kind === 'multiple' ? 'single' : kind, bareStem(stem), parts]);
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
