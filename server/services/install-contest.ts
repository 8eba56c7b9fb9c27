/**
 * Puts a contest and its rounds into the store. Each round gets its secret, from which the papers
 * will be drawn, before anybody can see the contest; its digest is public from then on.
 */
import type { ContestDefinition } from '../rules/contest.ts';
import type { ContestId, RoundId } from '../rules/ids.ts';
import { contestHead, insertContest, insertRound } from '../store/contests.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { writeJournal } from './write-journal.ts';

/** The contest's id. One that is there already by its slug stays as it is. */
export async function installContest(ctx: Ctx, definition: ContestDefinition): Promise<ContestId> {
  return ctx.store.write(async (tx) => {
    await tx.lock('contest', definition.slug);
    const there = await contestHead(tx, definition.slug);
    if (there !== undefined) return there.id;
    const id = ctx.newId<ContestId>();
    const { slug } = definition;
    const createdAt = ctx.clock.now();
    await insertContest(tx, { id, slug, definition, definitionVersion: 1, createdAt, publishedAt: createdAt });
    await insertRounds(tx, ctx, id, definition);
    await writeJournal(tx, ctx, { actor: null, action: 'install-contest', contestId: id, detail: { slug } });
    return id;
  });
}

/** The rounds of a new contest, each with a secret of its own. */
export async function insertRounds(
  tx: Tx,
  ctx: Ctx,
  contestId: ContestId,
  { rounds }: ContestDefinition,
): Promise<void> {
  for (const [index, round] of rounds.entries()) {
    const secret = ctx.randomHex(32);
    await insertRound(tx, {
      id: ctx.newId<RoundId>(),
      contestId,
      ordinal: index + 1,
      key: round.key,
      definition: round,
      opensAt: round.opensAt,
      closesAt: round.closesAt,
      closedAt: 0,
      secret,
      secretDigest: ctx.secrets.digest(secret),
      predictionTruth: null,
      sealDigest: '',
    });
  }
}
