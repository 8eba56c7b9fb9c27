/**
 * A contest whose paper has one question of every kind, open to whoever `makeParticipant` enters into it, and answers to
 * each as a phone would give them. Two bars of points: 10 each, and 40 for the grid.
 */
import { decodeGiven, rightResponse } from '../../server/rules/marking/index.ts';
import type { Given } from '../../server/rules/marking/kind.ts';
import { questionKinds, type Question, type QuestionBank, type QuestionKind } from '../../server/rules/question.ts';
import type { AttemptId } from '../../server/rules/ids.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { installContest } from '../../server/services/install-contest.ts';
import { loadContest, type LoadedContest } from '../../server/services/load-contest.ts';
import { loadPool } from '../../server/services/question-pool.ts';
import type { Ctx } from '../../server/services/context.ts';
import { attemptById } from '../../server/store/attempts.ts';
import { everyKindQuestion, everyKindQuestions } from './every-kind-questions.ts';
import { sampleContest } from './make.ts';

export const everyKindSlug = 'moi-loai';
export const gridPoints = 40;

/** Each kind once for papers and once for practice; `change` may dress those for papers. */
export const everyKindBank = (change: (question: Question) => Question = (same) => same): QuestionBank => ({
  id: everyKindSlug,
  name: 'Mọi loại câu hỏi',
  topics: [
    { id: 'goc', name: 'Gốc' },
    { id: 'moi-loai', name: 'Mọi loại', parentId: 'goc' },
  ],
  questions: [
    ...everyKindQuestions().map(change),
    ...questionKinds.map((kind) => ({
      ...everyKindQuestion(kind),
      id: `luyen-${kind}`,
      factId: `L-${kind}`,
      isPractice: true,
    })),
  ],
});

/** Installed beside the samples, with one open round of one attempt more than the sample's. */
export async function everyKindContest(ctx: Ctx): Promise<LoadedContest> {
  const sample = await sampleContest(ctx);
  const now = ctx.clock.now();
  const round = sample.rounds.find(({ opensAt, closesAt }) => opensAt <= now && now < closesAt);
  if (!round) throw new Error('the sample has no open round');
  await importBank(ctx, everyKindBank());
  await installContest(ctx, {
    ...sample.definition,
    slug: everyKindSlug,
    bankId: everyKindSlug,
    prizes: [],
    rounds: [
      {
        ...round.definition,
        blueprint: {
          cells: questionKinds.map((kind) => ({
            topic: 'goc',
            difficulty: null,
            kind,
            count: 1,
            ...(kind === 'grid' && { points: gridPoints }),
          })),
          pointsPerQuestion: 10,
        },
      },
    ],
  });
  const contest = await loadContest(ctx, everyKindSlug);
  if (contest === null) throw new Error('the contest was not installed');
  return contest;
}

export interface AskedKind {
  readonly slot: number;
  /** The right answer, in this paper's order. */
  readonly right: Given;
}

/** Slots of an attempt's paper by kind, with their keys: nothing that HTTP sends holds one. */
export async function askedKinds(ctx: Ctx, attemptId: string): Promise<Readonly<Record<QuestionKind, AskedKind>>> {
  const contest = await loadContest(ctx, everyKindSlug);
  const attempt = await ctx.store.read((tx) => attemptById(tx, attemptId as AttemptId));
  if (contest === null || attempt === undefined) throw new Error('no such attempt');
  const pool = await loadPool(ctx, contest);
  const asked = attempt.paper.slots.map(({ versionId, options }, index) => {
    const question = pool.question(versionId);
    return [
      question.kind,
      { slot: index + 1, right: decodeGiven(question, options, rightResponse(question)) },
    ] as const;
  });
  return Object.fromEntries(asked) as Record<QuestionKind, AskedKind>;
}
