/**
 * Brings a file of people who may not take part into a contest's list, whole or not at all. Phones and identity numbers
 * are kept as blind indexes alone: they are compared and never read again. Nobody who has entered is put out by it.
 */
import { readExclusions } from '../content/read-exclusions.ts';
import { exclusionFault, exclusionLimits, planExclusions, type ExclusionProblem } from '../rules/exclusion-list.ts';
import type { ContestId } from '../rules/ids.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import {
  deleteExclusions,
  enteredExclusions,
  exclusionsOf,
  insertExclusion,
  writeExclusion,
} from '../store/exclusions.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

export interface ExclusionFile {
  readonly contestId: ContestId;
  readonly bytes: Uint8Array;
  /** null at the terminal. */
  readonly actor: JournalNote['actor'];
}

export interface ImportedExclusions {
  readonly added: number;
  /** On the list already; what the file says of them counts from now on. */
  readonly changed: number;
  /** People on the list, after it. */
  readonly listed: number;
  /** Of those, how many have entered and are still in the contest. */
  readonly entered: number;
  /** With any of them nothing was changed. */
  readonly problems: readonly ExclusionProblem[];
}

/** Whoever is not in the file stays on the list. Refuses with `not-found`. */
export async function importExclusions(ctx: Ctx, file: ExclusionFile): Promise<Outcome<ImportedExclusions>> {
  const { contestId, actor } = file;
  if ((await loadContest(ctx, contestId)) === null) return refused({ name: 'not-found' });
  const { lines, problems } = readExclusions(file.bytes);
  const index = (mark: string): string => (mark === '' ? '' : ctx.secrets.blindIndex(mark));
  const marked = lines.map(({ fullName, reason, phone, cccd }) => ({
    ...{ fullName, reason },
    ...{ phoneIndex: index(phone), cccdIndex: index(cccd) },
  }));
  return ctx.store.write(async (tx) => {
    await tx.lock('contest', contestId);
    const before = await exclusionsOf(tx, contestId);
    const plan = planExclusions(before, marked);
    const listed = before.length + plan.added.length - plan.merged.length;
    const { peopleMax } = exclusionLimits;
    const faults = listed > peopleMax ? exclusionFault('list-full', String(peopleMax)).problems : problems;
    if (faults.length > 0)
      return accepted({ added: 0, changed: 0, listed: before.length, entered: 0, problems: faults });
    for (const id of plan.merged) await deleteExclusions(tx, contestId, id);
    for (const { id, line } of plan.changed) await writeExclusion(tx, { id, ...line });
    for (const line of plan.added) await insertExclusion(tx, { id: ctx.newId(), contestId, ...line });
    const entered = (await enteredExclusions(tx, contestId)).size;
    const counts = { added: plan.added.length, changed: plan.changed.length, listed, entered };
    await writeJournal(tx, ctx, { actor, action: 'import-exclusions', contestId, detail: counts });
    return accepted({ ...counts, problems: [] });
  });
}
