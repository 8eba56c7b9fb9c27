/**
 * Counts the ended attempts of a round anew by its rulings: the same fold and the same marks as at hand-in, page by page.
 * What an attempt was worth before is kept. Doing it again, or again after it was cut short, changes nothing more; a
 * ruling that is not applied says by itself that work is left. Attempts that end later are marked by the rulings anyway.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ParticipantId, RoundId } from '../rules/ids.ts';
import { buildSheet, scoreSheet } from '../rules/sheet.ts';
import { roundById, roundsOfContest } from '../store/contests.ts';
import { noteStandingChanges } from '../store/live-standings.ts';
import { participantById } from '../store/participants.ts';
import {
  countScoreChanges,
  insertScoreChange,
  markApplied,
  rulingsOfRound,
  unappliedRulings,
  writeScore,
  type RulingRow,
} from '../store/rulings.ts';
import { answersOfSittings, removeStatistics, sittingsPage, type Sitting } from '../store/sittings.ts';
import type { AttemptPlace } from '../store/attempts.ts';
import type { Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import type { LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { newestRulings, rulingOf } from './newest-rulings.ts';
import { writeStandings } from './update-standing.ts';
import { writeJournal, type JournalNote } from './write-journal.ts';

/** Attempts counted anew in one write, so that answers on their way hardly wait. */
const pageMax = 50;
/** The first page goes with the ruling itself: a round that is no larger changes in one transaction. */
export const firstPageMax = 100;

export interface Rescoring {
  readonly contest: LoadedContest;
  readonly roundId: RoundId;
  readonly pool: QuestionPool;
}

/** Applies what is not applied yet. True when something was; the caller has its turn. */
export async function applyRulings(ctx: Ctx, contest: LoadedContest, roundId: RoundId): Promise<boolean> {
  const left = (await ctx.store.read(unappliedRulings)).filter((row) => row.roundId === roundId);
  if (left.length === 0) return false;
  await rescoreRound(ctx, contest, roundId);
  await ctx.store.write((tx) => finishApplying(tx, ctx, contest, roundId, null));
  return true;
}

/** Every attempt of a round with rulings, from after `from`. */
export async function rescoreRound(
  ctx: Ctx,
  contest: LoadedContest,
  roundId: RoundId,
  from: AttemptPlace | null = null,
): Promise<void> {
  const rulings = await ctx.store.read((tx) => rulingsOfRound(tx, roundId));
  if (rulings.length === 0) return;
  const pool = await loadPool(ctx, contest);
  for (let after: AttemptPlace | null | undefined = from; after !== undefined;) {
    const place: AttemptPlace | null = after;
    after = await ctx.store.write((tx) => rescorePage(tx, { contest, roundId, pool }, place, pageMax));
    await nextTurn();
  }
}

/** Where the next page begins; undefined after the last one. Boards are told when all is done: they never show a half. */
export async function rescorePage(
  tx: Tx,
  rescoring: Rescoring,
  after: AttemptPlace | null,
  countMax: number,
): Promise<AttemptPlace | undefined> {
  const { contest, roundId } = rescoring;
  // Another instance may be at the same page: it must see what we have changed, or it would note it twice.
  await tx.lock('rescoring', roundId);
  const rulings = newestRulings(await rulingsOfRound(tx, roundId));
  const page = await sittingsPage(tx, roundId, after, countMax);
  const people = await rescore(tx, rescoring, rulings, page);
  const rounds = await roundsOfContest(tx, contest.id);
  // In one order, so that two servers never wait for each other.
  for (const participantId of [...people].sort()) {
    await tx.lock('standing', participantId);
    const participant = await participantById(tx, participantId);
    if (participant === undefined) continue;
    await writeStandings(tx, { id: contest.id, definition: contest.definition, rounds }, participant);
  }
  return page.length < countMax ? undefined : page.at(-1);
}

/** Whose attempts are worth something else now. */
async function rescore(
  tx: Tx,
  { roundId, pool }: Rescoring,
  rulings: ReadonlyMap<string, RulingRow>,
  page: readonly Sitting[],
): Promise<Set<ParticipantId>> {
  const round = await roundById(tx, roundId);
  if (round === undefined) throw new Error(`round ${roundId} is gone`);
  const { blueprint } = round.definition;
  const ruledOn = ({ paper }: Sitting) =>
    paper.slots.flatMap(({ versionId }) => rulings.get(pool.question(versionId).id) ?? []);
  const touched = page.filter((sitting) => ruledOn(sitting).length > 0);
  const answers = await answersOfSittings(
    tx,
    touched.map(({ id }) => id),
  );
  const markedBy = { questionOf: pool.question, blueprint, rulingOf: rulingOf(rulings, pool) };
  const people = new Set<ParticipantId>();
  for (const sitting of touched) {
    const { id, participantId, paper, score: scoreBefore, correct: correctBefore } = sitting;
    const { score, correct } = scoreSheet(buildSheet(paper.slots.length, answers.get(id) ?? []), paper, markedBy);
    if (score === scoreBefore && correct === correctBefore) continue;
    const newest = ruledOn(sitting).toSorted((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? 1 : -1))[0];
    if (newest === undefined) continue;
    const worth = { scoreBefore, correctBefore, scoreAfter: score, correctAfter: correct };
    await insertScoreChange(tx, { rulingId: newest.id, attemptId: id, participantId, ...worth });
    await writeScore(tx, id, { score, correct });
    people.add(participantId);
  }
  return people;
}

/** In the write after the last page, or with it: the rulings are applied, the boards are told, figures are computed anew. */
export async function finishApplying(
  tx: Tx,
  ctx: Ctx,
  { id: contestId }: Pick<LoadedContest, 'id'>,
  roundId: RoundId,
  actor: JournalNote['actor'],
): Promise<void> {
  // One entry without a board stands for all. Before the journal: locks are always taken in this order.
  await noteStandingChanges(tx, contestId, [{ board: '', participantId: '' as ParticipantId }]);
  const left = (await unappliedRulings(tx)).filter((row) => row.roundId === roundId);
  for (const { id, questionId } of left) {
    const attemptsChanged = await countScoreChanges(tx, id);
    await markApplied(tx, id, ctx.clock.now(), attemptsChanged);
    const detail = { rulingId: id, roundId, questionId, attemptsChanged };
    await writeJournal(tx, ctx, { actor, action: 'apply-ruling', contestId, detail });
  }
  await removeStatistics(tx, roundId);
  tx.afterCommit(() => ctx.bus.say({ what: 'standings-changed', contestId }));
}
