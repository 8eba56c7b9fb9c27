/**
 * All standings of a contest again from what they rest on: after a truth was computed or an order of
 * ranking amended (`rebuild`), and from the raw answers alone to prove them (`verify`).
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ContestId, ParticipantId } from '../rules/ids.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import { buildSheet, scoreSheet } from '../rules/sheet.ts';
import { answersOf } from '../store/answers.ts';
import { attemptById } from '../store/attempts.ts';
import { roundsOfContest } from '../store/contests.ts';
import { participantById } from '../store/participants.ts';
import { endedAttempts, participantsPage, standingsOn, type EndedAttempt } from '../store/standings.ts';
import { noteStandingChanges } from '../store/live-standings.ts';
import type { ReadTx, Tx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { loadContest } from './load-contest.ts';
import { loadPool, type QuestionPool } from './question-pool.ts';
import { roundRulings } from './round-rulings.ts';
import { standingRows, type RankedContest } from './standing-rows.ts';
import { isSameRow, writeStandings } from './update-standing.ts';

/** Participants rebuilt in one write: some ten milliseconds, so that answers on their way hardly wait. */
const rebuildPageMax = 50;

/**
 * Every standing of a contest again from the ended attempts, in many small writes with turns of the event loop
 * between them. Doing it twice, or again after it was cut short, changes nothing more. Boards that are being
 * watched are told at the end, once: they never show a half. Throws for an unknown contest: only our own code
 * names one. `onProgress` hears how many participants are done. Returns how many had a standing that changed.
 */
export async function rebuildStandings(
  ctx: Ctx,
  contestId: ContestId,
  onProgress: (done: number) => void = () => {},
): Promise<number> {
  const contest = await known(ctx, contestId);
  let [done, changed] = [0, 0];
  for (let afterId: string | undefined = ''; afterId !== undefined;) {
    const from: string = afterId;
    const page = await ctx.store.write((tx) => rebuildPage(tx, contest, from));
    onProgress((done += page.done));
    changed += page.changed;
    afterId = page.done < rebuildPageMax ? undefined : page.lastId;
    await nextTurn();
  }
  await ctx.store.write(async (tx) => {
    // One entry without a board stands for all. Also when nothing changed: an earlier run may have been cut short.
    await noteStandingChanges(tx, [{ board: '', participantId: '' as ParticipantId, contestId }]);
    tx.afterCommit(() => ctx.bus.say({ what: 'standings-changed', contestId }));
  });
  return changed;
}

async function rebuildPage(tx: Tx, { id, definition }: RankedContest, afterId: string) {
  const rounds = await roundsOfContest(tx, id);
  const page = await participantsPage(tx, id, afterId, rebuildPageMax);
  let changed = 0;
  for (const { id: participantId } of page) {
    await tx.lock('standing', participantId);
    // As it is under the lock: a disqualification may have come in between.
    const participant = await participantById(tx, participantId);
    if (participant === undefined) continue;
    if ((await writeStandings(tx, { id, definition, rounds }, participant)).length > 0) changed += 1;
  }
  return { done: page.length, changed, lastId: page.at(-1)?.id };
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
    const ruled = await roundRulings(tx, round.id, pool);
    const { score, correct, prediction } = scoreSheet(sheet, row.paper, {
      questionOf: pool.question,
      blueprint: round.definition.blueprint,
      rulingOf: (versionId) => ruled(versionId)?.ruling,
    });
    const elapsedMs = attempt.finishedAt - row.startedAt;
    rebuilt.push({ ...attempt, score, correct, prediction, elapsedMs });
  }
  return rebuilt;
}
