/** All standings of a contest again from its ended attempts: after a truth was computed or an order of ranking amended. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContestId, ParticipantId } from '../rules/ids.ts';
import { roundsOfContest } from '../store/contests.ts';
import { participantById } from '../store/participants.ts';
import { participantsPage } from '../store/standings.ts';
import { noteStandingChanges } from '../store/live-standings.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import type { RankedContest } from './standing-rows.ts';
import { writeStandings } from './update-standing.ts';

/** Participants rebuilt in one write: some ten milliseconds, so that answers on their way hardly wait. */
const rebuildPageMax = 50;

/**
 * Every standing of a contest again from the ended attempts, in many small writes with turns of the event loop
 * between them. Doing it twice, or again after it was cut short, changes nothing more. Boards that are being
 * watched are told at the end, once: they never show a half. Throws for an unknown contest: only our own code
 * names one. `onProgress` hears how many participants are done. Returns how many had a standing that changed.
 */
export async function rebuildStandings(
  ctx: Ctx,
  contestId: ContestId,
  onProgress: (done: number) => void = () => {},
): Promise<number> {
  const contest = await loadContest(ctx, contestId);
  if (contest === null) throw new Error(`no contest ${contestId}`);
  let [done, changed] = [0, 0];
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    const from: string = afterId;
    const page = await ctx.store.write((tx) => rebuildPage(tx, contest, from));
    onProgress((done += page.done));
    changed += page.changed;
    afterId = page.done < rebuildPageMax ? undefined : page.lastId;
    await nextTurn();
  }
  await ctx.store.write(async (tx) => {
    // One entry without a board stands for all. Also when nothing changed: an earlier run may have been cut short.
    await noteStandingChanges(tx, contestId, [{ board: '', participantId: '' as ParticipantId }]);
    tx.afterCommit(() => ctx.bus.say({ what: 'standings-changed', contestId }));
  });
  return changed;
}

async function rebuildPage(tx: Tx, { id, definition }: RankedContest, afterId: string) {
  const rounds = await roundsOfContest(tx, id);
  const page = await participantsPage(tx, id, afterId, rebuildPageMax);
  let changed = 0;
  for (const { id: participantId } of page) {
    await tx.lock('standing', participantId);
    // As it is under the lock: a disqualification may have come in between.
    const participant = await participantById(tx, participantId);
    if (participant === undefined) continue;
    if ((await writeStandings(tx, { id, definition, rounds }, participant)).length > 0) changed += 1;
  }
  return { done: page.length, changed, lastId: page.at(-1)?.id };
}
