/** A contest copied as a draft: everything declared, with new secrets, another address and its dates moved on by whole weeks. */
import type { ContestDefinition, Localised, RoundDefinition } from '../rules/contest.ts';
import type { ContestId, Millis } from '../rules/ids.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { contestHead, insertContest } from '../store/contests.ts';
import type { Ctx } from './context.ts';
import type { Actor } from './held-question.ts';
import { insertRounds } from './install-contest.ts';
import { loadContest } from './load-contest.ts';
import { writeJournal } from './write-journal.ts';

export interface Copying {
  readonly contestId: ContestId;
  readonly slug: string;
  readonly title: Localised;
  readonly actor: Actor;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** The draft's id. Nobody who entered, and nothing that happened, is copied. Refusals: `not-found`, `slug-taken`. */
export async function copyContest(ctx: Ctx, { contestId, slug, title, actor }: Copying): Promise<Outcome<ContestId>> {
  const source = await loadContest(ctx, contestId);
  if (source === null) return refused({ name: 'not-found' });
  const definition = movedOn({ ...source.definition, slug, title }, ctx.clock.now());
  return ctx.store.write(async (tx) => {
    await tx.lock('contest', slug);
    if ((await contestHead(tx, slug)) !== undefined) return refused({ name: 'slug-taken', slug });
    const id = ctx.newId<ContestId>();
    const createdAt = ctx.clock.now();
    await insertContest(tx, { id, slug, definition, definitionVersion: 1, createdAt, publishedAt: 0 });
    await insertRounds(tx, ctx, id, definition);
    await writeJournal(tx, ctx, { actor, action: 'copy-contest', contestId: id, detail: { slug, from: source.slug } });
    return accepted(id);
  });
}

/** The same days of the week and hours, the first of them at least a day away. */
function movedOn(definition: ContestDefinition, now: Millis): ContestDefinition {
  const first = Math.min(...definition.rounds.map(({ opensAt }) => opensAt));
  const weeks = Math.max(0, Math.ceil((now + dayMs - first) / weekMs));
  return { ...definition, rounds: definition.rounds.map((round) => moved(round, weeks * weekMs)) };
}

const moved = (round: RoundDefinition, by: Millis): RoundDefinition => ({
  ...round,
  opensAt: round.opensAt + by,
  closesAt: round.closesAt + by,
  freezesAt: round.freezesAt === null ? null : round.freezesAt + by,
});
