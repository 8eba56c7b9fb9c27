import { expect, test } from 'vitest';
import { flushSync } from 'svelte';
import { Counter } from './scratch.svelte.ts';
import { effects } from './scratch2.svelte.ts';
test('rune', () => {
  const c = new Counter(); c.n = 4; expect(c.double).toBe(8);
  expect(effects(c, flushSync)).toEqual([8, 10]);
});
