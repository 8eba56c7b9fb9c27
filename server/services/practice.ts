/**
 * One practice question and the reply to a try. Practice questions are open to everybody and are
 * never drawn into a paper, so their keys give nothing away.
 */
import { decodeGiven, encodeGiven, mark, rightResponse } from '../rules/marking/index.ts';
import type { Question } from '../rules/question.ts';
import { makeRandom, shuffle } from '../rules/random.ts';
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { PracticeQuestion, PracticeReply, PracticeTry } from '../wire/http/contests.ts';
import type { Ctx } from './context.ts';
import { loadPublicContest, type LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { shownQuestion } from './shown-question.ts';

/** Any practice question of the contest's topics; refuses with `not-found` where there is none. */
export async function askPractice(ctx: Ctx, slug: string): Promise<Outcome<PracticeQuestion>> {
  const contest = await loadPublicContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const { questions, mediaOf } = await practiceOf(ctx, contest);
  const question = questions[Number.parseInt(ctx.randomHex(6), 16) % questions.length];
  if (question === undefined) return refused({ name: 'not-found' });
  const shown = shownQuestion(question, mediaOf);
  return accepted({
    id: question.id,
    kind: question.kind,
    topicName: contest.topics.find((topic) => topic.id === question.topic)?.name ?? '',
    stem: shown.stem,
    options: shown.options(practiceOrder(ctx, question)),
    prompts: [...shown.prompts],
  });
}

/** `choice` and `text` as the kind has them, in the order that was shown. Only practice questions are found here, whatever id is sent. */
export async function tryPractice(
  ctx: Ctx,
  slug: string,
  { questionId, choice, text = '' }: PracticeTry,
): Promise<Outcome<PracticeReply>> {
  const contest = await loadPublicContest(ctx, slug);
  if (contest === null) return refused({ name: 'not-found' });
  const { questions, mediaOf } = await practiceOf(ctx, contest);
  const question = questions.find(({ id }) => id === questionId);
  if (question === undefined) return refused({ name: 'not-found' });
  const order = practiceOrder(ctx, question);
  const response = encodeGiven(question, order, { choice, text });
  if (response === null) return refused({ name: 'choice-invalid', slot: 1 });
  const right = decodeGiven(question, order, rightResponse(question));
  return accepted({
    ...mark(question, response),
    right: { choice: [...right.choice], text: right.text },
    explanation: shownQuestion(question, mediaOf).explanation,
    source: question.source,
  });
}

/**
 * The bank's own order, which is the same at asking and at trying. Where that order itself may be the key, one that
 * follows from the question alone.
 */
function practiceOrder(ctx: Ctx, { id, kind, options }: Question): string[] {
  const own = options.map((option) => option.id);
  return kind === 'ordering' || kind === 'matching' ? shuffle(own, makeRandom(ctx.secrets.digest(id))) : own;
}

async function practiceOf(
  ctx: Ctx,
  contest: LoadedContest,
): Promise<Pick<QuestionPool, 'mediaOf'> & { questions: readonly Question[] }> {
  const topics = new Set(contest.topics.map((topic) => topic.id));
  const pool = await loadPool(ctx, contest);
  const questions = pool.practiceIn(contest.id, ctx.clock.now()).filter((question) => topics.has(question.topic));
  return { questions, mediaOf: pool.mediaOf };
}
