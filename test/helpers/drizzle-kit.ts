/**
 * drizzle-kit, which adds methods to the prototypes of strings and arrays where every `for … in` of a test file that
 * comes later finds them: hidden from those here.
 */
import * as kit from 'drizzle-kit/api';
import { inheritedKeys } from './inherited-keys.ts';

for (const prototype of [Array.prototype, String.prototype, Object.prototype])
  for (const name of inheritedKeys(prototype)) Object.defineProperty(prototype, name, { enumerable: false });

export { kit };
