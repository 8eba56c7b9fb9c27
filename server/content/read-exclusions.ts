/** A file of people who may not take part (CSV, first row the names of its columns). What rows mean is `rules/exclusion-list.ts`. */
import { parseCsv } from 'hucre/csv';
import { exclusionFault, exclusionLimits, readExclusionRows, type ReadExclusions } from '../rules/exclusion-list.ts';
import { readTextFile } from './formats/legacy-text-file.ts';

/** Never throws for what the file says. */
export function readExclusions(bytes: Uint8Array): ReadExclusions {
  const { bytesMax, peopleMax } = exclusionLimits;
  if (bytes.length > bytesMax) return exclusionFault('too-large', String(Math.floor(bytesMax / 1_048_576)));
  const read = readTextFile(bytes);
  if (!read.ok) return exclusionFault('not-text', '');
  const rows = parseCsv(read.value.text, { maxRows: peopleMax + 2 });
  return readExclusionRows(rows.map((row) => row.map((cell) => String(cell ?? ''))));
}
