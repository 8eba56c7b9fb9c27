/** Which questions of a bank are like one another: an index in memory, brought up to date from what was touched since. */
import { LikenessIndex } from '../content/likeness-index.ts';
import type { Millis } from '../rules/ids.ts';
import { bankExtent } from '../store/questions.ts';
import { newestContents } from '../store/question-versions.ts';
import type { Store } from '../store/store.ts';
import type { Ctx } from './context.ts';

interface Kept {
  readonly index: LikenessIndex;
  readonly updatedAt: Millis;
  /** Retired questions too, which the index does not hold. */
  readonly questions: number;
}

const keptByStore = new WeakMap<Store, Map<string, Kept>>();
/** Banks kept at once; a server has a handful. */
const banksMax = 20;

/** Every question of the bank that is not retired, by code. */
export async function bankLikeness(ctx: Ctx, bankId: string): Promise<LikenessIndex> {
  const banks = keptByStore.get(ctx.store) ?? new Map<string, Kept>();
  keptByStore.set(ctx.store, banks);
  return ctx.store.read(async (tx) => {
    const extent = await bankExtent(tx, bankId);
    const known = banks.get(bankId);
    if (known?.updatedAt === extent.updatedAt && known.questions === extent.questions) return known.index;
    // Fewer than were counted: some were taken away, and nothing tells which.
    const grown = known && known.questions <= extent.questions ? known : null;
    const touched = await newestContents(tx, bankId, grown?.updatedAt ?? 0);
    const standing = touched.filter(({ state }) => state !== 'retired').map(({ content }) => content);
    const kept: Kept = { index: grown?.index ?? new LikenessIndex(standing), ...extent };
    if (grown) for (const content of standing) kept.index.put(content.id, content);
    for (const { state, content } of touched) if (state === 'retired') kept.index.remove(content.id);
    banks.delete(bankId);
    banks.set(bankId, kept);
    const oldest = banks.size > banksMax ? banks.keys().next().value : undefined;
    if (oldest !== undefined) banks.delete(oldest);
    return kept.index;
  });
}
