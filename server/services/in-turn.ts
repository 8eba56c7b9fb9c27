/**
 * One piece of work at a time for each contest: closing, settling, disqualifying and awarding take many steps, and none
 * may come between the steps of another. Inside this process only; what other instances do at the same time is
 * noticed in the writes themselves, under the locks of rounds, participants and awards. Work that is in its turn must not ask for another: it would wait for itself.
 */
import type { ContestId } from '../rules/ids.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';

const lastByStore = new WeakMap<Store, Map<ContestId, Promise<unknown>>>();

/** The work's own result, once everything asked for before it has ended, well or badly. */
export function inTurn<T>(ctx: Pick<Ctx, 'store'>, contestId: ContestId, work: () => Promise<T>): Promise<T> {
  const last = lastByStore.get(ctx.store) ?? new Map<ContestId, Promise<unknown>>();
  lastByStore.set(ctx.store, last);
  const result = (last.get(contestId) ?? Promise.resolve()).then(work);
  last.set(
    contestId,
    result.catch(() => {}),
  );
  return result;
}
