/**
 * What taking an answer needs to know of its round. Asked on every answer, and changed by nothing but an amendment of the
 * contest, which raises the version of its definition: so it is kept, and only the version is read each time.
 */
import type { ContestDefinition } from '../rules/contest.ts';
import type { ContestId, RoundId } from '../rules/ids.ts';
import { contestHead } from '../store/contests.ts';
import type { ReadTx, Store } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';

export interface AnswerTerms {
  readonly definition: ContestDefinition;
  readonly graceMs: number;
  readonly hasPrediction: boolean;
}

const keptByStore = new WeakMap<Store, Map<RoundId, { version: number; terms: AnswerTerms }>>();

export const contestVersion = async (tx: ReadTx, contestId: ContestId): Promise<number> =>
  (await contestHead(tx, contestId))?.definitionVersion ?? 0;

/** Of the contest's definition at `version`, as just read; null for a round that the contest does not have. */
export async function answerTerms(
  ctx: Ctx,
  { contestId, roundId, version }: { contestId: ContestId; roundId: RoundId; version: number },
): Promise<AnswerTerms | null> {
  const kept = keptByStore.get(ctx.store) ?? new Map<RoundId, { version: number; terms: AnswerTerms }>();
  keptByStore.set(ctx.store, kept);
  const known = kept.get(roundId);
  if (known?.version === version) return known.terms;
  const contest = await loadContest(ctx, contestId);
  const round = contest?.rounds.find(({ id }) => id === roundId);
  if (!contest || !round) return null;
  const { graceMs, prediction } = round.definition;
  const terms = { definition: contest.definition, graceMs, hasPrediction: prediction !== null };
  kept.set(roundId, { version, terms });
  return terms;
}
