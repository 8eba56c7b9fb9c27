/**
 * A draft becomes public: its definition is whole, every round is still to come, and papers can be drawn for each. From
 * then on everybody sees the digests of the secrets from which the papers will be drawn.
 */
import { checkBlueprint, papersWanted } from '../rules/blueprint-check.ts';
import type { ContestId, Millis } from '../rules/ids.ts';
import { accepted, refused, type Outcome, type Refused } from '../rules/refusal.ts';
import { contestById, writeContest } from '../store/contests.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import type { Ctx } from './context.ts';
import { definitionFault } from './definition-fault.ts';
import type { Actor } from './held-question.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { blueprintFault, confirmationOf, poolFault, supplyOfRound } from './read-blueprint.ts';
import { writeJournal } from './write-journal.ts';

export interface Publishing {
  readonly contestId: ContestId;
  /** The definition's version that was looked at. */
  readonly revision: number;
  /** Why it is published on a pool of fewer than `papersWanted` papers; '' confirms nothing. Kept in the journal. */
  readonly confirmation: string;
  readonly actor: Actor;
}

/**
 * The instant of publishing. Refusals: `not-found`, `contest-is-public`, `contest-problem`, `round-in-past`,
 * `blueprint-empty`, `blueprint-too-long`, `blueprint-too-many-points`, `cell-unmet`; `pool-small` until it is
 * confirmed; `changed-meanwhile`.
 */
export async function publishContest(ctx: Ctx, wish: Publishing): Promise<Outcome<Millis>> {
  const contest = await loadContest(ctx, wish.contestId);
  if (contest === null) return refused({ name: 'not-found' });
  if (!contest.isDraft) return refused({ name: 'contest-is-public' });
  const fault = definitionFault(contest.definition) ?? pastRound(contest, ctx.clock.now());
  if (fault) return fault;
  const confirmation = confirmationOf(wish.confirmation);
  const pools = await checkPools(ctx, contest, confirmation);
  if (!pools.ok) return pools;
  const { papers } = pools.value;
  return ctx.store.write(async (tx) => {
    await tx.lock('contest', contest.id);
    const row = await contestById(tx, contest.id);
    if (row === undefined) return refused({ name: 'not-found' });
    if (row.publishedAt > 0) return refused({ name: 'contest-is-public' });
    if (row.definitionVersion !== wish.revision || row.definitionVersion !== contest.definitionVersion)
      return changedMeanwhile(tx, contest.id);
    const publishedAt = ctx.clock.now();
    await writeContest(tx, contest.id, { publishedAt });
    const isConfirmed = papers < papersWanted;
    const detail = { slug: row.slug, papers, ...(isConfirmed && { confirmation }) };
    await writeJournal(tx, ctx, { actor: wish.actor, action: 'publish-contest', contestId: contest.id, detail });
    return accepted(publishedAt);
  });
}

/** A round that opened before anybody could know of it is no fair one. */
function pastRound({ rounds }: LoadedContest, now: Millis): Refused | null {
  const past = rounds.find(({ opensAt }) => opensAt <= now);
  return past ? refused({ name: 'round-in-past', round: past.definition.name.vi }) : null;
}

/** The fewest papers that a round's pool has. */
async function checkPools(
  ctx: Ctx,
  contest: LoadedContest,
  confirmation: string,
): Promise<Outcome<{ readonly papers: number }>> {
  let fewest = papersWanted;
  for (const round of contest.rounds) {
    const { topics, groups } = await supplyOfRound(ctx, contest, round);
    const checked = checkBlueprint(round.definition.blueprint, groups, topics);
    const { vi: name } = round.definition.name;
    const fault = blueprintFault(checked, name, topics) ?? poolFault(checked, name, confirmation);
    if (fault) return fault;
    fewest = Math.min(fewest, checked.papers);
  }
  return accepted({ papers: fewest });
}
