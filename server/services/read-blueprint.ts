/** A round's blueprint with what the bank can supply for it: counts of like questions, never the questions. */
import { isUnmet, questionsMax, type CheckedBlueprint, type SupplyGroup } from '../rules/blueprint-check.ts';
import type { Blueprint } from '../rules/contest.ts';
import type { Millis, RoundId } from '../rules/ids.ts';
import { mark, rightResponse } from '../rules/marking/index.ts';
import { topicName, type Topic } from '../rules/question.ts';
import { accepted, refused, type Outcome, type Refused } from '../rules/refusal.ts';
import { rankingMax } from '../rules/sort-key.ts';
import { bankById } from '../store/banks.ts';
import { attemptCounts, roundById, type RoundRow } from '../store/contests.ts';
import type { BlueprintView } from '../wire/http/blueprints.ts';
import type { Ctx } from './context.ts';
import { inTreeOrder } from './list-banks.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';

export interface RoundSupply {
  /** All of the bank, in tree order. */
  readonly topics: readonly Topic[];
  readonly groups: readonly SupplyGroup[];
}

/** Refuses with `not-found`. */
export async function readBlueprint(ctx: Ctx, roundId: RoundId): Promise<Outcome<BlueprintView>> {
  const found = await contestOfRound(ctx, roundId);
  if (found === null) return refused({ name: 'not-found' });
  const { contest, round } = found;
  const { topics, groups } = await supplyOfRound(ctx, contest, round);
  const { attempts } = await ctx.store.read((tx) => attemptCounts(tx, [roundId]));
  const serverNow = ctx.clock.now();
  const { blueprint, name } = round.definition;
  return accepted({
    ...{ roundId, roundName: name, bankId: contest.definition.bankId },
    blueprint: {
      pointsPerQuestion: blueprint.pointsPerQuestion,
      cells: blueprint.cells.map(({ kind = null, ...cell }) => ({ ...cell, kind })),
    },
    topics: topics.map(({ id, name: words, parentId = null }) => ({ id, name: words, parentId })),
    supply: [...groups],
    attemptsMax: round.definition.attemptsMax,
    isDraft: contest.isDraft,
    canChange: isChangeable(contest, round, { now: serverNow, attempts }),
    revision: blueprintRevision(ctx, blueprint),
    serverNow,
  });
}

/** Not once it has opened or somebody has begun it; a draft's round opens for nobody. */
export const isChangeable = (
  { isDraft }: Pick<LoadedContest, 'isDraft'>,
  { opensAt, closedAt }: Pick<RoundRow, 'opensAt' | 'closedAt'>,
  { now, attempts }: { readonly now: Millis; readonly attempts: number },
): boolean => attempts === 0 && closedAt === 0 && (isDraft || now < opensAt);

/** Changes with the blueprint and with nothing else; a number that JSON keeps exactly. */
export const blueprintRevision = (ctx: Ctx, { cells, pointsPerQuestion }: Blueprint): number => {
  const plain = cells.map(({ topic, difficulty, kind, count, points }) => [
    topic,
    difficulty,
    kind ?? null,
    count,
    points,
  ]);
  return Number.parseInt(ctx.secrets.digest(JSON.stringify([plain, pointsPerQuestion])).slice(0, 12), 16);
};

export async function contestOfRound(
  ctx: Ctx,
  roundId: RoundId,
): Promise<{ contest: LoadedContest; round: RoundRow } | null> {
  const row = await ctx.store.read((tx) => roundById(tx, roundId));
  const contest = row && (await loadContest(ctx, row.contestId));
  const round = contest?.rounds.find(({ id }) => id === roundId);
  return contest && round ? { contest, round } : null;
}

/**
 * What papers may hold from now until the round closes: approved, for no practice, kept for no other contest, and with a
 * source in force all that time.
 */
export async function supplyOfRound(
  ctx: Ctx,
  contest: LoadedContest,
  { closesAt }: Pick<RoundRow, 'closesAt'>,
): Promise<RoundSupply> {
  const pool = await loadPool(ctx, contest);
  const bank = await ctx.store.read((tx) => bankById(tx, contest.definition.bankId));
  const until = Math.max(ctx.clock.now(), closesAt);
  return { topics: inTreeOrder(bank?.topics ?? []), groups: groupsOf(pool, contest, until) };
}

function groupsOf(pool: QuestionPool, { id }: LoadedContest, until: Millis): SupplyGroup[] {
  const groups = new Map<string, { -readonly [K in keyof SupplyGroup]: SupplyGroup[K] }>();
  for (const { topic, difficulty, kind, versionId } of pool.drawableIn(id, until)) {
    const question = pool.question(versionId);
    const split = mark(question, rightResponse(question)).of;
    const name = [topic, difficulty, kind, split].join(' ');
    const group = groups.get(name);
    if (group) group.count += 1;
    else groups.set(name, { topic, difficulty, kind, split, count: 1 });
  }
  return [...groups.values()];
}

/** The first reason why papers of a round could not be drawn; null when they can. */
export function blueprintFault(
  { problems, cells }: CheckedBlueprint,
  round: string,
  topics: readonly Topic[],
): Refused | null {
  if (problems.includes('empty')) return refused({ name: 'blueprint-empty', round });
  if (problems.includes('too-many-questions')) return refused({ name: 'blueprint-too-long', round, max: questionsMax });
  if (problems.includes('too-many-points'))
    return refused({ name: 'blueprint-too-many-points', round, max: rankingMax.score });
  const unmet = cells.find(isUnmet);
  const fault = unmet?.faults[0];
  if (!unmet || !fault) return null;
  const { topic, difficulty, kind, count: needed } = unmet.cell;
  return refused({
    ...{ name: 'cell-unmet', round, needed },
    have: 'have' in fault ? fault.have : 0,
    topic: topicName(topics, topic),
    difficulty: difficulty ?? '',
    kind: kind ?? '',
  });
}
