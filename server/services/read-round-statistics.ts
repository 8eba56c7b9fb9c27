/**
 * The figures of a closed round's questions, for the staff. Kept since they were last computed; who asks first begins the
 * computing, which goes on by itself, and is told how far it is.
 */
import { accepted, refused, type Outcome } from '../rules/refusal.ts';
import type { RoundId } from '../rules/ids.ts';
import type { ItemStatistics } from '../rules/item-statistics.ts';
import type { Question } from '../rules/question.ts';
import type { KeyRuling } from '../rules/ruling.ts';
import { bankById } from '../store/banks.ts';
import { roundById, type RoundRow } from '../store/contests.ts';
import { versionsOfQuestions } from '../store/question-versions.ts';
import { rulingsOfRound } from '../store/rulings.ts';
import { scoreCounts, statisticsOf, type StatisticsRow } from '../store/sittings.ts';
import type { Store } from '../store/store.ts';
import type { ItemView, StatisticsView } from '../wire/http/statistics.ts';
import { computeRoundStatistics, isRightAnswer } from './compute-round-statistics.ts';
import type { Ctx } from './context.ts';
import { askedItem } from './find-asked-items.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { newestRulings } from './newest-rulings.ts';

/** A round of so many attempts is computed while the asker waits; a larger one is asked for again. */
const waitMax = 1_000;

interface Computing {
  done: number;
  readonly total: number;
  /** Never rejects: a failure is logged, and the next asker begins again. */
  readonly ended: Promise<void>;
}
const computingByStore = new WeakMap<Store, Map<RoundId, Computing>>();

/** Refusals: `not-found`; `round-still-open` until the round has been closed. */
export async function readRoundStatistics(ctx: Ctx, roundId: RoundId): Promise<Outcome<StatisticsView>> {
  const round = await ctx.store.read((tx) => roundById(tx, roundId));
  const contest = round && (await loadContest(ctx, round.contestId));
  if (!round || !contest) return refused({ name: 'not-found' });
  if (round.closedAt === 0) return refused({ name: 'round-still-open', closesAt: round.closesAt });
  const kept = await ctx.store.read((tx) => statisticsOf(tx, roundId));
  if (kept !== undefined) return accepted(await viewStatistics(ctx, contest, kept));
  const rulings = await ctx.store.read((tx) => rulingsOfRound(tx, roundId));
  // Figures of the half would not be kept.
  if (rulings.some(({ appliedAt }) => appliedAt === 0))
    return accepted({ roundId, isReady: false, done: 0, total: 0, computedAt: 0, items: [] });
  const computing = await computingOf(ctx, contest, round);
  if (computing.total <= waitMax) await computing.ended;
  const computed = await ctx.store.read((tx) => statisticsOf(tx, roundId));
  if (computed !== undefined) return accepted(await viewStatistics(ctx, contest, computed));
  const { done, total } = computing;
  return accepted({ roundId, isReady: false, done, total, computedAt: 0, items: [] });
}

/** The computing that runs in this process, or one begun now. */
export async function computingOf(ctx: Ctx, contest: LoadedContest, round: RoundRow): Promise<Computing> {
  const running = computingByStore.get(ctx.store) ?? new Map<RoundId, Computing>();
  computingByStore.set(ctx.store, running);
  const counts = await ctx.store.read((tx) => scoreCounts(tx, round.id));
  const known = running.get(round.id);
  if (known !== undefined) return known;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const ended = computeRoundStatistics(ctx, contest, round, (done) => (computing.done = done))
    .catch((problem: unknown) => ctx.log.error({ err: problem, roundId: round.id }, 'figures could not be computed'))
    .finally(() => running.delete(round.id));
  const computing: Computing = { done: 0, total, ended };
  running.set(round.id, computing);
  return computing;
}

async function viewStatistics(ctx: Ctx, contest: LoadedContest, row: StatisticsRow): Promise<StatisticsView> {
  const { roundId, statistics, computedAt } = row;
  const { bankId } = contest.definition;
  const ids = statistics.items.map(({ questionId }) => questionId);
  const { bank, versions, rulings } = await ctx.store.read(async (tx) => ({
    bank: await bankById(tx, bankId),
    versions: await versionsOfQuestions(tx, bankId, ids),
    rulings: newestRulings(await rulingsOfRound(tx, roundId)),
  }));
  const topicName = new Map(bank?.topics.map(({ id, name }) => [id, name]));
  const items = statistics.items.flatMap((item) => {
    const all = versions.get(item.questionId) ?? [];
    const question = (all.find(({ approvedAt, isCurrent }) => isCurrent || approvedAt > 0) ?? all[0])?.content;
    const ruling = rulings.get(item.questionId)?.ruling;
    return question ? [viewItem(item, question, topicName.get(question.topic) ?? question.topic, ruling)] : [];
  });
  const { attempts } = statistics;
  return { roundId, isReady: true, done: attempts, total: attempts, computedAt, items };
}

function viewItem(item: ItemStatistics, question: Question, topicName: string, ruling?: KeyRuling): ItemView {
  const { kind, options } = question;
  const { chosen, others, flags, ...figures } = item;
  const answers = Object.entries(chosen).map(([answer, bands]) => ({
    answer,
    isRight: isRightAnswer(question, answer, ruling),
    bands: [...bands],
  }));
  // What nobody chose is shown too: that is what is to be seen.
  const unseen = kind === 'single' || kind === 'multiple' || kind === 'true-false' ? options : [];
  const unused = unseen.filter(({ id }) => chosen[id] === undefined);
  return {
    ...figures,
    ...askedItem(question, ruling),
    topicName,
    bands: [...item.bands],
    answers: [
      ...answers.sort((a, b) => sum(b.bands) - sum(a.bands)),
      ...unused.map(({ id }) => ({ answer: id, isRight: isRightAnswer(question, id, ruling), bands: [0, 0, 0, 0, 0] })),
    ],
    others: [...others],
    flags: [...flags],
  };
}

const sum = (bands: readonly number[]): number => bands.reduce((total, n) => total + n, 0);
