/**
 * One practice question and the reply to a try. Practice questions are open to everybody and are
 * never drawn into a paper, so their keys give nothing away.
 */
import { mark } from '../rules/marking/index.ts';
import type { Question } from '../rules/question.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { PracticeQuestion, PracticeReply } from '../wire/http/contests.ts';
import type { Ctx } from './context.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { loadPool } from './question-pool.ts';

/** Any practice question of the contest's topics; refuses with `not-found` where there is none. */
export async function askPractice(ctx: Ctx, slug: string): Promise<Outcome<PracticeQuestion>> {
  const contest = await loadContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const questions = await practiceOf(ctx, contest);
  const question = questions[Number.parseInt(ctx.randomHex(6), 16) % questions.length];
  if (question === undefined) return refused({ name: 'not-found' });
  return accepted({
    id: question.id,
    kind: question.kind,
    topicName: contest.topics.find((topic) => topic.id === question.topic)?.name ?? '',
    stem: question.stem,
    options: question.options.map((option) => option.text),
  });
}

/** `choice` are positions in the order that was shown. Only practice questions are found here, whatever id is sent. */
export async function tryPractice(
  ctx: Ctx,
  slug: string,
  questionId: string,
  choice: readonly number[],
): Promise<Outcome<PracticeReply>> {
  const contest = await loadContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const question = (await practiceOf(ctx, contest)).find(({ id }) => id === questionId);
  if (question === undefined) return refused({ name: 'not-found' });
  const chosen: string[] = [];
  for (const position of choice) {
    const option = question.options[position];
    if (option === undefined) return refused({ name: 'choice-invalid', slot: 1 });
    chosen.push(option.id);
  }
  return accepted({
    isRight: mark(question, chosen).isRight,
    right: question.options.flatMap((option, position) => (question.key.includes(option.id) ? [position] : [])),
    explanation: question.explanation,
    source: question.source,
  });
}

async function practiceOf(ctx: Ctx, contest: LoadedContest): Promise<readonly Question[]> {
  const topics = new Set(contest.topics.map((topic) => topic.id));
  const { practice } = await loadPool(ctx, contest);
  return practice.filter((question) => topics.has(question.topic));
}
