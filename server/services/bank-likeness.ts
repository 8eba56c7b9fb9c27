/** Which questions of a bank are like one another: an index in memory, brought up to date from what was touched since. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LikenessIndex } from '../content/likeness-index.ts';
import type { Millis } from '../rules/ids.ts';
import { bankExtent } from '../store/questions.ts';
import { contentsPage, type KnownQuestion } from '../store/question-versions.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';

interface Kept {
  readonly index: LikenessIndex;
  readonly updatedAt: Millis;
  /** Retired questions too, which the index does not hold. */
  readonly questions: number;
}

/** By bank the last bringing up to date: the next one begins where it ended, so none disturbs another. */
const keptByStore = new WeakMap<Store, Map<string, Promise<Kept | null>>>();
/** Banks kept at once; a server has a handful. */
const banksMax = 20;
/** Read and taken apart within one turn of the event loop: some ten milliseconds. */
const questionsPerTurnMax = 200;

/** Every question of the bank that is not retired, by code. */
export async function bankLikeness(ctx: Ctx, bankId: string): Promise<LikenessIndex> {
  const banks = keptByStore.get(ctx.store) ?? new Map<string, Promise<Kept | null>>();
  keptByStore.set(ctx.store, banks);
  const kept = (banks.get(bankId) ?? Promise.resolve(null)).then((known) => bringUpToDate(ctx, bankId, known));
  banks.delete(bankId);
  banks.set(
    bankId,
    kept.catch(() => null),
  );
  const oldest = banks.size > banksMax ? banks.keys().next().value : undefined;
  if (oldest !== undefined) banks.delete(oldest);
  return (await kept).index;
}

async function bringUpToDate(ctx: Ctx, bankId: string, known: Kept | null): Promise<Kept> {
  // Read first: what is touched meanwhile is later than this, and so is read once more the next time.
  const extent = await ctx.store.read((tx) => bankExtent(tx, bankId));
  if (known?.updatedAt === extent.updatedAt && known.questions === extent.questions) return known;
  // Fewer than were counted: some were taken away, and nothing tells which.
  const grown = known && known.questions <= extent.questions ? known : null;
  let index = grown?.index;
  let page: KnownQuestion[] = [];
  do {
    const wanted = { since: grown?.updatedAt ?? 0, after: page.at(-1)?.content.id ?? '', limit: questionsPerTurnMax };
    page = await ctx.store.read((tx) => contentsPage(tx, bankId, wanted));
    const standing = page.filter(({ state }) => state !== 'retired').map(({ content }) => content);
    if (index) for (const content of standing) index.put(content.id, content);
    else index = new LikenessIndex(standing);
    for (const { state, content } of page) if (state === 'retired') index.remove(content.id);
    await nextTurn();
  } while (page.length === questionsPerTurnMax);
  return { index, ...extent };
}
