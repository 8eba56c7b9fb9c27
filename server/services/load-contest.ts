/**
 * A contest as the other services need it. The definition is long and frozen by its version, so
 * it is parsed once and kept; the rounds change (they close) and are read each time. Its topics are
 * the bank's, which people rename and add to meanwhile: whether they did is asked once a second.
 */
import type { ContestDefinition, RoundDefinition } from '../rules/contest.ts';
import type { ContestId, Millis, RoundId } from '../rules/ids.ts';
import { topicsAbove, type Topic } from '../rules/question.ts';
import { bankById, bankImportedAt, type BankRow } from '../store/banks.ts';
import {
  contestById,
  contestHead,
  contestIds,
  roundStates,
  roundsOfContest,
  type RoundRow,
} from '../store/contests.ts';
import type { ReadTx, Store } from '../store/store.ts';
import type { Ctx } from './context.ts';

export interface LoadedContest {
  readonly id: ContestId;
  readonly slug: string;
  readonly definition: ContestDefinition;
  readonly definitionVersion: number;
  /** A draft is seen by the staff alone. */
  readonly isDraft: boolean;
  readonly rounds: readonly RoundRow[];
  /** Topics of the contest's bank that its papers draw from, those under them too, in the bank's order. */
  readonly topics: readonly Topic[];
}

interface KeptDefinition {
  readonly version: number;
  readonly definition: ContestDefinition;
  readonly roundDefinitions: ReadonlyMap<RoundId, RoundDefinition>;
  readonly topics: readonly Topic[];
  /** Of the bank, when its topics were read. */
  readonly bankAt: Millis;
  /** When that was last asked. */
  checkedAt: Millis;
}
/** Renamed topics may be shown by their old names for so long: asking at every answer would cost as much as the answer. */
const topicsKeptMs = 1_000;
const keptByStore = new WeakMap<Store, Map<ContestId, KeptDefinition>>();

/** Of every slug and id; no store is asked for anything else, whatever an address or a frame holds. */
const namePattern = /^[A-Za-z0-9_-]{1,60}$/;

/** Drafts too, so for the staff and for what only who entered can reach. null when there is no such contest. */
export async function loadContest(ctx: Ctx, slugOrId: string): Promise<LoadedContest | null> {
  if (!namePattern.test(slugOrId)) return null;
  return ctx.store.read((tx) => loadContestIn(tx, ctx, slugOrId));
}

/** For everybody: null also for a draft, of which nothing is told, not even that it is there. */
export async function loadPublicContest(ctx: Ctx, slugOrId: string): Promise<LoadedContest | null> {
  const contest = await loadContest(ctx, slugOrId);
  return contest?.isDraft === true ? null : contest;
}

/** Drafts too; oldest first. */
export async function loadContests(ctx: Ctx): Promise<LoadedContest[]> {
  return ctx.store.read(async (tx) => {
    const contests: LoadedContest[] = [];
    for (const id of await contestIds(tx)) {
      const contest = await loadContestIn(tx, ctx, id);
      if (contest !== null) contests.push(contest);
    }
    return contests;
  });
}

async function loadContestIn(tx: ReadTx, ctx: Ctx, slugOrId: string): Promise<LoadedContest | null> {
  const head = await contestHead(tx, slugOrId);
  if (head === undefined) return null;
  const kept = await keptOf(tx, ctx, head.id, head.definitionVersion);
  if (kept === null) return null;
  const { definition, roundDefinitions, topics } = kept;
  const rounds = (await roundStates(tx, head.id)).map((round) => {
    const declared = roundDefinitions.get(round.id);
    if (declared === undefined) throw new Error(`round ${round.id} appeared without a new version of its contest`);
    return { ...round, definition: declared };
  });
  const { id, slug, definitionVersion, publishedAt } = head;
  return { id, slug, definition, definitionVersion, isDraft: publishedAt === 0, rounds, topics };
}

async function keptOf(tx: ReadTx, ctx: Ctx, id: ContestId, version: number): Promise<KeptDefinition | null> {
  const kept = keptByStore.get(ctx.store) ?? new Map<ContestId, KeptDefinition>();
  keptByStore.set(ctx.store, kept);
  const known = kept.get(id);
  const now = ctx.clock.now();
  if (known?.version === version) {
    if (now - known.checkedAt < topicsKeptMs) return known;
    known.checkedAt = now;
    if ((await bankImportedAt(tx, known.definition.bankId)) === known.bankAt) return known;
  }
  const row = await contestById(tx, id);
  if (row === undefined) return null;
  const { definition, definitionVersion } = row;
  const rounds = await roundsOfContest(tx, id);
  const bank = await bankById(tx, definition.bankId);
  const loaded: KeptDefinition = {
    version: definitionVersion,
    definition,
    roundDefinitions: new Map(rounds.map((round) => [round.id, round.definition])),
    topics: topicsDrawn(definition, bank),
    bankAt: bank?.importedAt ?? 0,
    checkedAt: now,
  };
  kept.set(id, loaded);
  return loaded;
}

function topicsDrawn(definition: ContestDefinition, bank: BankRow | undefined): Topic[] {
  const drawn = new Set(definition.rounds.flatMap((round) => round.blueprint.cells.map((cell) => cell.topic)));
  const topics = bank?.topics ?? [];
  return topics.filter(({ id }) => topicsAbove(topics, id).some((above) => drawn.has(above)));
}
