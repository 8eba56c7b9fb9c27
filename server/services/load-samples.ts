/** The samples of a new installation: the bank, the units and two contests laid around the day of the first start. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBank } from '../content/read-bank.ts';
import { readContestText } from '../content/read-contest.ts';
import { readUnitsText } from '../content/read-units.ts';
import { unitProblemText } from '../content/unit-problem-text.ts';
import { localDate } from '../rules/calendar.ts';
import { contestIds } from '../store/contests.ts';
import type { Ctx } from './context.ts';
import { importBank } from './import-bank.ts';
import { importUnits } from './import-units.ts';
import { installContest } from './install-contest.ts';

export const questionsFolder = fileURLToPath(new URL('../../questions', import.meta.url));

export interface SampleChoice {
  /** Folder that holds `samples/` and the banks. */
  readonly folder?: string;
}

/** Loads the samples unless there is a contest already; returns how many contests were made. Throws for a sample with a problem. */
export async function loadSamples(ctx: Ctx, { folder = questionsFolder }: SampleChoice = {}): Promise<number> {
  if ((await ctx.store.read(contestIds)).length > 0) return 0;
  const units = readUnitsText(await readFile(join(folder, 'samples/units.csv'), 'utf8'));
  const imported = await importUnits(ctx, units.lines, 'Dữ liệu mẫu');
  const problems = [...units.problems, ...imported.problems];
  if (problems.length > 0) throw new Error(`samples/units.csv: ${problems.map(unitProblemText).join('; ')}`);

  const banks = new Set<string>();
  const names = (await readdir(join(folder, 'samples'))).filter((name) => name.endsWith('.yaml')).sort();
  // Tiền Giang comes first on the list of contests.
  for (const name of names.reverse()) {
    const read = readContestText(await readFile(join(folder, 'samples', name), 'utf8'), localDate(ctx.clock.now()));
    const { definition } = read;
    if (definition === null) throw new Error(`samples/${name}: ${JSON.stringify(read.problems)}`);
    if (!banks.has(definition.bankId)) await loadBank(ctx, join(folder, definition.bankId));
    banks.add(definition.bankId);
    await installContest(ctx, definition);
  }
  return names.length;
}

async function loadBank(ctx: Ctx, folder: string): Promise<void> {
  const { bank, problems } = await readBank(folder);
  if (problems.length > 0) throw new Error(`${folder}: ${JSON.stringify(problems.slice(0, 5))}`);
  await importBank(ctx, bank);
}
