/**
 * The preview of a ruling, asked for until it is there: of a large round it takes longer than anybody should wait for one
 * reply. It goes on by itself as long as somebody asks, and is given up when nobody has for a while.
 */
import type { Millis } from '../rules/ids.ts';
import { accepted, type Outcome } from '../rules/refusal.ts';
import { scoreCounts } from '../store/sittings.ts';
import type { Store } from '../store/store.ts';
import type { RulingLook, RulingPreview } from '../wire/http/statistics.ts';
import type { Ctx } from './context.ts';
import { GivenUp, previewRuling } from './preview-ruling.ts';
import type { RulingWish } from './ruled-question.ts';

/** A round of so many attempts is looked at while the asker waits. */
const waitMax = 1_000;
/** Who has not asked for so long has closed the page. */
const wantedMs = 15_000;
/** At once in one process: each holds a board or two in memory. */
const lookingMax = 4;

interface Looking {
  done: number;
  readonly total: number;
  wantedUntil: Millis;
  found: Outcome<RulingPreview> | null;
  failure: unknown;
  /** Never rejects. */
  ended: Promise<void>;
}

const lookingByStore = new WeakMap<Store, Map<string, Looking>>();

/** Refusals: those of `previewRuling`. */
export async function lookAtRuling(ctx: Ctx, wish: RulingWish): Promise<Outcome<RulingLook>> {
  const counts = await ctx.store.read((tx) => scoreCounts(tx, wish.roundId));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const all = wantedLookings(ctx);
  const name = JSON.stringify([wish.roundId, wish.questionId, wish.ruling]);
  const looking = all.get(name) ?? (all.size < lookingMax ? begin(ctx, wish, total) : null);
  // Too many look at once: who asks again has a turn later.
  if (looking === null) return accepted({ isReady: false, done: 0, total, preview: null });
  all.set(name, looking);
  looking.wantedUntil = ctx.clock.now() + wantedMs;
  if (looking.total <= waitMax) await looking.ended;
  const { found, failure, done } = looking;
  if (found === null && failure === null)
    return accepted({ isReady: false, done, total: looking.total, preview: null });
  // Asked again, it is looked at again: results may have changed.
  all.delete(name);
  if (found === null) throw failure;
  return found.ok ? accepted({ isReady: true, done: total, total, preview: found.value }) : found;
}

/** Those that somebody still asks for. */
function wantedLookings(ctx: Ctx): Map<string, Looking> {
  const all = lookingByStore.get(ctx.store) ?? new Map<string, Looking>();
  lookingByStore.set(ctx.store, all);
  for (const [name, { wantedUntil }] of all) if (wantedUntil < ctx.clock.now()) all.delete(name);
  return all;
}

function begin(ctx: Ctx, wish: RulingWish, total: number): Looking {
  const wantedUntil = ctx.clock.now() + wantedMs;
  const looking: Looking = { done: 0, total, wantedUntil, found: null, failure: null, ended: Promise.resolve() };
  const onProgress = (done: number): void => {
    looking.done = done;
    if (ctx.clock.now() > looking.wantedUntil) throw new GivenUp();
  };
  looking.ended = previewRuling(ctx, wish, onProgress).then(
    (found) => void (looking.found = found),
    (problem: unknown) => void (looking.failure = problem),
  );
  return looking;
}
