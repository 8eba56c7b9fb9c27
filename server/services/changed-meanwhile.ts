/** Who changed a contest's definition after it was looked at, for the refusal that says so. */
import { refused, type Refused } from '../rules/refusal.ts';
import type { ContestId } from '../rules/ids.ts';
import { journalOfContest } from '../store/journal.ts';
import type { ReadTx } from '../store/store.ts';

const entriesMax = 50;
const changes = ['change-blueprint', 'edit-draft', 'publish-contest', 'copy-contest', 'install-contest'];

/** The last entry of the journal that tells of a change; with `about` one whose detail names it. */
export async function changedMeanwhile(tx: ReadTx, contestId: ContestId, about = ''): Promise<Refused> {
  const entries = await journalOfContest(tx, contestId, entriesMax);
  const told = entries.filter(({ action }) => changes.includes(action));
  const last = told.find(({ detail }) => detail.includes(about)) ?? told[0];
  return refused({ name: 'changed-meanwhile', byName: last?.actorName ?? '', at: last?.at ?? 0 });
}
