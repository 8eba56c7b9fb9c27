/**
 * A draft becomes public: its definition is whole, every round is still to come, and papers can be drawn for each. From
 * then on everybody sees the digests of the secrets from which the papers will be drawn.
 */
import { checkBlueprint, papersWanted } from '../rules/blueprint-check.ts';
import type { ContestId, Millis } from '../rules/ids.ts';
import type { BlueprintWarning } from '../rules/refusal-blueprints.ts';
import { accepted, refused, type Outcome, type Refused } from '../rules/refusal.ts';
import { contestById, writeContest } from '../store/contests.ts';
import { confirmedDetail, unconfirmed, warningsOf, type Warning } from './blueprint-warnings.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import type { Ctx } from './context.ts';
import { definitionFault } from './definition-fault.ts';
import type { Actor } from './held-question.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { blueprintFault, supplyOfRound } from './read-blueprint.ts';
import { writeJournal } from './write-journal.ts';

export interface Publishing {
  readonly contestId: ContestId;
  /** The definition's version that was looked at. */
  readonly revision: number;
  /** Why it is published in spite of warnings; '' confirms nothing. Kept in the journal. */
  readonly confirmation: string;
  /** The warnings that were shown; absent: none. */
  readonly confirmed?: readonly BlueprintWarning[];
  readonly actor: Actor;
}

/**
 * The instant of publishing. Refusals: `not-found`, `contest-is-public`, `contest-problem`, `round-in-past`,
 * `blueprint-empty`, `blueprint-too-long`, `blueprint-too-many-points`, `cell-unmet`; `pool-small` and `key-may-leak`
 * until each is confirmed; `changed-meanwhile`. Samples are installed, not published: nobody has to confirm them.
 */
export async function publishContest(ctx: Ctx, wish: Publishing): Promise<Outcome<Millis>> {
  const contest = await loadContest(ctx, wish.contestId);
  if (contest === null) return refused({ name: 'not-found' });
  if (!contest.isDraft) return refused({ name: 'contest-is-public' });
  const fault = definitionFault(contest.definition) ?? pastRound(contest, ctx.clock.now());
  if (fault) return fault;
  const pools = await checkPools(ctx, contest);
  if (!pools.ok) return pools;
  const { papers, warnings } = pools.value;
  const warning = unconfirmed(warnings, { words: wish.confirmation, of: wish.confirmed ?? [] });
  if (warning) return warning;
  return ctx.store.write(async (tx) => {
    await tx.lock('contest', contest.id);
    const row = await contestById(tx, contest.id);
    if (row === undefined) return refused({ name: 'not-found' });
    if (row.publishedAt > 0) return refused({ name: 'contest-is-public' });
    if (row.definitionVersion !== wish.revision || row.definitionVersion !== contest.definitionVersion)
      return changedMeanwhile(tx, contest.id);
    const publishedAt = ctx.clock.now();
    await writeContest(tx, contest.id, { publishedAt });
    const detail = { slug: row.slug, papers, ...confirmedDetail(warnings, wish.confirmation) };
    await writeJournal(tx, ctx, { actor: wish.actor, action: 'publish-contest', contestId: contest.id, detail });
    return accepted(publishedAt);
  });
}

/** A round that opened before anybody could know of it is no fair one. */
function pastRound({ rounds }: LoadedContest, now: Millis): Refused | null {
  const past = rounds.find(({ opensAt }) => opensAt <= now);
  return past ? refused({ name: 'round-in-past', round: past.definition.name.vi }) : null;
}

interface Pools {
  /** The fewest that a round's pool has. */
  readonly papers: number;
  /** Of all rounds. */
  readonly warnings: readonly Warning[];
}

async function checkPools(ctx: Ctx, contest: LoadedContest): Promise<Outcome<Pools>> {
  let fewest = papersWanted;
  const warnings: Warning[] = [];
  for (const round of contest.rounds) {
    const { topics, groups } = await supplyOfRound(ctx, contest, round);
    const checked = checkBlueprint(round.definition.blueprint, groups, topics);
    const fault = blueprintFault(checked, round.definition.name.vi, topics);
    if (fault) return fault;
    warnings.push(...warningsOf(checked, round.definition));
    fewest = Math.min(fewest, checked.papers);
  }
  return accepted({ papers: fewest, warnings });
}
