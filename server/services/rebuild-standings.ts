/**
 * All standings of a contest again from what they rest on: after a truth was computed or an order of
 * ranking amended (`rebuild`), and from the raw answers alone to prove them (`verify`).
 */
import type { ContestId, ParticipantId } from '../rules/ids.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import { buildSheet, scoreSheet } from '../rules/sheet.ts';
import { answersOf } from '../store/answers.ts';
import { attemptById } from '../store/attempts.ts';
import {
  endedAttempts,
  noteStandingChanges,
  participantsPage,
  standingsOn,
  type EndedAttempt,
} from '../store/standings.ts';
import type { ReadTx, Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { standingRows, type RankedContest } from './standing-rows.ts';
import { isSameRow, writeStandings } from './update-standing.ts';

/**
 * Rebuilds inside the caller's transaction, so that no half-changed board is ever seen. `contest.rounds`
 * must be as this transaction has them. Returns how many participants' standings changed.
 */
export async function rebuildStandingsIn(tx: Tx, ctx: Pick<Ctx, 'bus'>, contest: RankedContest): Promise<number> {
  let changed = 0;
  for await (const participant of participantsOf(tx, contest.id))
    if ((await writeStandings(tx, contest, participant)).length > 0) changed += 1;
  if (changed === 0) return 0;
  // One entry without a board stands for all: written last, it is committed as soon as it has its number.
  await noteStandingChanges(tx, [{ board: '', participantId: '' as ParticipantId, contestId: contest.id }]);
  tx.afterCommit(() => ctx.bus.say({ what: 'standings-changed', contestId: contest.id }));
  return changed;
}

/** The same in a transaction of its own. Throws for an unknown contest: only our own code names one. */
export async function rebuildStandings(ctx: Ctx, contestId: ContestId): Promise<number> {
  const contest = await known(ctx, contestId);
  return ctx.store.write((tx) => rebuildStandingsIn(tx, ctx, contest));
}

/** A standing that is not what the answers amount to. */
export interface Disagreement {
  readonly board: string;
  readonly participantId: string;
}

/**
 * Every standing from `answer` rows alone (answers → sheet → score → standing), compared column by
 * column with what is stored. Empty when all is well. `onProgress` hears how many participants are done.
 */
export async function verifyStandings(
  ctx: Ctx,
  contestId: ContestId,
  onProgress: (done: number) => void = () => {},
): Promise<{ participants: number; disagreements: Disagreement[] }> {
  const contest = await known(ctx, contestId);
  const pool = await loadPool(ctx, contest);
  return ctx.store.read(async (tx) => {
    const disagreements: Disagreement[] = [];
    let participants = 0;
    for await (const participant of participantsOf(tx, contestId)) {
      const attempts = await attemptsFromAnswers(tx, contest, pool, await endedAttempts(tx, participant.id));
      const rows = standingRows(contest, participant, attempts);
      const boards = [...contest.rounds.map(({ id }) => boardOfRound(id)), boardOfContest(contestId)];
      const stored = await standingsOn(tx, boards, participant.id);
      for (const board of boards) {
        const [ours, theirs] = [rows, stored].map((list) => list.find((row) => row.board === board));
        if (ours === undefined ? theirs !== undefined : !isSameRow(ours, theirs))
          disagreements.push({ board, participantId: participant.id });
      }
      onProgress((participants += 1));
    }
    return { participants, disagreements };
  });
}

async function known(ctx: Ctx, contestId: ContestId) {
  const contest = await loadContest(ctx, contestId);
  if (contest === null) throw new Error(`no contest ${contestId}`);
  return contest;
}

async function* participantsOf(tx: ReadTx, contestId: ContestId) {
  for (let afterId = ''; ;) {
    const page = await participantsPage(tx, contestId, afterId);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}

/** The attempts with their worth computed anew; the times are facts of the attempt itself. */
async function attemptsFromAnswers(
  tx: ReadTx,
  contest: RankedContest,
  pool: QuestionPool,
  ended: readonly EndedAttempt[],
): Promise<EndedAttempt[]> {
  const rebuilt: EndedAttempt[] = [];
  for (const attempt of ended) {
    const row = await attemptById(tx, attempt.id);
    const round = contest.rounds.find(({ id }) => id === attempt.roundId);
    if (row === undefined || round === undefined) throw new Error(`attempt ${attempt.id} has lost its round`);
    const sheet = buildSheet(row.paper.slots.length, await answersOf(tx, attempt.id));
    const { score, correct, prediction } = scoreSheet(sheet, row.paper, pool.question, round.definition.blueprint);
    const elapsedMs = attempt.finishedAt - row.startedAt;
    rebuilt.push({ ...attempt, score, correct, prediction, elapsedMs });
  }
  return rebuilt;
}
