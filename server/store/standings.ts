/** Queries about standings. What a standing is worth is decided above; what live boards read is `live-standings.ts`. */
import { and, asc, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { ContestId, ParticipantId } from '../rules/ids.ts';
import { boardOfContest, boardOfRound } from '../rules/standings.ts';
import { placeholders, placeholderSet } from './prepared-rows.ts';
import type { Tables } from './schema.ts';
import type { ReadTx, Tx } from './store.ts';

export type StandingRow = Tables['standing']['$inferSelect'];

/** Rows read or written in one step: below SQLite's limit of bound values, small enough to leave others a turn. */
export const standingsPageMax = 1_000;

export async function standingOf(
  tx: ReadTx,
  board: string,
  participantId: ParticipantId,
): Promise<StandingRow | undefined> {
  const { standing } = tx.tables;
  const rows = await tx.db
    .select()
    .from(standing)
    .where(and(eq(standing.board, board), eq(standing.participantId, participantId)));
  return rows[0];
}

/** One participant's standings on the given boards. */
export async function standingsOn(
  tx: ReadTx,
  boards: readonly string[],
  participantId: ParticipantId,
): Promise<StandingRow[]> {
  const named = Object.fromEntries(boards.map((board, at) => [`board${at}`, board]));
  return tx
    .prepared(`standings-on-${boards.length}`, (db, { standing }) =>
      db
        .select()
        .from(standing)
        .where(
          and(
            inArray(
              standing.board,
              Object.keys(named).map((name) => sql.placeholder(name)),
            ),
            eq(standing.participantId, sql.placeholder('participantId')),
          ),
        )
        .orderBy(asc(standing.board)),
    )
    .execute({ ...named, participantId });
}

/** One participant's standings on every board of the contest, whose rounds are few. */
export async function standingsOfParticipant(tx: ReadTx, participantId: ParticipantId): Promise<StandingRow[]> {
  const { participant, round } = tx.tables;
  const rows = await tx.db
    .select({ contestId: participant.contestId, roundId: round.id })
    .from(participant)
    .innerJoin(round, eq(round.contestId, participant.contestId))
    .where(eq(participant.id, participantId));
  if (rows[0] === undefined) return [];
  const boards = [boardOfContest(rows[0].contestId), ...rows.map(({ roundId }) => boardOfRound(roundId))];
  return standingsOn(tx, boards, participantId);
}

/** A board's ranked rows from the best down; equals in the order of their ids, which means nothing. */
export async function standingsInOrder(
  tx: ReadTx,
  board: string,
  { offset, countMax }: { offset: number; countMax: number },
): Promise<StandingRow[]> {
  const { standing } = tx.tables;
  return tx.db
    .select()
    .from(standing)
    .where(and(eq(standing.board, board), eq(standing.isRanked, true)))
    .orderBy(desc(standing.sortKey), asc(standing.participantId))
    .offset(offset)
    .limit(countMax);
}

/** The next whole rows of one board by participant, after `afterId` ('' begins). */
export async function standingsPage(tx: ReadTx, board: string, afterId: string): Promise<StandingRow[]> {
  const { standing } = tx.tables;
  return tx.db
    .select()
    .from(standing)
    .where(and(eq(standing.board, board), gt(standing.participantId, afterId as ParticipantId)))
    .orderBy(asc(standing.participantId))
    .limit(standingsPageMax);
}

/** Rows told of, where a board holds more than it should. */
const strangeMax = 100;

/** Rows of the boards that belong to nobody who has entered this contest. */
export async function strangeStandings(
  tx: ReadTx,
  contestId: ContestId,
  boards: readonly string[],
): Promise<{ board: string; participantId: ParticipantId }[]> {
  const { participant, standing } = tx.tables;
  const isOfContest = and(eq(participant.id, standing.participantId), eq(participant.contestId, contestId));
  return tx.db
    .select({ board: standing.board, participantId: standing.participantId })
    .from(standing)
    .leftJoin(participant, isOfContest)
    .where(and(inArray(standing.board, [...boards]), isNull(participant.id)))
    .orderBy(asc(standing.board), asc(standing.participantId))
    .limit(strangeMax);
}

export async function putStanding(tx: Tx, row: StandingRow): Promise<void> {
  await tx
    .prepared('put-standing', (db, { standing }) =>
      db
        .insert(standing)
        .values(placeholders(standing))
        .onConflictDoUpdate({
          target: [standing.board, standing.participantId],
          set: placeholderSet(standing, ['board', 'participantId']),
        }),
    )
    .execute(row);
}

export async function removeStanding(tx: Tx, board: string, participantId: ParticipantId): Promise<void> {
  const { standing } = tx.tables;
  await tx.db.delete(standing).where(and(eq(standing.board, board), eq(standing.participantId, participantId)));
}

/** What of an attempt a standing is made of. */
export type EndedAttempt = Pick<
  Tables['attempt']['$inferSelect'],
  'id' | 'roundId' | 'score' | 'correct' | 'elapsedMs' | 'finishedAt' | 'prediction'
>;

/** A participant's attempts that count: ended, and not void. Without the papers, which are long. */
export async function endedAttempts(tx: ReadTx, participantId: ParticipantId): Promise<EndedAttempt[]> {
  return tx
    .prepared('ended-attempts', (db, { attempt }) =>
      db
        .select({
          id: attempt.id,
          roundId: attempt.roundId,
          score: attempt.score,
          correct: attempt.correct,
          elapsedMs: attempt.elapsedMs,
          finishedAt: attempt.finishedAt,
          prediction: attempt.prediction,
        })
        .from(attempt)
        .where(
          and(
            eq(attempt.participantId, sql.placeholder('participantId')),
            ne(attempt.state, 'running'),
            ne(attempt.state, 'void'),
          ),
        )
        .orderBy(asc(attempt.roundId), asc(attempt.ordinal)),
    )
    .execute({ participantId });
}

/** The same of many people, by participant; whoever has none is not in it. At most a page of them. */
export async function endedAttemptsOf(
  tx: ReadTx,
  ids: readonly ParticipantId[],
): Promise<ReadonlyMap<ParticipantId, EndedAttempt[]>> {
  const found = new Map<ParticipantId, EndedAttempt[]>();
  if (ids.length === 0) return found;
  const { attempt } = tx.tables;
  const { id, roundId, score, correct, elapsedMs, finishedAt, prediction, participantId } = attempt;
  const rows = await tx.db
    .select({ participantId, ended: { id, roundId, score, correct, elapsedMs, finishedAt, prediction } })
    .from(attempt)
    .where(and(inArray(participantId, [...ids]), ne(attempt.state, 'running'), ne(attempt.state, 'void')))
    .orderBy(asc(roundId), asc(attempt.ordinal));
  for (const row of rows) {
    const attempts = found.get(row.participantId) ?? [];
    found.set(row.participantId, attempts);
    attempts.push(row.ended);
  }
  return found;
}

/** What a standing takes from the participant. */
export type RankedParticipant = Pick<
  Tables['participant']['$inferSelect'],
  'id' | 'contestId' | 'categoryId' | 'unitId' | 'disqualifiedAt'
>;

const rankedColumns = ({ participant }: Tables) => ({
  id: participant.id,
  contestId: participant.contestId,
  categoryId: participant.categoryId,
  unitId: participant.unitId,
  disqualifiedAt: participant.disqualifiedAt,
});

/** At most a page of them. */
export async function rankedParticipants(tx: ReadTx, ids: readonly ParticipantId[]): Promise<RankedParticipant[]> {
  if (ids.length === 0) return [];
  const { participant } = tx.tables;
  return tx.db
    .select(rankedColumns(tx.tables))
    .from(participant)
    .where(inArray(participant.id, [...ids]))
    .orderBy(asc(participant.id));
}

/** The next participants of a contest by id, after `afterId` ('' begins). */
export async function participantsPage(
  tx: ReadTx,
  contestId: ContestId,
  afterId: string,
  countMax: number = standingsPageMax,
): Promise<RankedParticipant[]> {
  const { participant } = tx.tables;
  return tx.db
    .select(rankedColumns(tx.tables))
    .from(participant)
    .where(and(eq(participant.contestId, contestId), sql`${participant.id} > ${afterId}`))
    .orderBy(asc(participant.id))
    .limit(countMax);
}
