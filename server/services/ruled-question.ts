/** The question that a ruling is about, and whether the ruling fits it: what preview and applying ask alike. */
import { fitsRuling } from '../rules/marking/index.ts';
import type { RoundId } from '../rules/ids.ts';
import type { Question } from '../rules/question.ts';
import { accepted, refused, type Outcome, type Refused } from '../rules/refusal.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { roundById, type RoundRow } from '../store/contests.ts';
import { versionsOfQuestion, type QuestionVersionRow } from '../store/question-versions.ts';
import type { Ctx } from './context.ts';
import { heldVersions } from './held-versions.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';

export interface RulingWish {
  readonly roundId: RoundId;
  /** `Question.id`: the ruling holds for every version that was drawn. */
  readonly questionId: string;
  readonly ruling: KeyRuling;
}

export interface Ruled {
  readonly contest: LoadedContest;
  readonly round: RoundRow;
  /** The newest version that may have been drawn. */
  readonly question: Question;
  /** All that may have been drawn, newest first. */
  readonly versions: readonly QuestionVersionRow[];
}

/**
 * Refusals: `not-found` for round or question, `round-not-open` before it has begun, `ruling-key-invalid`, `ruling-key-versions`
 * where papers of the round hold a version that has no such key, because the question was changed.
 */
export async function ruledQuestion(ctx: Ctx, { roundId, questionId, ruling }: RulingWish): Promise<Outcome<Ruled>> {
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  const contest = round && (await loadContest(ctx, round.contestId));
  if (!round || !contest) return refused({ name: 'not-found' });
  const { bankId } = contest.definition;
  const versions = await ctx.store.read((tx) => versionsOfQuestion(tx, bankId, questionId));
  // A draft that nobody drew says nothing of what people were asked.
  const drawn = versions.filter(({ approvedAt, isCurrent }) => isCurrent || approvedAt > 0);
  const asked = drawn.length > 0 ? drawn : versions.slice(0, 1);
  const question = asked[0]?.content;
  if (question === undefined) return refused({ name: 'not-found' });
  if (ctx.clock.now() < round.opensAt) return refused({ name: 'round-not-open', opensAt: round.opensAt });
  return (await misfit(ctx, round, asked, ruling)) ?? accepted({ contest, round, question, versions: asked });
}

/** Papers hold the version of the day on which they were drawn; a round that is open draws the current one still. */
async function misfit(
  ctx: Ctx,
  { id, closedAt }: RoundRow,
  asked: readonly QuestionVersionRow[],
  ruling: KeyRuling,
): Promise<Refused | null> {
  const others = asked.filter(({ content }) => !fitsRuling(content, ruling));
  if (others.length === 0) return null;
  if (others.length === asked.length) return refused({ name: 'ruling-key-invalid' });
  const held = await heldVersions(
    ctx,
    id,
    others.map((version) => version.id),
  );
  const met = others.filter((version) => held.has(version.id) || (closedAt === 0 && version.isCurrent));
  if (met.length === 0) return null;
  const versions = met.map(({ version }) => version).toSorted((a, b) => a - b);
  return refused({ name: 'ruling-key-versions', versions: versions.join(', ') });
}
