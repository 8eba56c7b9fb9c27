/** How a contest is running, for the staff: counts now, entries and attempts over time, where people come from. */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { ContestId, Millis } from '../rules/ids.ts';
import { countRunning } from '../store/attempts.ts';
import { attemptCounts } from '../store/contests.ts';
import {
  attemptsOverTime,
  entrantsByCategory,
  entrantsByUnit,
  entriesOverTime,
  firstEntry,
  type BucketCount,
  type Buckets,
} from '../store/dashboard.ts';
import { countEntered } from '../store/participants.ts';
import type { Store } from '../store/store.ts';
import type { Dashboard } from '../wire/http/staff.ts';
import type { Ctx } from './context.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { roundView } from './round-view.ts';

const unitsMax = 30;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const bucketsMax = 120;
/** Shortest first: a chart is cut as finely as `bucketsMax` allows. */
const bucketLengths = [hourMs, 3 * hourMs, 6 * hourMs, dayMs, 7 * dayMs, 28 * dayMs];

/** Asia/Ho_Chi_Minh, so that a day's bucket is a day of the people who look at it. */
const zoneMs = 7 * hourMs;

/** Refuses with `not-found`. */
export async function readDashboard(ctx: Ctx, contestId: ContestId): Promise<Outcome<Dashboard>> {
  const contest = await loadContest(ctx, contestId);
  if (contest === null) return refused({ name: 'not-found' });
  const serverNow = ctx.clock.now();
  const { id, slug, definition, isDraft, rounds } = contest;
  const counted = await countsOf(ctx, contest, serverNow);
  const views = rounds.map((round) => roundView(round, serverNow));
  return accepted({ id, slug, title: definition.title, isDraft, rounds: views, ...counted, serverNow });
}

type Counts = Omit<Dashboard, 'id' | 'slug' | 'title' | 'isDraft' | 'rounds' | 'serverNow'>;

/** Counting reads every participant and attempt of the contest; several who watch need it once. */
const countsAgeMaxMs = 2_000;
const keptByStore = new WeakMap<Store, Map<ContestId, { at: Millis; counts: Promise<Counts> }>>();

function countsOf(ctx: Ctx, contest: LoadedContest, now: Millis): Promise<Counts> {
  const kept = keptByStore.get(ctx.store) ?? new Map<ContestId, { at: Millis; counts: Promise<Counts> }>();
  keptByStore.set(ctx.store, kept);
  const known = kept.get(contest.id);
  if (known !== undefined && Math.abs(now - known.at) < countsAgeMaxMs) return known.counts;
  const counts = count(ctx, contest, now);
  kept.set(contest.id, { at: now, counts });
  counts.catch(() => kept.delete(contest.id));
  return counts;
}

async function count(ctx: Ctx, { id, definition, rounds }: LoadedContest, now: Millis): Promise<Counts> {
  const roundIds = rounds.map((round) => round.id);
  return ctx.store.read(async (tx) => {
    const first = (await firstEntry(tx, id)) ?? now;
    const buckets = { bucketMs: bucketLength(now - first), zoneMs };
    const entries = await entriesOverTime(tx, id, buckets);
    const begun = await attemptsOverTime(tx, roundIds, buckets);
    const byUnit = await entrantsByUnit(tx, id, unitsMax);
    const byCategory = await entrantsByCategory(tx, id);
    return {
      ...(await attemptCounts(tx, roundIds)),
      entered: await countEntered(tx, id),
      openAttempts: await countRunning(tx, roundIds),
      bucketMs: buckets.bucketMs,
      overTime: joined(entries, begun, buckets),
      byUnit: byUnit.map((unit) => ({ ...unit, headcount: unit.headcount || null })),
      byCategory: definition.categories.map((category) => ({
        categoryId: category.id,
        name: category.name,
        entrants: byCategory.find(({ categoryId }) => categoryId === category.id)?.entrants ?? 0,
      })),
    };
  });
}

function bucketLength(spanMs: number): number {
  return bucketLengths.find((length) => spanMs / length < bucketsMax) ?? 28 * dayMs;
}

/** Both counts of each bucket from the first to the last, the empty ones too: a chart's axis must not skip a night. */
function joined(entries: readonly BucketCount[], begun: readonly BucketCount[], { bucketMs }: Buckets) {
  const [entered, attempts] = [entries, begun].map((counts) => new Map(counts.map(({ at, n }) => [at, n])));
  const starts = [...entries, ...begun].map(({ at }) => at);
  if (starts.length === 0) return [];
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  // An attempt never comes before its entry, so the span is the one that the length was chosen for.
  return Array.from({ length: (last - first) / bucketMs + 1 }, (_none, n) => {
    const at = first + n * bucketMs;
    return { at, entered: entered?.get(at) ?? 0, attempts: attempts?.get(at) ?? 0 };
  });
}
