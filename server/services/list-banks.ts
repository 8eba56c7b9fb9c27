/** The banks as the studio lists them, and one of them with its topics. */
import { contestIds } from '../store/contests.ts';
import { allBanks, bankById, stateCounts, topicCounts, type BankRow } from '../store/banks.ts';
import { tagListsOfBank } from '../store/questions.ts';
import { compareVietnamese } from '../rules/names.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { Topic } from '../rules/question.ts';
import type { Banks, BankSummary, BankView } from '../wire/http/banks.ts';
import type { Ctx } from './context.ts';
import { loadContests } from './load-contest.ts';

/** Last worked on first. */
export async function listBanks(ctx: Ctx): Promise<Banks> {
  const { banks, counts } = await ctx.store.read(async (tx) => ({
    banks: await allBanks(tx),
    counts: await stateCounts(tx),
  }));
  const touched = new Map<string, number>();
  for (const { bankId, updatedAt } of counts) touched.set(bankId, Math.max(touched.get(bankId) ?? 0, updatedAt));
  const newestFirst = banks.toSorted(
    (a, b) => (touched.get(b.id) ?? b.importedAt) - (touched.get(a.id) ?? a.importedAt),
  );
  return { banks: newestFirst.map((bank) => summary(bank, counts)) };
}

type StateCount = Awaited<ReturnType<typeof stateCounts>>[number];

function summary({ id, name }: BankRow, counts: readonly StateCount[]): BankSummary {
  const count = (state: StateCount['state']): number =>
    counts.find((each) => each.bankId === id && each.state === state)?.questions ?? 0;
  const [draft, approved, retired] = [count('draft'), count('approved'), count('retired')];
  return { id, name, counts: { draft, 'in-review': count('in-review'), approved, retired } };
}

/** Refuses with `not-found`. */
export async function readBankView(ctx: Ctx, bankId: string): Promise<Outcome<BankView>> {
  const found = await ctx.store.read(async (tx) => {
    const bank = await bankById(tx, bankId);
    if (bank === undefined) return null;
    const [counts, topics] = [await stateCounts(tx), await topicCounts(tx, bankId)];
    return {
      bank,
      counts,
      topics,
      tags: await tagListsOfBank(tx, bankId),
      hasContests: (await contestIds(tx)).length > 0,
    };
  });
  if (found === null) return refused({ name: 'not-found' });
  const { bank, topics } = found;
  const ofTopic = (id: string, state?: string): number =>
    topics
      .filter((each) => each.topic === id && (state === undefined || each.state === state))
      .reduce((sum, { questions }) => sum + questions, 0);
  const contests = found.hasContests ? await loadContests(ctx) : [];
  return accepted({
    ...summary(bank, found.counts),
    topics: inTreeOrder(bank.topics).map(({ id, name, parentId = null }) => ({
      ...{ id, name, parentId },
      questions: ofTopic(id),
      approved: ofTopic(id, 'approved'),
    })),
    tags: [...new Set(found.tags.flat())].sort(compareVietnamese),
    contests: contests
      .filter(({ definition }) => definition.bankId === bankId)
      .map(({ id, slug, definition }) => ({ id, slug, title: definition.title.vi })),
    revision: topicsRevision(ctx, bank),
    serverNow: ctx.clock.now(),
  });
}

/** Changes with the name or the topics of a bank and with nothing else; a number that JSON keeps exactly. */
export const topicsRevision = (ctx: Ctx, { name, topics }: Pick<BankRow, 'name' | 'topics'>): number =>
  Number.parseInt(ctx.secrets.digest(JSON.stringify([name, topics])).slice(0, 12), 16);

/** Parents before their children, otherwise as the bank has them. A topic whose parent is not there stands at the top. */
export function inTreeOrder(topics: readonly Topic[]): Topic[] {
  const known = new Set(topics.map(({ id }) => id));
  const under = (parentId: string | null): Topic[] =>
    topics
      .filter(
        (topic) => (topic.parentId !== undefined && known.has(topic.parentId) ? topic.parentId : null) === parentId,
      )
      .flatMap((topic) => [topic, ...under(topic.id)]);
  return under(null);
}
