/** Which other question an item repeats; pure. */
import type { ImportItem } from '../../../server/wire/http/bank-imports.ts';

export interface TwinPlace {
  /** Of the bank, or ''. */
  readonly code: string;
  /** Of the file, or 0. */
  readonly number: number;
}

/** null: it repeats nothing, as far as is known. */
export function twinPlace({ problems }: ImportItem): TwinPlace | null {
  for (const { name, params } of problems) {
    if (name === 'duplicate-in-bank' || name === 'similar-in-bank') return { code: params['code'] ?? '', number: 0 };
    if (name === 'duplicate-in-file') return { code: '', number: Number(params['number'] ?? 0) };
  }
  return null;
}
