/** A text file of questions typed as in Word (`Câu 1. … A. … Đáp án: B`): its lines to the parser, its encoding to NFC. */
import type { ReadOutcome } from '../imported.ts';
import { importedFile, placeIn, problemAt } from './draft.ts';
import { readTextFile } from './legacy-text-file.ts';
import { readPlainText } from './plain-text.ts';
import { textLine } from './plain-text-line.ts';

/** Questions of the text, told as of format `word`: they are typed the same way and differ only in the file. */
export function readPlainFile(file: { readonly name: string; readonly bytes: Uint8Array }): ReadOutcome {
  const opened = readTextFile(file.bytes);
  if (!opened.ok) return opened;
  const { text, encoding } = opened.value;
  const lines = text.split('\n');
  const blocks = lines.map((line, at) => {
    const isSoft = at > 0 && lines[at - 1]?.trim() !== '';
    return textLine(line, { page: 0, row: at + 1, heading: 0, isSoft });
  });
  const { found, problems } = readPlainText(blocks, file.name);
  const isLegacy = encoding === 'tcvn3' || encoding === 'vni' || encoding === 'windows-1258';
  const told = problemAt(placeIn(file.name), 'legacy-text-converted', 'told', { encoding });
  return importedFile('word', found, [], [...(isLegacy ? [told] : []), ...problems]);
}
