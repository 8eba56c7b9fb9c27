/**
 * Counts what the answers of a closed round say of its questions, a page of attempts at a time with turns of the event
 * loop between, and keeps it. A ruling made meanwhile makes the work begin again: figures never rest on half of it.
 * While one is being applied nothing is kept; whoever asks afterwards has it done again.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { answerTimes } from '../rules/answer-times.ts';
import { countAttempt, emptyTally, itemStatistics, type SatAttempt, type Tally } from '../rules/item-statistics.ts';
import { kinds, mark } from '../rules/marking/index.ts';
import { pointsOfSlot } from '../rules/paper.ts';
import type { Question } from '../rules/question.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { bandsOf } from '../rules/score-bands.ts';
import { buildSheet, responseOf, type RulingOf } from '../rules/sheet.ts';
import type { AnswerRow } from '../store/answers.ts';
import type { RoundRow } from '../store/contests.ts';
import { rulingsOfRound, type RulingRow } from '../store/rulings.ts';
import {
  answersOfSittings,
  putStatistics,
  scoreCounts,
  sittingsPage,
  type Sitting,
  type StatisticsRow,
} from '../store/sittings.ts';
import type { AttemptPlace } from '../store/attempts.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';
import { newestRulings, rulingOf } from './newest-rulings.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';

const pageMax = 200;

/** `onProgress` hears how many attempts are counted. */
export async function computeRoundStatistics(
  ctx: Ctx,
  contest: LoadedContest,
  round: RoundRow,
  onProgress: (done: number) => void,
): Promise<void> {
  const pool = await loadPool(ctx, contest);
  for (;;) {
    const rulings = await ctx.store.read((tx) => rulingsOfRound(tx, round.id));
    const newest = newestRulings(rulings);
    const marking = { rulings: newest, rulingOf: rulingOf(newest, pool) };
    const counting = { round, pool, ...marking, questions: new Map<string, Question>() };
    const tally = await countRound(ctx, counting, onProgress);
    const statistics = itemStatistics(tally, (id) => optionsOf(counting, id));
    const row = { roundId: round.id, statistics, computedAt: ctx.clock.now() };
    if (await ctx.store.write((tx) => keep(tx, row, rulings))) return;
    await nextTurn();
  }
}

/** False when they rest on rulings that have changed. */
async function keep(tx: Tx, row: StatisticsRow, rulings: readonly RulingRow[]): Promise<boolean> {
  await tx.lock('round', row.roundId);
  const now = await rulingsOfRound(tx, row.roundId);
  if (now.some(({ appliedAt }) => appliedAt === 0)) return true;
  if (stateOf(now) !== stateOf(rulings)) return false;
  await putStatistics(tx, row);
  return true;
}

/** What of the rulings the figures rest on. */
const stateOf = (rulings: readonly RulingRow[]): string =>
  JSON.stringify(rulings.map(({ id, appliedAt }) => [id, appliedAt]));

interface Counting {
  readonly round: RoundRow;
  readonly pool: QuestionPool;
  readonly rulings: ReadonlyMap<string, RulingRow>;
  readonly rulingOf: RulingOf;
  /** A version of each question that was met. */
  readonly questions: Map<string, Question>;
}

async function countRound(ctx: Ctx, counting: Counting, onProgress: (done: number) => void): Promise<Tally> {
  const { id } = counting.round;
  const bandOf = bandsOf(await ctx.store.read((tx) => scoreCounts(tx, id)));
  const tally = emptyTally();
  for (let from: AttemptPlace | null | undefined = null; from !== undefined;) {
    const place: AttemptPlace | null = from;
    const { page, answers } = await ctx.store.read(async (tx) => {
      const page = await sittingsPage(tx, id, place, pageMax);
      const ids = page.map((sitting) => sitting.id);
      return { page, answers: await answersOfSittings(tx, ids) };
    });
    for (const sitting of page)
      countAttempt(tally, satAttempt(counting, sitting, answers.get(sitting.id) ?? [], bandOf(sitting.score)));
    onProgress(tally.attempts);
    from = page.length < pageMax ? undefined : page.at(-1);
    await nextTurn();
  }
  return tally;
}

function satAttempt(counting: Counting, sitting: Sitting, log: readonly AnswerRow[], band: number): SatAttempt {
  const { round, pool, questions } = counting;
  const { paper, startedAt, ordinal } = sitting;
  const sheet = buildSheet(paper.slots.length, log);
  const times = answerTimes(startedAt, log, paper.slots.length);
  const items = paper.slots.map((slot, at) => {
    const question = pool.question(slot.versionId);
    questions.set(question.id, question);
    const ruling = counting.rulingOf(slot.versionId);
    const isVoid = ruling?.kind === 'void';
    const response = responseOf(sheet, at + 1);
    // A void question is right for everybody, which says nothing of it: it is looked at by its own key.
    const { earned, of } = mark(question, response, isVoid ? undefined : ruling);
    const { id: questionId, kind } = question;
    const points = pointsOfSlot(slot, round.definition.blueprint);
    return { questionId, kind, response, earned, of, points, isVoid, tookMs: times[at] ?? null };
  });
  return { band, peers: String(ordinal), items };
}

function optionsOf({ questions, rulings }: Counting, questionId: string) {
  const question = questions.get(questionId);
  if (question === undefined) throw new Error(`a question that nobody was asked: ${questionId}`);
  const key = rightAnswers(question, rulings.get(questionId)?.ruling).flat();
  return { options: question.options.map(({ id }) => id), key };
}

/** The keys that count. */
export function rightAnswers(question: Question, ruling: KeyRuling | undefined): readonly (readonly string[])[] {
  if (ruling?.kind === 'accept') return ruling.keys;
  return [ruling?.kind === 'correct' ? ruling.key : question.key];
}

/** Whether an answer of the table is right by itself, or part of what is right. */
export function isRightAnswer(question: Question, answer: string, ruling: KeyRuling | undefined): boolean {
  if (answer === '') return false;
  const keys = rightAnswers(question, ruling);
  if (question.kind === 'multiple') return keys.some((key) => key.includes(answer));
  if (question.kind === 'matching') return keys.some((key) => key.includes(answer));
  if (question.kind === 'grid')
    return keys.some((key) =>
      kinds.grid
        .keyResponse({ ...question, key })
        .split(',')
        .includes(answer),
    );
  return mark(question, answer, ruling?.kind === 'void' ? undefined : ruling).isRight;
}
