/** A contest's list of people who may not take part, by name, for its organisers: never their numbers, which nobody can read. */
import { exclusionLimits } from '../rules/exclusion-list.ts';
import type { ContestId } from '../rules/ids.ts';
import { compareByGivenName } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { enteredExclusions, exclusionsOf } from '../store/exclusions.ts';
import type { ExclusionsView } from '../wire/http/exclusions.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';

/** Refuses with `not-found`. */
export async function readExclusionList(ctx: Ctx, contestId: ContestId): Promise<Outcome<ExclusionsView>> {
  if ((await loadContest(ctx, contestId)) === null) return refused({ name: 'not-found' });
  return ctx.store.read(async (tx) => {
    const entered = await enteredExclusions(tx, contestId);
    const people = (await exclusionsOf(tx, contestId)).map(({ id, fullName, reason, phoneIndex, cccdIndex }) => ({
      ...{ id, fullName, reason },
      ...{ hasPhone: phoneIndex !== '', hasCccd: cccdIndex !== '', hasEntered: entered.has(id) },
    }));
    people.sort((a, b) => compareByGivenName(a.fullName, b.fullName));
    return accepted({ people, peopleMax: exclusionLimits.peopleMax });
  });
}
