/** The address, title and dates of a draft, for its organisers to look at and to change. */
import type { ProblemName } from '../rules/contest-check.ts';
import type { ContestDefinition, RoundDefinition } from '../rules/contest.ts';
import type { ContestId } from '../rules/ids.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import { contestById, contestHead, roundsOfContest, writeContest, writeRound } from '../store/contests.ts';
import type { DraftView, EditDraft } from '../wire/http/blueprints.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import type { Ctx } from './context.ts';
import { definitionFault } from './definition-fault.ts';
import type { Actor } from './held-question.ts';
import { loadContest } from './load-contest.ts';
import { writeJournal } from './write-journal.ts';

/** Refusals: `not-found`, `contest-is-public`. */
export async function readDraft(ctx: Ctx, contestId: ContestId): Promise<Outcome<DraftView>> {
  const contest = await loadContest(ctx, contestId);
  if (contest === null) return refused({ name: 'not-found' });
  if (!contest.isDraft) return refused({ name: 'contest-is-public' });
  const { slug, definition, definitionVersion, rounds } = contest;
  return accepted({
    slug,
    title: definition.title,
    rounds: rounds.map(({ key, definition: { name, opensAt, closesAt } }) => ({ key, name, opensAt, closesAt })),
    revision: definitionVersion,
  });
}

/** What the dates can break. */
const dateProblems: ReadonlySet<ProblemName> = new Set([
  ...(['round-window', 'round-order', 'round-duration', 'round-freeze'] as const),
]);

export interface DraftEdit extends EditDraft {
  readonly contestId: ContestId;
  readonly actor: Actor;
}

/** Refusals: `not-found`, `contest-is-public`, `changed-meanwhile`, `slug-taken`, `contest-problem`. */
export async function editDraft(ctx: Ctx, edit: DraftEdit): Promise<Outcome<true>> {
  const { contestId, slug, actor } = edit;
  return ctx.store.write(async (tx) => {
    await tx.lock('contest', contestId);
    // Two locks of one kind: the address is what two drafts can want at once.
    await tx.lock('contest', slug);
    const row = await contestById(tx, contestId);
    if (row === undefined) return refused({ name: 'not-found' });
    if (row.publishedAt > 0) return refused({ name: 'contest-is-public' });
    if (row.definitionVersion !== edit.revision) return changedMeanwhile(tx, contestId);
    const owner = await contestHead(tx, slug);
    if (owner !== undefined && owner.id !== contestId) return refused({ name: 'slug-taken', slug });
    const definition = edited(row.definition, edit);
    const fault = definitionFault(definition, dateProblems);
    if (fault) return fault;
    await writeContest(tx, contestId, { slug, definition, definitionVersion: row.definitionVersion + 1 });
    for (const round of await roundsOfContest(tx, contestId)) {
      const declared = definition.rounds.find(({ key }) => key === round.key);
      if (declared === undefined) throw new Error(`round ${round.id} is not in the definition of its contest`);
      const { opensAt, closesAt } = declared;
      await writeRound(tx, round.id, { definition: declared, opensAt, closesAt });
    }
    const detail = { slug, slugBefore: row.slug === slug ? '' : row.slug, title: edit.title.vi };
    await writeJournal(tx, ctx, { actor, action: 'edit-draft', contestId, detail });
    return accepted(true);
  });
}

function edited(definition: ContestDefinition, { slug, title, rounds }: DraftEdit): ContestDefinition {
  const dated = (round: RoundDefinition): RoundDefinition => {
    const dates = rounds.find(({ key }) => key === round.key);
    if (dates === undefined) return round;
    const { opensAt, closesAt } = dates;
    // The board stands still as long before the close as it did.
    const freezesAt = round.freezesAt === null ? null : closesAt - (round.closesAt - round.freezesAt);
    return { ...round, opensAt, closesAt, freezesAt };
  };
  return { ...definition, slug, title, rounds: definition.rounds.map(dated) };
}
