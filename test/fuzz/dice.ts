/** Choices of a fuzz, each from a seed, so that any file can be made again. */
import { makeRandom, subSeed } from '../../server/rules/random.ts';

export interface Dice {
  /** 0 to n − 1. */
  below(n: number): number;
  oneOf<T>(items: readonly T[]): T;
  /** True once in `n` throws. */
  oncePer(n: number): boolean;
  /** One of the lengths, or as long as this fuzz goes. */
  length(...lengths: readonly number[]): number;
  /** A place in the text or list, its end too. */
  placeIn(of: { readonly length: number }): number;
}

/** `seed`: any words. The same words give the same throws. `lengthMax`: of what is put into a file by one change. */
export function makeDice(seed: string, lengthMax: number): Dice {
  const random = makeRandom(subSeed('00', seed));
  const below = (n: number): number => random.below(Math.max(1, n));
  return {
    below,
    oneOf<T>(items: readonly T[]): T {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to choose from');
      return item;
    },
    oncePer: (n) => below(n) === 0,
    length: (...lengths) => Math.min(lengthMax, lengths[below(lengths.length)] ?? 0),
    placeIn: ({ length }) => below(length + 1),
  };
}
