/** After each test file: nothing stays on a prototype that all share, which the next file of the worker would trip over. */
import { afterAll, expect } from 'vitest';
import { inheritedKeys } from './inherited-keys.ts';

afterAll(() => {
  const left = [Array.prototype, String.prototype, Object.prototype].map(inheritedKeys);
  expect(left, 'names left on the prototypes of arrays, strings and objects').toEqual([[], [], []]);
});
