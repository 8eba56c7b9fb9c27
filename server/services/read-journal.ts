/** What was done in a contest, by whom and when, newest first. */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ContestId } from '../rules/ids.ts';
import { journalOfContest } from '../store/journal.ts';
import type { JournalView } from '../wire/http/staff.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';

const entriesMax = 200;

/** The last `entriesMax` entries. Refusal: `not-found`. */
export async function readJournal(ctx: Ctx, contestId: ContestId): Promise<Outcome<JournalView>> {
  const contest = await loadContest(ctx, contestId);
  if (contest === null) return refused({ name: 'not-found' });
  const entries = await ctx.store.read((tx) => journalOfContest(tx, contest.id, entriesMax));
  return accepted({
    entries: entries.map(({ seq, at, actorName, action, detail, hash }) => ({
      seq,
      at,
      actorName,
      action,
      detail,
      hash,
    })),
  });
}
