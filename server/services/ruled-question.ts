/** The question that a ruling is about, and whether the ruling fits it: what preview and applying ask alike. */
import { kinds } from '../rules/marking/index.ts';
import type { RoundId } from '../rules/ids.ts';
import type { Question } from '../rules/question.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { roundById, type RoundRow } from '../store/contests.ts';
import { versionsOfQuestion } from '../store/question-versions.ts';
import type { Ctx } from './context.ts';
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
  /** The newest version. */
  readonly question: Question;
}

/** Refusals: `not-found` for round or question, `round-not-open` before it has begun, `ruling-key-invalid`. */
export async function ruledQuestion(ctx: Ctx, { roundId, questionId, ruling }: RulingWish): Promise<Outcome<Ruled>> {
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  const contest = round && (await loadContest(ctx, round.contestId));
  if (!round || !contest) return refused({ name: 'not-found' });
  const { bankId } = contest.definition;
  const versions = await ctx.store.read((tx) => versionsOfQuestion(tx, bankId, questionId));
  // A draft that nobody drew says nothing of what people were asked.
  const question = (versions.find(({ approvedAt, isCurrent }) => isCurrent || approvedAt > 0) ?? versions[0])?.content;
  if (question === undefined) return refused({ name: 'not-found' });
  if (ctx.clock.now() < round.opensAt) return refused({ name: 'round-not-open', opensAt: round.opensAt });
  if (!fits(question, ruling)) return refused({ name: 'ruling-key-invalid' });
  return accepted({ contest, round, question });
}

/** Every key of it could have been the question's own. What else is wrong with the question is not this ruling's matter. */
function fits(question: Question, ruling: KeyRuling): boolean {
  if (ruling.kind === 'void') return true;
  const keys = ruling.kind === 'accept' ? ruling.keys : [ruling.key];
  const { check } = kinds[question.kind];
  const known = new Set(check(question).map(({ name }) => name));
  return keys.length > 0 && keys.every((key) => check({ ...question, key }).every(({ name }) => known.has(name)));
}
