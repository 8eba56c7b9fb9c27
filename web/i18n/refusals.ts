/**
 * A failed request in the reader's words. The server's refusals arrive in words already (`accept-language`);
 * only what the server could not say, because it was not reached, is said here.
 */
import type { Failed } from '../api/http.ts';
import { common } from './common.ts';

/** What happened and what to do; reactive for local failures. */
export const explain = (failure: Failed): string => {
  const local: Partial<Record<string, string>> = failure.status === 0 || !failure.message ? common().failures : {};
  return local[failure.code] ?? (failure.message || common().failures.broken);
};
