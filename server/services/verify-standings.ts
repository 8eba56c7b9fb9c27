/**
 * Proves a contest's standings: everything again from `answer` rows alone (answers → sheet → score → standing), compared
 * column by column with what is stored, attempts and all. Chains of hashes are `verify-chains.ts`, rounds `verify-rounds.ts`.
 */
import type { ContestId } from '../rules/ids.ts';
import { buildSheet, scoreSheet } from '../rules/sheet.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import { countedTimes } from '../rules/timing.ts';
import { answersOf } from '../store/answers.ts';
import { attemptById } from '../store/attempts.ts';
import {
  endedAttempts,
  participantsPage,
  standingsOn,
  strangeStandings,
  type EndedAttempt,
} from '../store/standings.ts';
import type { ReadTx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { loadContest, type LoadedContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { roundRulings } from './round-rulings.ts';
import { standingRows } from './standing-rows.ts';
import { isSameRow } from './update-standing.ts';

/** A standing that is not what the answers amount to. */
export interface Disagreement {
  readonly board: string;
  readonly participantId: string;
  /** The attempt that itself is not what its answers amount to. */
  readonly attemptId?: string;
}

/**
 * No disagreements when all is well. `onProgress` hears how many participants are done. Throws for an unknown contest:
 * only our own code names one.
 */
export async function verifyStandings(
  ctx: Ctx,
  contestId: ContestId,
  onProgress: (done: number) => void = () => {},
): Promise<{ participants: number; disagreements: Disagreement[] }> {
  const contest = await loadContest(ctx, contestId);
  if (contest === null) throw new Error(`no contest ${contestId}`);
  const pool = await loadPool(ctx, contest);
  const boards = [...contest.rounds.map(({ id }) => boardOfRound(id)), boardOfContest(contestId)];
  return ctx.store.read(async (tx) => {
    // A row of somebody who never entered is met by nobody who goes by the participants.
    const disagreements: Disagreement[] = await strangeStandings(tx, contestId, boards);
    let participants = 0;
    for await (const participant of participantsOf(tx, contestId)) {
      const ended = await endedAttempts(tx, participant.id);
      const attempts = await attemptsFromAnswers(tx, contest, pool, ended);
      for (const [at, attempt] of attempts.entries())
        if (!isSameWorth(attempt, ended[at]))
          disagreements.push({
            board: boardOfRound(attempt.roundId),
            participantId: participant.id,
            attemptId: attempt.id,
          });
      const rows = standingRows(contest, participant, attempts);
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

async function* participantsOf(tx: ReadTx, contestId: ContestId) {
  for (let afterId = ''; ;) {
    const page = await participantsPage(tx, contestId, afterId);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    afterId = last.id;
  }
}

/** The attempts with their worth computed anew. When one began and ended are facts of the attempt itself, within its window. */
async function attemptsFromAnswers(
  tx: ReadTx,
  contest: LoadedContest,
  pool: QuestionPool,
  ended: readonly EndedAttempt[],
): Promise<EndedAttempt[]> {
  const rebuilt: EndedAttempt[] = [];
  for (const attempt of ended) {
    const row = await attemptById(tx, attempt.id);
    const round = contest.rounds.find(({ id }) => id === attempt.roundId);
    if (row === undefined || round === undefined) throw new Error(`attempt ${attempt.id} has lost its round`);
    const sheet = buildSheet(row.paper.slots.length, await answersOf(tx, attempt.id));
    const ruled = await roundRulings(tx, round.id, pool);
    const { score, correct, prediction } = scoreSheet(sheet, row.paper, {
      questionOf: pool.question,
      blueprint: round.definition.blueprint,
      rulingOf: (versionId) => ruled(versionId)?.ruling,
    });
    const { submittedAt: finishedAt, elapsedMs } = countedTimes(row, attempt.finishedAt);
    rebuilt.push({ ...attempt, score, correct, prediction, finishedAt, elapsedMs });
  }
  return rebuilt;
}

function isSameWorth(rebuilt: EndedAttempt, stored: EndedAttempt | undefined): boolean {
  if (stored === undefined) return false;
  return (Object.keys(rebuilt) as (keyof EndedAttempt)[]).every((column) => rebuilt[column] === stored[column]);
}
