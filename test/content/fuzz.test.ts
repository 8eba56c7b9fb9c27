/**
 * The first of what `npm run fuzz` does with 20,000 files, of another seed and with shorter changes: so that a reader that
 * throws, hangs, forgets to tell or keeps what a page must not get is seen before anybody runs all of it.
 */
import { expect, test } from 'vitest';
import { fuzzFormats } from '../fuzz/corpus.ts';
import { runFuzz } from '../fuzz/fuzz.ts';

const files = 396;

test('changed files of every format: each is read or refused by name, in bounded memory', async () => {
  const { faults, tallies } = await runFuzz({ files, seed: 20_260_326, processes: 1, lengthMax: 20_000 });
  expect(faults).toEqual([]);
  expect([...tallies.keys()].sort()).toEqual([...fuzzFormats].sort());
  const all = [...tallies.values()];
  expect(all.reduce((sum, of) => sum + of.files, 0)).toBe(files);
  // A fuzz that nothing survives, or that changes nothing, shows nothing.
  expect(all.filter(({ read, refused }) => read === 0 || refused === 0)).toEqual([]);
}, 240_000);
