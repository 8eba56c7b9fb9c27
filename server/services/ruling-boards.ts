/** Two boards of a contest as they are and as they would be if some attempts were worth something else. Reads only. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ParticipantId } from '../rules/ids.ts';
import { boardOfContest, boardOfRound, compareRows, rankBelow } from '../rules/standings.ts';
import { roundsOfContest } from '../store/contests.ts';
import { endedAttemptsOf, participantsPage, rankedParticipants, type StandingRow } from '../store/standings.ts';
import type { ReadTx } from '../store/store.ts';
import type { Ctx } from './context.ts';
import { rankedRows, type RankedRow } from './propose-awards.ts';
import type { Effect } from './ruling-effects.ts';
import type { Ruled } from './ruled-question.ts';
import { mapInTurns, sortInTurns } from './sort-in-turns.ts';
import { standingRows } from './standing-rows.ts';

export interface BoardChange {
  readonly board: string;
  readonly before: readonly RankedRow[];
  readonly after: readonly RankedRow[];
}

/** Looked at in one read. */
const peopleMax = 100;

type Moved = ReadonlyMap<string, Map<ParticipantId, Pick<StandingRow, 'score' | 'sortKey'>>>;

export interface BoardsWish {
  readonly changes: readonly Effect[];
  /** The round's prediction truth then. */
  readonly truthAfter: number | null;
  /** Called between steps; what it throws ends the work. */
  onTurn(): void;
}

/** The round's board and the overall one, one after the other: together they are large. */
export async function* boardsAfter(
  ctx: Ctx,
  ruled: Ruled,
  { changes, truthAfter, onTurn }: BoardsWish,
): AsyncGenerator<BoardChange> {
  const { contest, round } = ruled;
  const moved: Moved = new Map([boardOfRound(round.id), boardOfContest(contest.id)].map((name) => [name, new Map()]));
  const worthOf = new Map(changes.map(({ attemptId, after }) => [attemptId as string, after]));
  for await (const ids of idsInPages(ctx, ruled, changes, truthAfter)) {
    await ctx.store.read((tx) => recount(tx, ruled, { ids, worthOf, truthAfter, moved }));
    onTurn();
    await nextTurn();
  }
  for (const [board, rows] of moved) yield await changeOf(ctx, board, rows);
}

/** Whose rows may change. */
async function* idsInPages(
  ctx: Ctx,
  { contest, round }: Ruled,
  changes: readonly Effect[],
  truthAfter: number | null,
): AsyncGenerator<readonly ParticipantId[]> {
  if (truthAfter === round.predictionTruth) {
    const ids = [...new Set(changes.map(({ participantId }) => participantId))];
    for (let at = 0; at < ids.length; at += peopleMax) yield ids.slice(at, at + peopleMax);
    return;
  }
  // Another truth is another gap for everybody.
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    const page = await ctx.store.read((tx) => participantsPage(tx, contest.id, from, peopleMax));
    yield page.map(({ id }) => id);
    after = page.length < peopleMax ? undefined : page.at(-1)?.id;
  }
}

interface Recount {
  readonly ids: readonly ParticipantId[];
  readonly worthOf: ReadonlyMap<string, Effect['after']>;
  readonly truthAfter: number | null;
  readonly moved: Moved;
}

async function recount(tx: ReadTx, { contest, round }: Ruled, given: Recount): Promise<void> {
  const { ids, worthOf, truthAfter, moved } = given;
  const { id, definition } = contest;
  const rounds = (await roundsOfContest(tx, id)).map((one) =>
    one.id === round.id ? { ...one, predictionTruth: truthAfter } : one,
  );
  const ended = await endedAttemptsOf(tx, ids);
  for (const person of await rankedParticipants(tx, ids)) {
    const attempts = ended.get(person.id) ?? [];
    const worth = attempts.map((attempt) => ({ ...attempt, ...worthOf.get(attempt.id) }));
    for (const { board, score, sortKey } of standingRows({ id, definition, rounds }, person, worth))
      moved.get(board)?.set(person.id, { score, sortKey });
  }
}

async function changeOf(
  ctx: Ctx,
  board: string,
  moved: ReadonlyMap<ParticipantId, Pick<StandingRow, 'score' | 'sortKey'>>,
): Promise<BoardChange> {
  const before = await rankedRows(ctx, board);
  const changed = await mapInTurns(before, (row) => ({ ...row, ...moved.get(row.participantId) }));
  // As the store orders them: equals by their ids, which means nothing.
  const sorted = await sortInTurns(
    changed,
    (a, b) => compareRows(a, b) || (a.participantId < b.participantId ? -1 : 1),
  );
  let above: RankedRow | undefined;
  const after = await mapInTurns(sorted, (row, at) => (above = { ...row, rank: rankBelow(above, row, at + 1) }));
  return { board, before, after };
}
