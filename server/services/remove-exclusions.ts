/** Takes one person off a contest's list of those who may not take part, or empties it. */
import type { ContestId } from '../rules/ids.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { deleteExclusions } from '../store/exclusions.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { writeJournal } from './write-journal.ts';

/** How many are off it now; `exclusionId` null is everybody. Refuses with `not-found` where nobody was on it. */
export function removeExclusions(
  ctx: Ctx,
  { contestId, exclusionId, actor }: { contestId: ContestId; exclusionId: string | null; actor: Actor },
): Promise<Outcome<number>> {
  return ctx.store.write(async (tx) => {
    await tx.lock('contest', contestId);
    const removed = await deleteExclusions(tx, contestId, exclusionId);
    if (removed === 0) return refused({ name: 'not-found' });
    await writeJournal(tx, ctx, { actor, action: 'remove-exclusions', contestId, detail: { removed } });
    return accepted(removed);
  });
}
