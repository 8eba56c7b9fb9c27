/**
 * Changes a round's blueprint while nobody can have seen a paper of it. Of a published contest the change is an
 * amendment: it must be possible to draw papers from it, warnings are confirmed as at publishing, and the definition's
 * version rises, which whatever keeps a definition asks for.
 */
import { checkBlueprint } from '../rules/blueprint-check.ts';
import { fullScoreOf, questionCountOf, type Blueprint, type ContestDefinition } from '../rules/contest.ts';
import type { ContestId, RoundId } from '../rules/ids.ts';
import type { BlueprintWarning } from '../rules/refusal-blueprints.ts';
import { accepted, refused, type Outcome, type Refused } from '../rules/refusal.ts';
import { attemptCounts, contestById, roundById, writeContest, writeRound } from '../store/contests.ts';
import type { Tx } from '../store/store.ts';
import { confirmedDetail, unconfirmed, warningsOf } from './blueprint-warnings.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import type { Ctx } from './context.ts';
import { definitionFault } from './definition-fault.ts';
import type { Actor } from './held-question.ts';
import { blueprintFault, blueprintRevision, contestOfRound, isChangeable, supplyOfRound } from './read-blueprint.ts';
import { writeJournal } from './write-journal.ts';

export interface BlueprintChange {
  readonly roundId: RoundId;
  /** Of the blueprint that was changed. */
  readonly revision: number;
  readonly blueprint: Blueprint;
  /** Why a published contest goes on in spite of warnings. Kept in the journal. */
  readonly confirmation?: string;
  /** The warnings that were shown; absent: none. */
  readonly confirmed?: readonly BlueprintWarning[];
  readonly actor: Actor;
}

/**
 * Refusals: `not-found`, `round-begun`, `changed-meanwhile`, `topic-unknown`, `cell-repeated`; of a published contest also
 * `blueprint-empty`, `blueprint-too-long`, `blueprint-too-many-points`, `cell-unmet`, `contest-problem`, and `pool-small`
 * and `key-may-leak` until each is confirmed.
 */
export async function saveBlueprint(ctx: Ctx, change: BlueprintChange): Promise<Outcome<true>> {
  const { roundId, actor } = change;
  const found = await contestOfRound(ctx, roundId);
  if (found === null) return refused({ name: 'not-found' });
  const { contest } = found;
  const { topics, groups } = await supplyOfRound(ctx, contest, found.round);
  const blueprint = plainBlueprint(change.blueprint);
  const shape = shapeFault(blueprint, new Set(topics.map(({ id }) => id)));
  if (shape) return shape;
  const checked = checkBlueprint(blueprint, groups, topics);
  const words = change.confirmation ?? '';
  return ctx.store.write(async (tx) => {
    const held = await holdRound(tx, contest.id, roundId);
    if (held === null) return refused({ name: 'not-found' });
    const { round, definition, definitionVersion, isDraft } = held;
    const { attempts } = await attemptCounts(tx, [roundId]);
    if (!isChangeable({ isDraft }, round, { now: ctx.clock.now(), attempts })) return refused({ name: 'round-begun' });
    const before = round.definition.blueprint;
    if (blueprintRevision(ctx, before) !== change.revision) return changedMeanwhile(tx, contest.id, roundId);
    if (blueprintRevision(ctx, blueprint) === change.revision) return accepted(true);
    const changed = withBlueprint(definition, round.key, blueprint);
    const { vi: name } = round.definition.name;
    // Of a draft they are shown when the contest is published.
    const warnings = isDraft ? [] : warningsOf(checked, round.definition);
    const fault = isDraft
      ? null
      : (blueprintFault(checked, name, topics) ??
        definitionFault(changed) ??
        unconfirmed(warnings, { words, of: change.confirmed ?? [] }));
    if (fault) return fault;
    await writeContest(tx, contest.id, { definition: changed, definitionVersion: definitionVersion + 1 });
    await writeRound(tx, roundId, { definition: { ...round.definition, blueprint } });
    const detail = {
      ...{ round: round.key, roundId },
      ...{ questions: questionCountOf(blueprint), questionsBefore: questionCountOf(before) },
      ...{ points: fullScoreOf(blueprint), pointsBefore: fullScoreOf(before) },
      ...(warnings.length > 0 && { papers: checked.papers }),
      ...confirmedDetail(warnings, words),
    };
    await writeJournal(tx, ctx, { actor, action: 'change-blueprint', contestId: contest.id, detail });
    return accepted(true);
  });
}

/** Cells that ask for something, without members that say nothing. */
function plainBlueprint({ cells, pointsPerQuestion }: Blueprint): Blueprint {
  const asked = cells.filter(({ count }) => count > 0);
  return {
    cells: asked.map(({ topic, difficulty, kind, count, points }) => ({
      ...{ topic, difficulty, count },
      ...(kind && { kind }),
      ...(points !== undefined && points !== pointsPerQuestion && { points }),
    })),
    pointsPerQuestion,
  };
}

function shapeFault({ cells }: Blueprint, topics: ReadonlySet<string>): Refused | null {
  const stranger = cells.find(({ topic }) => !topics.has(topic));
  if (stranger) return refused({ name: 'topic-unknown', topic: stranger.topic });
  const names = cells.map(({ topic, difficulty, kind }) => [topic, difficulty, kind ?? null].join(' '));
  const twice = cells.find((_, at) => names.indexOf(names[at] ?? '') < at);
  return twice ? refused({ name: 'cell-repeated', topic: twice.topic }) : null;
}

const withBlueprint = (definition: ContestDefinition, key: string, blueprint: Blueprint): ContestDefinition => ({
  ...definition,
  rounds: definition.rounds.map((round) => (round.key === key ? { ...round, blueprint } : round)),
});

/** Whoever begins an attempt shares the round's lock: they have the old blueprint whole, or the new one. */
async function holdRound(tx: Tx, contestId: ContestId, roundId: RoundId) {
  await tx.lock('contest', contestId);
  await tx.lock('round', roundId);
  const [row, round] = [await contestById(tx, contestId), await roundById(tx, roundId)];
  if (row === undefined || round === undefined) return null;
  const { definition, definitionVersion, publishedAt } = row;
  return { round, definition, definitionVersion, isDraft: publishedAt === 0 };
}
