/** `hoithi units import FILE`: a table of units, whole or not at all, with a plain problem for each row that stands in its way. */
import { readFile, stat } from 'node:fs/promises';
import { readUnitsText, unitLimits } from '../content/read-units.ts';
import { unitProblemText } from '../content/unit-problem-text.ts';
import type { Ctx } from '../services/context.ts';
import { importUnits } from '../services/import-units.ts';
import { CommandProblem, say } from './command-context.ts';

/** Rows told at once: more of them only hide the first. */
const problemsShownMax = 50;

export async function importUnitsFile(ctx: Ctx, file: string): Promise<void> {
  const read = readUnitsText(await readTable(file));
  const imported = read.problems.length > 0 ? read : await importUnits(ctx, read.lines, 'Tệp nhập');
  const { problems } = imported;
  if (problems.length > 0) {
    const shown = problems.slice(0, problemsShownMax).map(unitProblemText);
    const rest = problems.length - shown.length;
    if (rest > 0) shown.push(`… và ${rest} lỗi nữa.`);
    throw new CommandProblem([`Chưa nhập gì: ${problems.length} lỗi trong ${file}.`, ...shown].join('\n'));
  }
  say(`Đã nhập ${read.lines.length} đơn vị từ ${file}.`);
}

async function readTable(file: string): Promise<string> {
  try {
    // Looked at before reading: a mistaken name may be a film of 4 GB.
    if ((await stat(file)).size > unitLimits.textLengthMax * 3) throw new CommandProblem(`${file} quá lớn.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (problem) {
    if (problem instanceof CommandProblem) throw problem;
    const why = problem instanceof TypeError ? 'không phải văn bản UTF-8' : 'không đọc được';
    throw new CommandProblem(`${file}: ${why}.`);
  }
}
