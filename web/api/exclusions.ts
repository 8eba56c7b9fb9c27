/** What the studio asks about people who may not take part in a contest. */
import type { ExclusionsView, ImportedExclusions } from '../../server/wire/http/exclusions.ts';
import { call } from './http.ts';

const at = (contestId: string): string => `/staff/contests/${contestId}/exclusions`;

export const readExclusions = (contestId: string) => call<ExclusionsView>('GET', at(contestId));

/** Hundreds of rows over a weak line. */
export function importExclusions(contestId: string, file: File) {
  const form = new FormData();
  form.append('file', file, file.name);
  return call<ImportedExclusions>('POST', at(contestId), form, { timeoutMs: 60_000 });
}

/** '' is everybody. */
export const removeExclusions = (contestId: string, person: string) =>
  call<{ removed: number }>('DELETE', person === '' ? at(contestId) : `${at(contestId)}/${person}`);
