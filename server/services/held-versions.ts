/** Which versions of questions a round's papers hold. A paper is one text in the store, so papers are walked through. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RoundId, VersionId } from '../rules/ids.ts';
import type { AttemptPlace } from '../store/attempts.ts';
import { papersPage, type PaperHeld } from '../store/sittings.ts';
import type { Ctx } from './context.ts';

/** Papers are long: so many are read in some milliseconds. */
const pageMax = 200;

/** Those of `wanted` that somebody was or is asked, void attempts left out; ends as soon as each has been met. */
export async function heldVersions(
  ctx: Ctx,
  roundId: RoundId,
  wanted: readonly VersionId[],
): Promise<ReadonlySet<VersionId>> {
  const sought = new Set(wanted);
  const held = new Set<VersionId>();
  for (let after: AttemptPlace | null | undefined = null; after !== undefined && sought.size > 0;) {
    const place: AttemptPlace | null = after;
    const page: PaperHeld[] = await ctx.store.read((tx) => papersPage(tx, roundId, place, pageMax));
    for (const { paper } of page)
      for (const { versionId } of paper.slots) if (sought.delete(versionId)) held.add(versionId);
    after = page.length < pageMax ? undefined : page.at(-1);
    await nextTurn();
  }
  return held;
}
