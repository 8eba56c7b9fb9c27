/** What everybody may read of the contests: nothing here depends on who asks. */
import type { Millis } from '../rules/ids.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { attemptCounts } from '../store/contests.ts';
import type { Store } from '../store/store.ts';
import type { ContestList, ContestView } from '../wire/http/contests.ts';
import type { Ctx } from './context.ts';
import { loadContests, loadPublicContest, type LoadedContest } from './load-contest.ts';
import { asksHowMany, roundView } from './round-view.ts';

/** Contests in the order of their making, each with its open and its next round. */
export async function readContests(ctx: Ctx): Promise<ContestList> {
  const now = ctx.clock.now();
  const contests = [];
  for (const contest of (await loadContests(ctx)).filter(({ isDraft }) => !isDraft)) {
    const { slug, definition } = contest;
    const rounds = contest.rounds.map((round) => roundView(round, now));
    contests.push({
      slug,
      title: definition.title,
      summary: definition.summary,
      organisers: [...definition.organisers],
      participants: (await publicCounts(ctx, contest, now)).participants,
      openRound: rounds.find((round) => round.phase === 'open') ?? null,
      nextRound: rounds.find((round) => round.phase === 'before') ?? null,
    });
  }
  return { contests, serverNow: now };
}

/** Refuses with `not-found`. */
export async function readContest(ctx: Ctx, slug: string): Promise<Outcome<ContestView>> {
  const contest = await loadPublicContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const now = ctx.clock.now();
  const counts = await publicCounts(ctx, contest, now);
  return accepted({
    ...declared(contest),
    rounds: contest.rounds.map((round) => roundView(round, now)),
    ...counts,
    serverNow: now,
  });
}

/** The part that stands in the definition. Copies member by member: what is added there is not public by itself. */
function declared({ id, slug, definition, topics }: LoadedContest) {
  const { eligibility } = definition;
  return {
    id,
    slug,
    title: definition.title,
    summary: definition.summary,
    audience: definition.audience,
    organisers: [...definition.organisers],
    contactPhone: definition.contactPhone,
    rules: definition.rules.map(({ title, articles }) => ({ title, articles: [...articles] })),
    eligibility: {
      minAge: eligibility.minAge,
      maxAge: eligibility.maxAge,
      residenceWays: [...(eligibility.residence?.ways ?? [])],
      residenceNeeds: eligibility.residence?.needs ?? null,
      areaName: eligibility.residence?.areaName ?? null,
    },
    categories: [...definition.categories],
    ranking: [...definition.ranking],
    prizes: definition.prizes.map((prize) => ({
      id: prize.id,
      name: prize.name,
      kind: prize.kind,
      scope: prize.scope,
      categoryId: prize.kind === 'individual' ? prize.categoryId : null,
      quota: prize.quota,
      amount: prize.amount,
    })),
    topics: [...topics],
  };
}

interface Counts {
  readonly participants: number;
  readonly attempts: number;
}

/** Counting reads every attempt of the contest; a page of a thousand readers needs it once in a while only. */
const countsAgeMaxMs = 2_000;
const keptByStore = new WeakMap<Store, Map<string, { at: Millis; counts: Promise<Counts> }>>();

/** While an open round asks to predict how many take part, its own answer is not told: -1. */
async function publicCounts(ctx: Ctx, contest: LoadedContest, now: Millis): Promise<Counts> {
  return asksHowMany(contest.rounds, now) ? { participants: -1, attempts: -1 } : countsOf(ctx, contest);
}

function countsOf(ctx: Ctx, contest: LoadedContest): Promise<Counts> {
  const kept = keptByStore.get(ctx.store) ?? new Map<string, { at: Millis; counts: Promise<Counts> }>();
  keptByStore.set(ctx.store, kept);
  const now = ctx.clock.now();
  const known = kept.get(contest.id);
  if (known !== undefined && Math.abs(now - known.at) < countsAgeMaxMs) return known.counts;
  const roundIds = contest.rounds.map((round) => round.id);
  const counts = ctx.store.read((tx) => attemptCounts(tx, roundIds));
  kept.set(contest.id, { at: now, counts });
  // A failed count is told to its askers and not kept.
  counts.catch(() => kept.delete(contest.id));
  return counts;
}
