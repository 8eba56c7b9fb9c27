/**
 * A seeded generator, so that a paper or a draw can be repeated by anyone who holds the
 * seed. Not a source of secrets: nobody can guess a value only because the seed is an
 * HMAC or was committed to beforehand. The generator is sfc32 (C. Doty-Humphrey, PractRand).
 */
export interface Random {
  /** A whole number from 0 to n − 1, each equally likely. `n` is 1 … 2³². */
  below(n: number): number;
}

const wordCount = 2 ** 32;

/** The same seed gives the same numbers on every machine. Throws when the seed is not hexadecimal. */
export function makeRandom(seedHex: string): Random {
  const next = sfc32(seedWords(seedHex));
  return {
    below(n) {
      if (!Number.isInteger(n) || n < 1 || n > wordCount) throw new RangeError(`below(${n})`);
      // The last, incomplete run of n would favour small numbers, so words inside it are thrown away.
      const limit = wordCount - (wordCount % n);
      let word = next();
      while (word >= limit) word = next();
      return word % n;
    },
  };
}

/** A new array in a random order, every order equally likely. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  return takeSome(items, items.length, random);
}

/** `count` different items in a random order: the first steps of a Fisher–Yates shuffle. */
export function takeSome<T>(items: readonly T[], count: number, random: Random): T[] {
  const rest = [...items];
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    const at = random.below(rest.length);
    const last = rest.pop() as T;
    if (at === rest.length) taken.push(last);
    else {
      taken.push(rest[at] as T);
      rest[at] = last;
    }
  }
  return taken;
}

/** A seed of its own for `text` under `seedHex`: what each person draws, whoever else draws. */
export function subSeed(seedHex: string, text: string): string {
  const hex = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
  return seedHex + hex.join('');
}

type Words = [number, number, number, number];

/** Mixes every byte into four words, so that seeds which differ anywhere start far apart. */
function seedWords(seedHex: string): Words {
  if (!/^(?:[0-9a-f]{2})+$/i.test(seedHex)) throw new RangeError('a seed is hexadecimal, two digits a byte');
  let [a, b, c, d]: Words = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < seedHex.length; at += 2) {
    const byte = Number.parseInt(seedHex.slice(at, at + 2), 16);
    a = b ^ Math.imul(a ^ byte, 597399067);
    b = c ^ Math.imul(b ^ byte, 2869860233);
    c = d ^ Math.imul(c ^ byte, 951274213);
    d = a ^ Math.imul(d ^ byte, 2716044179);
  }
  return [a, b, c, d];
}

function sfc32([a, b, c, counter]: Words): () => number {
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();
  return next;
}
