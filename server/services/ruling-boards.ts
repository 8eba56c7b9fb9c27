/** Two boards of a contest as they are and as they would be if some attempts were worth something else. Reads only. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ParticipantId } from '../rules/ids.ts';
import { boardOfContest, boardOfRound, compareRows, rankRows } from '../rules/standings.ts';
import { roundsOfContest } from '../store/contests.ts';
import { participantById } from '../store/participants.ts';
import { endedAttempts, participantsPage, type RankedParticipant, type StandingRow } from '../store/standings.ts';
import type { ReadTx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { rankedRows, type RankedRow } from './propose-awards.ts';
import type { Effect } from './ruling-effects.ts';
import type { Ruled } from './ruled-question.ts';
import { standingRows, type RankedContest } from './standing-rows.ts';

export interface BoardChange {
  readonly board: string;
  readonly before: readonly RankedRow[];
  readonly after: readonly RankedRow[];
}

/** The round's board and the overall one. `truthAfter` is the round's prediction truth then. */
export async function boardsAfter(
  ctx: Ctx,
  { contest, round }: Ruled,
  changes: readonly Effect[],
  truthAfter: number | null,
): Promise<BoardChange[]> {
  const worthOf = new Map(changes.map(({ attemptId, after }) => [attemptId as string, after]));
  const { id, definition } = contest;
  const boards = [boardOfRound(round.id), boardOfContest(id)];
  const moved = new Map<string, StandingRow>();
  const recount = async (tx: ReadTx, ranked: RankedContest, people: readonly RankedParticipant[]) => {
    for (const person of people) {
      const ended = await endedAttempts(tx, person.id);
      const rows = standingRows(
        ranked,
        person,
        ended.map((attempt) => ({ ...attempt, ...worthOf.get(attempt.id) })),
      );
      for (const row of rows) if (boards.includes(row.board)) moved.set(`${row.board} ${row.participantId}`, row);
    }
  };
  // Another truth is another gap for everybody.
  const isEverybody = truthAfter !== round.predictionTruth;
  const ids = [...new Set(changes.map(({ participantId }) => participantId))];
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    after = await ctx.store.read(async (tx) => {
      const rounds = (await roundsOfContest(tx, id)).map((one) =>
        one.id === round.id ? { ...one, predictionTruth: truthAfter } : one,
      );
      const page = isEverybody
        ? await participantsPage(tx, id, from, peopleMax)
        : await peopleOf(tx, ids.splice(0, peopleMax));
      await recount(tx, { id, definition, rounds }, page);
      const isMore = isEverybody ? page.length === peopleMax : ids.length > 0;
      return isMore ? (page.at(-1)?.id ?? '') : undefined;
    });
    await nextTurn();
  }
  return Promise.all(boards.map((board) => changeOf(ctx, board, moved)));
}

/** Looked at in one read. */
const peopleMax = 200;

async function peopleOf(tx: ReadTx, ids: readonly ParticipantId[]): Promise<RankedParticipant[]> {
  const people: RankedParticipant[] = [];
  for (const id of ids) {
    const person = await participantById(tx, id);
    if (person !== undefined) people.push(person);
  }
  return people;
}

async function changeOf(ctx: Ctx, board: string, moved: ReadonlyMap<string, StandingRow>): Promise<BoardChange> {
  const before = await rankedRows(ctx, board);
  const after = before.map((row) => {
    const { score, sortKey } = moved.get(`${board} ${row.participantId}`) ?? row;
    return { ...row, score, sortKey };
  });
  // As the store orders them: equals by their ids, which means nothing.
  after.sort((a, b) => compareRows(a, b) || (a.participantId < b.participantId ? -1 : 1));
  return { board, before, after: rankRows(after) };
}
